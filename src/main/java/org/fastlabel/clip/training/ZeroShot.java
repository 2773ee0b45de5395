package org.fastlabel.clip.training;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.fastlabel.clip.ClipModel;

/** What the model knows without any label: by comparing pictures with words. Embeddings have unit length. */
public final class ZeroShot {

    private ZeroShot() {
    }

    /** Share of the photos whose own class name is the nearest of the ten, asked as "a photo of a …". */
    static double accuracy(ClipModel model, float[][] images, List<Subject> subjects) {
        return accuracy(model, images, Subject.CLASSES.stream().map(c -> "a photo of " + Captions.article(c)).toList(),
                subjects.stream().mapToInt(Subject::photo).toArray());
    }

    /** Share of the pictures whose own phrase is the nearest. @param labels index into the phrases, per picture */
    static double accuracy(ClipModel model, float[][] images, List<String> phrases, int[] labels) {
        float[][] texts = model.embedTexts(phrases);
        long right = IntStream.range(0, images.length).filter(i -> {
            int best = 0;
            for (int k = 1; k < texts.length; k++) {
                best = dot(images[i], texts[k]) > dot(images[i], texts[best]) ? k : best;
            }
            return best == labels[i];
        }).count();
        return right / (double) images.length;
    }

    /** Area under the ROC curve of one query: how often a picture with the attribute ranks before one without. */
    static double auc(ClipModel model, String query, float[][] images, List<Subject> subjects, String attribute) {
        float[] text = model.embedTexts(List.of(query))[0];
        double[] scores = new double[images.length];
        boolean[] has = new boolean[images.length];
        for (int i = 0; i < images.length; i++) {
            scores[i] = dot(images[i], text);
            has[i] = subjects.get(i).portrait().has(attribute);
        }
        return auc(scores, has);
    }

    /** How often one that has it scores above one that has not; NaN where all or none have. */
    public static double auc(double[] scores, boolean[] has) {
        List<Integer> ascending = IntStream.range(0, scores.length).boxed().sorted(Comparator.comparingDouble(i -> scores[i])).toList();
        double ranks = 0;
        long with = 0;
        for (int rank = 0; rank < ascending.size(); rank++) {
            if (has[ascending.get(rank)]) {
                ranks += rank + 1;
                with++;
            }
        }
        return (ranks - with * (with + 1) / 2.0) / (with * (double) (scores.length - with));
    }

    static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int d = 0; d < a.length; d++) {
            sum += a[d] * b[d];
        }
        return sum;
    }
}
