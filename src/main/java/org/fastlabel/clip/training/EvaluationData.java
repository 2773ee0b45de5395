package org.fastlabel.clip.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.fastlabel.clip.training.SoundPictures.Recordings;
import org.fastlabel.media.audio.SoundDescriptor;
import org.fastlabel.media.image.Raster;

/**
 * What checkpoints are measured on. Nothing of it is in {@link TrainingData}, except the pictures that the probes of photos and sounds
 * learn from.
 */
final class EvaluationData {

    static final List<String> ATTRIBUTES = List.of("smiling", "eyeglasses", "beard", "hat", "long hair", "earrings");
    private static final int PORTRAITS = 6_000;

    private final Map<Raster, float[]> descriptors = new IdentityHashMap<>();
    private final PictureSet portraits = PictureSet.portraits(0, PORTRAITS);
    private final PictureSet first = part(0, PORTRAITS / 2);
    private final PictureSet second = part(PORTRAITS / 2, PORTRAITS);
    private final PictureSet drawings = Drawings.of(0, 1_000);
    private final List<ProbeTask> tasks = new ArrayList<>();

    EvaluationData(Path data) {
        PictureSet photos = PhotoFiles.cifarTraining(data.resolve("cifar10"));
        tasks.add(photos("`cifar10/test_batch` (1,400)", photos, PhotoFiles.cifarBatch(data.resolve("cifar10/test_batch.bin"))));
        tasks.add(photos("`cifar10-folder` (600)", photos, PhotoFiles.folders(data.resolve("cifar10-folder"))));
        Path fsdd = data.resolve("fsdd");
        tasks.add(sounds("spoken digits, held-out speaker (200)", "digit", SoundPictures.DIGITS,
                SoundPictures.digits(fsdd, s -> !s.equals(SoundPictures.HELD_OUT_SPEAKER)),
                SoundPictures.digits(fsdd, SoundPictures.HELD_OUT_SPEAKER::equals)));
        Path esc = data.resolve("esc50");
        Recordings heldOut = SoundPictures.noises(esc, SoundPictures.HELD_OUT_FOLD::equals);
        tasks.add(sounds("noises, held-out fold (" + heldOut.files().size() + ")", "noise", SoundPictures.NOISES,
                SoundPictures.noises(esc, f -> !f.equals(SoundPictures.HELD_OUT_FOLD)), heldOut));
        PictureSet learned = Drawings.of(10_000, 1_200, Outline.UNSEEN);
        PictureSet judged = Drawings.of(20_000, 1_200, Outline.UNSEEN);
        tasks.add(new ProbeTask("six shapes never shown in training (1,200)", learned,
                SoundPictures.labels(learned, "shape", Outline.UNSEEN), judged, SoundPictures.labels(judged, "shape", Outline.UNSEEN), Outline.UNSEEN.size()));
        ATTRIBUTES.forEach(attribute -> tasks.add(portraits(attribute)));
    }

    private PictureSet part(int from, int to) {
        return new PictureSet(portraits.subjects().subList(from, to), portraits.rasters().subList(from, to));
    }

    private static ProbeTask photos(String name, PictureSet learned, PictureSet judged) {
        return new ProbeTask(name, learned, classes(learned), judged, classes(judged), Subject.CLASSES.size());
    }

    private static int[] classes(PictureSet set) {
        return set.subjects().stream().mapToInt(Subject::photo).toArray();
    }

    private ProbeTask sounds(String name, String trait, List<String> values, Recordings learned, Recordings judged) {
        PictureSet one = heard(learned);
        PictureSet two = heard(judged);
        return new ProbeTask(name, one, SoundPictures.labels(one, trait, values), two, SoundPictures.labels(two, trait, values),
                values.size());
    }

    private PictureSet heard(Recordings recordings) {
        PictureSet set = recordings.pictures();
        for (int i = 0; i < set.size(); i++) {
            descriptors.put(set.rasters().get(i), SoundDescriptor.of(List.of(SoundPictures.read(recordings.files().get(i)))));
        }
        return set;
    }

    private ProbeTask portraits(String attribute) {
        int[] labels = portraits.subjects().stream().mapToInt(s -> s.portrait().has(attribute) ? 1 : 0).toArray();
        int half = labels.length / 2;
        return new ProbeTask("portraits, " + attribute + " (3,000)", first, Arrays.copyOf(labels, half), second,
                Arrays.copyOfRange(labels, half, labels.length), 2);
    }

    /** Rows of sounds with what the server adds to them: how they sound. */
    float[][] withDescriptors(List<Raster> pictures, float[][] rows) {
        return IntStream.range(0, rows.length).mapToObj(i -> {
            float[] heard = descriptors.get(pictures.get(i));
            float[] row = Arrays.copyOf(rows[i], rows[i].length + heard.length);
            System.arraycopy(heard, 0, row, rows[i].length, heard.length);
            return row;
        }).toArray(float[][]::new);
    }

    List<ProbeTask> tasks() {
        return tasks;
    }

    ProbeTask batch() {
        return tasks.get(0);
    }

    ProbeTask folder() {
        return tasks.get(1);
    }

    ProbeTask digits() {
        return tasks.get(2);
    }

    ProbeTask noises() {
        return tasks.get(3);
    }

    PictureSet portraits() {
        return portraits;
    }

    PictureSet drawings() {
        return drawings;
    }
}
