package org.fastlabel.clip.training;

import java.util.ArrayList;
import java.util.List;
import org.fastlabel.clip.ClipModel;

/**
 * How well a linear probe learns one class of photos, {@code train.without}, from a checkpoint's embeddings: to be run on a checkpoint
 * that was trained without that class, and on one that was trained the same way with it.
 */
public final class EvaluateLeftOut {

    private EvaluateLeftOut() {
    }

    public static void main(String[] args) {
        TrainingSettings settings = TrainingSettings.read();
        int left = Subject.CLASSES.indexOf(settings.without());
        ProbeTask ten = new EvaluationData(settings.data()).batch();
        ProbeTask two = new ProbeTask(settings.without() + " or not", halved(ten.pictures(), left), own(halved(ten.pictures(), left), left),
                halved(ten.test(), left), own(halved(ten.test(), left), left), 2);
        try (ClipModel model = ClipModel.open(settings.out(), settings.device())) {
            System.out.printf("%s: of %s: right in two classes %.3f, found among ten %.3f, all ten right %.3f%n", settings.out(),
                    settings.without(), two.accuracies(model::embedImages)[0], ten.recall(model::embedImages, left),
                    ten.accuracies(model::embedImages)[0]);
        }
    }

    /** All of one class, and as many of the others: the first of each. */
    private static PictureSet halved(PictureSet set, int label) {
        int others = Subject.CLASSES.size() - 1;
        long own = set.subjects().stream().filter(s -> s.photo() == label).count();
        int[] taken = new int[Subject.CLASSES.size()];
        List<Integer> kept = new ArrayList<>();
        for (int i = 0; i < set.size(); i++) {
            int photo = set.subjects().get(i).photo();
            if (photo == label || taken[photo]++ < own / others) {
                kept.add(i);
            }
        }
        return new PictureSet(kept.stream().map(set.subjects()::get).toList(), kept.stream().map(set.rasters()::get).toList());
    }

    private static int[] own(PictureSet set, int label) {
        return set.subjects().stream().mapToInt(s -> s.photo() == label ? 1 : 0).toArray();
    }
}
