package org.fastlabel.clip.training;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.fastlabel.clip.ClipTokenizer;
import org.fastlabel.clip.training.Subject.Kind;
import org.fastlabel.media.image.Raster;

/** Composes the batches. A batch is a function of the seed and the number of its step, so that training can be resumed. */
final class Batches {

    private static final long STRIDE = 0x9E3779B97F4A7C15L;

    private final Map<Kind, PictureSet> sets;
    private final ClipTokenizer tokenizer;
    private final TrainingSettings settings;
    private final Map<String, long[]> tokens = new HashMap<>();
    private final Map<Kind, Order> orders = new HashMap<>();

    private record Order(int round, int[] places) {
    }

    /** @param sets pictures of one size; a kind that {@link Mix} asks for must be there and not empty */
    Batches(Map<Kind, PictureSet> sets, ClipTokenizer tokenizer, TrainingSettings settings) {
        this.sets = sets;
        this.tokenizer = tokenizer;
        this.settings = settings;
    }

    /** @param step from 0 */
    Batch batch(int step) {
        Random random = new Random(settings.seed() + step * STRIDE);
        int n = settings.mixAt(step).batch();
        Subject[] subjects = new Subject[n];
        Raster[] rasters = new Raster[n];
        int i = 0;
        for (Kind kind : Kind.values()) {
            long before = settings.shownBefore(step, kind);
            for (int k = 0; k < settings.mixAt(step).of(kind); k++) {
                PictureSet set = sets.get(kind);
                int index = place(kind, before + k);
                subjects[i] = set.subjects().get(index);
                rasters[i++] = set.rasters().get(index);
            }
        }
        float[] view = new float[n * 6];
        float[] light = new float[n * 2];
        float[] hole = new float[n * 3];
        Augmentation augmentation = new Augmentation(random, view, light, hole);
        for (int k = 0; k < n; k++) {
            augmentation.draw(subjects[k], k);
        }
        Captions.Drawn captions = Captions.draw(random);
        List<Phrase> phrases = captions.phrases();
        float[] match = new float[n * phrases.size()];
        for (int k = 0; k < n; k++) {
            for (int t = 0; t < phrases.size(); t++) {
                match[k * phrases.size() + t] = phrases.get(t).match(subjects[k]);
            }
        }
        float[] groups = new float[captions.weights().size() * phrases.size()];
        for (int g = 0; g < captions.weights().size(); g++) {
            System.arraycopy(captions.weights().get(g), 0, groups, g * phrases.size(), phrases.size());
        }
        return new Batch(n, phrases.size(), planes(rasters), view, light, hole, ids(phrases), match, groups,
                Choices.truth(subjects), Choices.groups());
    }

    /** Each picture once per round, in an order of the round's own. */
    private int place(Kind kind, long shown) {
        int count = sets.get(kind).size();
        int round = (int) (shown / count);
        Order known = orders.get(kind);
        if (known == null || known.round() != round) {
            known = new Order(round, shuffled(count, new Random(settings.seed() ^ (round * 4L + kind.ordinal()) * STRIDE)));
            orders.put(kind, known);
        }
        return known.places()[(int) (shown % count)];
    }

    private static int[] shuffled(int count, Random random) {
        int[] places = IntStream.range(0, count).toArray();
        for (int i = count - 1; i > 0; i--) {
            int k = random.nextInt(i + 1);
            int swap = places[i];
            places[i] = places[k];
            places[k] = swap;
        }
        return places;
    }

    private static ByteBuffer planes(Raster[] rasters) {
        int area = rasters[0].width() * rasters[0].height();
        byte[] out = new byte[rasters.length * 3 * area];
        for (int b = 0; b < rasters.length; b++) {
            byte[] rgb = rasters[b].rgb();
            for (int c = 0; c < 3; c++) {
                int base = (b * 3 + c) * area;
                for (int i = 0; i < area; i++) {
                    out[base + i] = rgb[i * 3 + c];
                }
            }
        }
        return ByteBuffer.wrap(out);
    }

    /** Cut to the longest phrase: what stands behind the end token has no influence. */
    private long[] ids(List<Phrase> phrases) {
        List<long[]> rows = phrases.stream().map(p -> tokens.computeIfAbsent(p.text(), tokenizer::encode)).toList();
        int length = rows.stream().mapToInt(r -> r.length).max().orElseThrow();
        long[] ids = new long[rows.size() * length];
        for (int t = 0; t < rows.size(); t++) {
            long[] row = rows.get(t);
            System.arraycopy(row, 0, ids, t * length, row.length);
            Arrays.fill(ids, t * length + row.length, (t + 1) * length, row[row.length - 1]);
        }
        return ids;
    }
}
