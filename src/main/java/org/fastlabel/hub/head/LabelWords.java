package org.fastlabel.hub.head;

import jakarta.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fastlabel.dataset.MediaKind;
import org.fastlabel.embedding.Embedder;
import org.fastlabel.hub.Dataset;
import org.fastlabel.hub.Opinion;
import org.fastlabel.labeling.head.Logits;

/**
 * What is said of each label: its name, or what the instructions say in a line that begins with it.
 *
 * @param labels of the data set
 * @param words  one for each
 */
record LabelWords(List<String> labels, List<String> words, MediaKind kind) {

    private static final List<String> PICTURE = List.of("%s", "a photo of %s", "a photo of a %s", "a picture showing %s");
    private static final List<String> TEXT = List.of("%s", "This text is about %s.");

    static LabelWords of(Dataset dataset) {
        List<String> words = new ArrayList<>();
        dataset.labels().forEach(label -> words.add(described(label, dataset.instructions())));
        return new LabelWords(dataset.labels(), words, dataset.kind());
    }

    /** Whether the instructions describe any label. */
    static boolean said(Dataset dataset) {
        return !of(dataset).words.equals(dataset.labels());
    }

    private static String described(String label, String instructions) {
        String begin = label.toLowerCase(Locale.ROOT);
        for (String line : instructions == null ? new String[0] : instructions.split("\\R")) {
            String clean = line.strip().replaceFirst("^[-*•]\\s*", "");
            if (clean.toLowerCase(Locale.ROOT).startsWith(begin)) {
                String rest = clean.substring(label.length()).strip();
                if (rest.matches("[:=：–—-].*") && !rest.substring(1).isBlank()) {
                    return rest.substring(1).strip();
                }
            }
        }
        return label;
    }

    /** Changes with whatever would change an answer. */
    String version(String embedder) {
        MessageDigest hash = Version.sha256();
        for (String part : List.of(embedder, String.join("\n", labels), String.join("\n", words))) {
            hash.update(part.getBytes(StandardCharsets.UTF_8));
            hash.update((byte) 0xff);
        }
        return "zero-shot-" + HexFormat.of().formatHex(hash.digest(), 0, 6);
    }

    /** One for each label: the mean of several phrasings, at unit length. */
    float[][] directions(Embedder embedder) {
        List<String> templates = kind == MediaKind.TEXT ? TEXT : PICTURE;
        float[][] directions = new float[labels.size()][];
        for (int c = 0; c < directions.length; c++) {
            String said = words.get(c);
            float[][] rows = embedder.queries(templates.stream().map(template -> template.replace("%s", said)).toList());
            directions[c] = mean(rows);
        }
        return directions;
    }

    private static float[] mean(float[][] rows) {
        float[] mean = new float[rows[0].length];
        double square = 0;
        for (int d = 0; d < mean.length; d++) {
            for (float[] row : rows) {
                mean[d] += row[d] / rows.length;
            }
            square += (double) mean[d] * mean[d];
        }
        float length = (float) Math.max(1e-12, Math.sqrt(square));
        for (int d = 0; d < mean.length; d++) {
            mean[d] /= length;
        }
        return mean;
    }

    /** @param scale what makes a logit of a dot product */
    Opinion opinion(float[] row, float[][] directions, double scale) {
        float[] logits = new float[directions.length];
        for (int c = 0; c < logits.length; c++) {
            double sum = 0;
            for (int d = 0; d < row.length; d++) {
                sum += (double) row[d] * directions[c][d];
            }
            logits[c] = (float) (scale * sum);
        }
        double[] probs = new Logits(logits, logits.length).probs(0);
        Map<String, Double> byLabel = new LinkedHashMap<>();
        for (int c = 0; c < probs.length; c++) {
            byLabel.put(labels.get(c), probs[c]);
        }
        return Opinion.of(byLabel, "words", Json.createObjectBuilder().add("words", Json.createArrayBuilder(words)).build());
    }
}
