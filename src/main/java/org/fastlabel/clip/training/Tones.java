package org.fastlabel.clip.training;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.fastlabel.media.audio.Pcm;

/** Generated sounds of a second or two, with the trait {@code tone}. Each is a function of its number. */
final class Tones {

    static final List<String> NAMES = List.of("steady", "rising", "falling", "chord", "hiss", "rumble", "clicks", "beeps", "siren");
    private static final int RATE = 16_000;

    private Tones() {
    }

    static Subject subject(int number) {
        return Subject.sound(Map.of("tone", NAMES.get(Math.floorMod(number, NAMES.size()))));
    }

    static Pcm play(int number) {
        Random random = new Random(number * 0x9E3779B97F4A7C15L + 29);
        float[] samples = new float[(int) (RATE * (0.5 + 2 * random.nextDouble()))];
        String name = NAMES.get(Math.floorMod(number, NAMES.size()));
        if (name.equals("hiss") || name.equals("rumble")) {
            noise(samples, name.equals("rumble"), random);
        } else {
            tones(samples, name, random);
        }
        double background = Math.pow(10, -1.5 - 2 * random.nextDouble());
        for (int i = 0; i < samples.length; i++) {
            samples[i] += (float) (background * random.nextGaussian());
        }
        return new Pcm(samples, RATE);
    }

    private static void noise(float[] samples, boolean low, Random random) {
        double keep = low ? 0.97 + 0.025 * random.nextDouble() : 0;
        double state = 0;
        for (int i = 0; i < samples.length; i++) {
            state = keep * state + (1 - keep) * random.nextGaussian();
            samples[i] = (float) state;
        }
    }

    private static void tones(float[] samples, String name, Random random) {
        double pitch = 150 * Math.pow(2, 4 * random.nextDouble());
        double turns = 1.5 + 4 * random.nextDouble();
        int partials = 1 + random.nextInt(3);
        int pulse = (int) (RATE / (4 + 10 * random.nextDouble()));
        int length = name.equals("clicks") ? 60 : pulse / 2;
        double[] phases = new double[4];
        for (int i = 0; i < samples.length; i++) {
            double at = i / (double) samples.length;
            double hertz = pitch * glide(name, at, turns);
            boolean heard = !name.equals("clicks") && !name.equals("beeps") || i % pulse < length;
            if (name.equals("clicks")) {
                samples[i] = heard ? (float) random.nextGaussian() : 0;
                continue;
            }
            for (int k = 0; k < (name.equals("chord") ? 4 : partials); k++) {
                double ratio = name.equals("chord") ? Math.pow(2, new int[] {0, 4, 7, 12}[k] / 12.0) : k + 1;
                phases[k] += 2 * Math.PI * hertz * ratio / RATE;
                samples[i] += heard ? (float) (0.5 / (k + 1) * Math.sin(phases[k])) : 0;
            }
        }
    }

    private static double glide(String name, double at, double turns) {
        switch (name) {
            case "rising":
                return Math.pow(2, 1.5 * at);
            case "falling":
                return Math.pow(2, 1.5 * (1 - at));
            case "siren":
                return Math.pow(2, 0.5 * Math.sin(2 * Math.PI * turns * at));
            default:
                return 1;
        }
    }
}
