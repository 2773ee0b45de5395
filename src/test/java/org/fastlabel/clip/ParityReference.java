package org.fastlabel.clip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.fastlabel.media.image.ImageReading;
import org.fastlabel.media.image.Raster;
import org.fastlabel.torch.Safetensors;

/**
 * One fixture folder, a model of it and its expectations. Tolerances: the fixtures' README (embeddings from given pixels or
 * ids 2e-5, end to end 1e-4, logits 1e-3; pixels after preprocessing 1e-5). Prints what it measured.
 */
final class ParityReference implements AutoCloseable {

    private static final double EMBEDDING = 2e-5;
    private static final double END_TO_END = 1e-4;
    private static final double PIXELS = 1e-5;
    private static final double LOGITS = 1e-3;

    private final String name;
    private final ClipModel model;
    private final Safetensors expected;
    private final List<String> prompts = new ArrayList<>();
    private final List<Raster> images = new ArrayList<>();
    /** Pictures that have no transparency and no palette. */
    private final BitSet plain = new BitSet();

    ParityReference(String set) throws IOException {
        this(set, Fixtures.folder(set), set);
    }

    /** @param checkpoint another folder with the weights, whose expectations are those of the set */
    ParityReference(String set, Path checkpoint, String name) throws IOException {
        Path folder = Fixtures.folder(set);
        this.name = name;
        this.model = ClipModel.open(checkpoint, "cpu", "float32");
        this.expected = Safetensors.open(folder.resolve("expected.safetensors"));
        JsonObject json = JsonParser.parseString(Files.readString(folder.resolve("prompts.json"))).getAsJsonObject();
        json.getAsJsonArray("prompts").forEach(p -> prompts.add(p.getAsString()));
        for (JsonElement image : json.getAsJsonArray("images")) {
            Path file = folder.resolve(image.getAsString());
            Path there = Files.exists(file) ? file : folder.resolve("images").resolve(file.getFileName());
            // The colour type of a PNG: 0 is grey, 2 is RGB.
            plain.set(images.size(), List.of(0, 2).contains((int) Files.readAllBytes(there)[25]));
            images.add(ImageReading.read(there));
        }
    }

    ClipModel model() {
        return model;
    }

    /** @param endPadded whether the reference pads as the model does (else with 0) */
    void checkTokens(String ids, boolean endPadded) {
        long[] all = expected.integers(ids);
        int context = all.length / prompts.size();
        for (int p = 0; p < prompts.size(); p++) {
            long[] want = Arrays.copyOfRange(all, p * context, (p + 1) * context);
            long[] got = model.tokenizer().encodePadded(prompts.get(p));
            if (!endPadded) {
                Arrays.fill(got, model.tokenizer().encode(prompts.get(p)).length, context, 0);
            }
            assertArrayEquals(want, got, name + " tokens of \"" + prompts.get(p) + "\"");
        }
        System.out.println("parity " + name + ": " + prompts.size() + " x " + context + " token ids identical");
    }

    void checkPreprocessing(String pixels) {
        checkPreprocessing(pixels, expected.floats(pixels), all());
    }

    /** Only of pictures without transparency and palette. */
    void checkPlainPreprocessing(String pixels) {
        checkPreprocessing(pixels + " of plain pictures", expected.floats(pixels), plain);
    }

    /** The 8-bit picture, pixel by pixel [n, height, width, 3], must be the same. */
    void checkSquares(String squares) {
        long[] want = expected.integers(squares);
        int side = model.preprocessing().side();
        for (int i = 0; i < images.size(); i++) {
            byte[] rgb = model.preprocessing().square(images.get(i)).rgb();
            for (int k = 0; k < rgb.length; k++) {
                assertTrue(want[i * 3 * side * side + k] == (rgb[k] & 255), name + " level " + k + " of picture " + i);
            }
        }
        System.out.println("parity " + name + ": " + squares + " identical");
    }

