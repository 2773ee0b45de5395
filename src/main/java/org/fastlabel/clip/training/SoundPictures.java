package org.fastlabel.clip.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.fastlabel.media.audio.AudioReading;
import org.fastlabel.media.audio.Pcm;
import org.fastlabel.media.audio.Spectrogram;
import org.fastlabel.media.image.Raster;

/** Spectrograms as the server shows them to a checkpoint: of spoken digits, of noises and of generated sounds. */
final class SoundPictures {

    static final List<String> DIGITS = List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine");
    static final List<String> NOISES = List.of("dog", "rooster", "rain", "sea_waves", "crackling_fire", "crying_baby", "sneezing",
            "clock_tick", "helicopter", "chainsaw");
    /** Whom training does not hear. */
    static final String HELD_OUT_SPEAKER = "yweweler";
    /** What training does not hear. */
    static final String HELD_OUT_FOLD = "5";

    private SoundPictures() {
    }

    /** Sound files with what is known of them. */
    record Recordings(List<Subject> subjects, List<Path> files) {

        PictureSet pictures() {
            return new PictureSet(subjects, files.parallelStream().map(f -> picture(read(f))).toList());
        }

        /** Each recording in several variations: the first as it is. */
        PictureSet varied(int each) {
            List<Subject> all = new ArrayList<>();
            subjects.forEach(s -> IntStream.range(0, each).forEach(i -> all.add(s)));
            List<Raster> pictures = IntStream.range(0, files.size()).parallel().boxed().flatMap(f -> {
                Pcm sound = read(files.get(f));
                return IntStream.range(0, each).mapToObj(i -> picture(i == 0 ? sound : vary(sound, new Random(f * 1000L + i))));
            }).toList();
            return new PictureSet(all, pictures);
        }
    }

    /** {@code fsdd}: {@code truth.csv} has file, digit, speaker. */
    static Recordings digits(Path folder, Predicate<String> speaker) {
        return listed(folder.resolve("truth.csv"), folder, 2, speaker,
                cells -> Map.of("digit", DIGITS.get(Integer.parseInt(cells[1]))));
    }

    /** ESC-50's layout: {@code meta/esc50.csv} has file, fold, number, category. */
    static Recordings noises(Path folder, Predicate<String> fold) {
        return listed(folder.resolve("meta/esc50.csv"), folder.resolve("audio"), 1, fold, cells -> Map.of("noise", cells[3]));
    }

    static PictureSet tones(int first, int count) {
        List<Integer> numbers = IntStream.range(first, first + count).boxed().toList();
        return new PictureSet(numbers.stream().map(Tones::subject).toList(),
                numbers.parallelStream().map(n -> picture(Tones.play(n))).toList());
    }

    /** Which of some values a trait of each picture has. */
    static int[] labels(PictureSet set, String trait, List<String> values) {
        return set.subjects().stream().mapToInt(s -> values.indexOf(s.traits().get(trait))).toArray();
    }

    private static Recordings listed(Path table, Path folder, int column, Predicate<String> wanted,
            java.util.function.Function<String[], Map<String, String>> traits) {
        List<Subject> subjects = new ArrayList<>();
        List<Path> files = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(table).stream().skip(1).toList()) {
                String[] cells = line.split(",");
                if (wanted.test(cells[column])) {
                    subjects.add(Subject.sound(traits.apply(cells)));
                    files.add(folder.resolve(cells[0]));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Recordings(subjects, files);
    }

    static Pcm read(Path file) {
        return AudioReading.read(file, Spectrogram.WINDOW_SECONDS);
    }

    private static Raster picture(Pcm sound) {
        return Spectrogram.views(List.of(sound)).get(0);
    }

    /**
     * Another throat, another microphone, another room: all frequencies higher or lower (the same samples, said to be faster or slower),
     * a piece cut off at both ends, highs or lows weakened, noise.
     */
    static Pcm vary(Pcm sound, Random random) {
        int all = sound.samples().length;
        int from = (int) (all * 0.12 * random.nextDouble());
        int to = all - (int) (all * 0.12 * random.nextDouble());
        double tilt = random.nextInt(3) == 0 ? 0 : 1.6 * random.nextDouble() - 0.8;
        double noise = Math.pow(10, -1.2 - 2.5 * random.nextDouble()) * loudness(sound);
        float[] samples = new float[Math.max(1, to - from)];
        double before = 0;
        for (int i = 0; i < samples.length; i++) {
            double now = sound.samples()[Math.min(all - 1, from + i)];
            samples[i] = (float) (now + tilt * before + noise * random.nextGaussian());
            before = now;
        }
        return new Pcm(samples, sound.sampleRateHz() * (88 + 2 * random.nextInt(14)) / 100);
    }

    private static double loudness(Pcm sound) {
        double square = 0;
        for (float s : sound.samples()) {
            square += s * s;
        }
        return Math.sqrt(square / sound.samples().length);
    }
}
