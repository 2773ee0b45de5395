package org.fastlabel.clip.training;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.fastlabel.clip.ClipTokenizer;
import org.fastlabel.media.image.Raster;

/** Composes the batches. A batch is a function of the seed and the number of its step, so that training can be resumed. */
final class Batches {

    private static final long STRIDE = 0x9E3779B97F4A7C15L;

    private final PictureSet photos;
    private final PictureSet portraits;
    private final ClipTokenizer tokenizer;
    private final TrainingSettings settings;
    private final Map<String, long[]> tokens = new HashMap<>();
    private final Map<String, int[]> orders = new HashMap<>();

    Batches(PictureSet photos, PictureSet portraits, ClipTokenizer tokenizer, TrainingSettings settings) {
        this.photos = photos;
        this.portraits = portraits;
        this.tokenizer = tokenizer;
        this.settings = settings;
    }

    /** @param step from 0 */
    Batch batch(int step) {
        Random random = new Random(settings.seed() + step * STRIDE);
        int n = settings.batch();
        int some = settings.photosAt(step);
        long photosBefore = settings.photosBefore(step);
        Subject[] subjects = new Subject[n];
        Raster[] rasters = new Raster[n];
        for (int i = 0; i < n; i++) {
            boolean photo = i < some;
            PictureSet set = photo ? photos : portraits;
            long at = photo ? photosBefore + i : (long) step * n - photosBefore + i - some;
            int index = order(set.size(), photo, (int) (at / set.size()))[(int) (at % set.size())];
            subjects[i] = set.subjects().get(index);
            rasters[i] = set.rasters().get(index);
        }
        Captions.Drawn captions = Captions.draw(random);
        List<Phrase> phrases = captions.phrases();
        float[] match = new float[n * phrases.size()];
        for (int i = 0; i < n; i++) {
            for (int t = 0; t < phrases.size(); t++) {
                match[i * phrases.size() + t] = phrases.get(t).match(subjects[i]);
            }
        }
        float[] view = new float[n * 6];
        float[] light = new float[n * 2];
        float[] hole = new float[n * 3];
        for (int i = 0; i < n; i++) {
            Augmentation.draw(random, subjects[i], view, light, hole, i);
        }
        float[] groups = new float[captions.weights().size() * phrases.size()];
        for (int g = 0; g < captions.weights().size(); g++) {
            System.arraycopy(captions.weights().get(g), 0, groups, g * phrases.size(), phrases.size());
        }
        return new Batch(n, phrases.size(), planes(rasters), view, light, hole, ids(phrases), match, groups,
                Choices.truth(subjects), Choices.groups());
    }

    /** Each picture once per round, in an order of the round's own. */
    private int[] order(int count, boolean photo, int round) {
        String key = photo + ":" + round;
        int[] known = orders.get(key);
        if (known == null) {
            orders.keySet().removeIf(k -> k.startsWith(photo + ":") && !k.equals(photo + ":" + (round - 1)));
            known = IntStream.range(0, count).toArray();
            Random random = new Random(settings.seed() ^ (round * 2L + (photo ? 1 : 0)) * STRIDE);
            for (int i = count - 1; i > 0; i--) {
                int k = random.nextInt(i + 1);
                int swap = known[i];
                known[i] = known[k];
                known[k] = swap;
            }
            orders.put(key, known);
        }
        return known;
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