    private void checkPreprocessing(String what, float[] want, BitSet which) {
        int size = 3 * model.preprocessing().side() * model.preprocessing().side();
        float[] got = want.clone();
        which.stream().forEach(i -> model.preprocessing().pixels(images.get(i), got, i * size));
        check(what, want, got, PIXELS);
    }

    void checkImagesFromPixels(String pixels, String embeds, String raw) {
        checkImagesFromPixels(expected.floats(pixels), pixels, embeds, raw);
    }

    /** From the model's own preprocessing. */
    void checkImagesFromOwnPixels(String embeds, String raw) {
        int size = 3 * model.preprocessing().side() * model.preprocessing().side();
        float[] pixels = new float[images.size() * size];
        all().stream().forEach(i -> model.preprocessing().pixels(images.get(i), pixels, i * size));
        checkImagesFromPixels(pixels, "own pixels", embeds, raw);
    }

    private void checkImagesFromPixels(float[] pixels, String from, String embeds, String raw) {
        float[] features = model.rawImages(pixels, images.size());
        if (raw != null) {
            check(raw, expected.floats(raw), features, 1e-4);
        }
        check(embeds + " from " + from, expected.floats(embeds), unit(features), EMBEDDING);
    }

    void checkImagesEndToEnd(String embeds) {
        check(embeds + " end to end", expected.floats(embeds), flat(model.embedImages(images)), END_TO_END);
    }

    void checkPlainImagesEndToEnd(String embeds) {
        float[] want = expected.floats(embeds);
        float[] got = want.clone();
        float[][] rows = model.embedImages(images);
        plain.stream().forEach(i -> System.arraycopy(rows[i], 0, got, i * rows[i].length, rows[i].length));
        check(embeds + " of plain pictures end to end", want, got, END_TO_END);
    }

    void checkTexts(String ids, String embeds, String raw) {
        float[] features = model.rawTexts(expected.integers(ids), prompts.size());
        check(raw, expected.floats(raw), features, 1e-4);
        check(embeds + " from ids", expected.floats(embeds), unit(features), EMBEDDING);
        check(embeds + " end to end", expected.floats(embeds), flat(model.embedTexts(prompts)), EMBEDDING);
    }

    void checkLogits(String logits) {
        float[][] x = model.embedImages(images);
        float[][] y = model.embedTexts(prompts);
        float[] got = new float[x.length * y.length];
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < y.length; j++) {
                double dot = 0;
                for (int d = 0; d < x[i].length; d++) {
                    dot += x[i][d] * y[j][d];
                }
                got[i * y.length + j] = (float) (dot * Math.exp(model.logitScale()) + model.logitBias());
            }
        }
        check(logits, expected.floats(logits), got, LOGITS);
    }

    private BitSet all() {
        BitSet all = new BitSet();
        all.set(0, images.size());
        return all;
    }

    private float[] unit(float[] rows) {
        int dim = model.embedDim();
        float[] out = new float[rows.length];
        for (int from = 0; from < rows.length; from += dim) {
            double square = 0;
            for (int d = from; d < from + dim; d++) {
                square += (double) rows[d] * rows[d];
            }
            for (int d = from; d < from + dim; d++) {
                out[d] = (float) (rows[d] / Math.sqrt(square));
            }
        }
        return out;
    }

    static float[] flat(float[][] rows) {
        float[] out = new float[rows.length * rows[0].length];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, out, i * rows[0].length, rows[0].length);
        }
        return out;
    }

    private void check(String what, float[] want, float[] got, double tolerance) {
        assertTrue(want.length == got.length, name + " " + what + ": " + got.length + " values instead of " + want.length);
        double worst = 0;
        for (int i = 0; i < want.length; i++) {
            double difference = Math.abs(want[i] - got[i]);
            worst = Double.isNaN(difference) ? Double.NaN : Math.max(worst, difference);
        }
        System.out.printf("parity %s: %-45s max difference %.2e (tolerance %.0e)%n", name, what, worst, tolerance);
        assertTrue(worst <= tolerance, name + " " + what + " differs by " + worst);
    }

    @Override
    public void close() {
        model.close();
        expected.close();
    }
}
