package org.fastlabel.clip.training;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.fastlabel.clip.training.Subject.Kind;

/** All that is shown in training. Everything that {@link EvaluateMiniClip} measures on is left out. */
final class TrainingData {

    private static final int PORTRAITS = 20_000;
    private static final int DRAWINGS = 12_000;
    private static final int FIRST_DRAWING = 1_000_000;
    private static final int TONES = 2_000;
    private static final int FIRST_TONE = 1_000_000;
    /** So many variations of each recording. */
    private static final int DIGIT_VARIATIONS = 12;
    private static final int NOISE_VARIATIONS = 10;

    private TrainingData() {
    }

    /** @param side of the pictures */
    static Map<Kind, PictureSet> read(TrainingSettings settings, int side) {
        Path data = settings.data();
        Map<Kind, PictureSet> sets = new EnumMap<>(Kind.class);
        PictureSet photos = PhotoFiles.cifarTraining(data.resolve("cifar10")).and(PhotoFiles.sheet(data.resolve("sprite")));
        sets.put(Kind.PHOTO, photos.where(s -> !s.is(settings.without())));
        sets.put(Kind.PORTRAIT, PictureSet.portraits(PictureSet.FIRST_TRAINING_PORTRAIT, PORTRAITS));
        sets.put(Kind.DRAWING, Drawings.of(FIRST_DRAWING, DRAWINGS));
        sets.put(Kind.SOUND, digits(data).varied(DIGIT_VARIATIONS).resized(side)
                .and(noises(data).varied(NOISE_VARIATIONS).resized(side)).and(SoundPictures.tones(FIRST_TONE, TONES).resized(side)));
        sets.replaceAll((kind, set) -> kind == Kind.SOUND ? set : set.resized(side));
        return sets;
    }

    private static SoundPictures.Recordings digits(Path data) {
        return SoundPictures.digits(data.resolve("fsdd"), speaker -> !speaker.equals(SoundPictures.HELD_OUT_SPEAKER));
    }

    private static SoundPictures.Recordings noises(Path data) {
        return SoundPictures.noises(data.resolve("esc50"), fold -> !fold.equals(SoundPictures.HELD_OUT_FOLD));
    }
}
