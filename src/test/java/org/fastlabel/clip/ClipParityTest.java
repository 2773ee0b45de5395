package org.fastlabel.clip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fastlabel.media.image.ImageReading;
import org.fastlabel.media.image.Raster;
import org.fastlabel.torch.Safetensors;
import org.junit.jupiter.api.Test;

/**
 * The same numbers as the reference implementations. Tolerances: the fixtures' README (embeddings from given pixels or ids
 * 2e-5, end to end 1e-4, logits 1e-3; pixels after preprocessing 1e-5). Prints what it measured.
 */
class ClipParityTest {

    private static final double EMBEDDING = 2e-5;
    private static final double END_TO_END = 1e-4;
    private static final double PIXELS = 1e-5;
    private static final double LOGITS = 1e-3;

    @Test
    void huggingFaceCheckpoint() throws IOException {
        try (Reference reference = new Reference("clip-hf")) {
            reference.checkTokens("input_ids", true);
            reference.checkPreprocessing("pixel_values");
            reference.checkImagesFromPixels("pixel_values", "image_embeds", "image_features_raw");
            reference.checkImagesEndToEnd("image_embeds");
            reference.checkTexts("input_ids", "text_embeds", "text_features_raw");
            reference.checkLogits("image_embeds", "text_embeds", "logits_per_image");
        }
    }

    @Test
    void openClipCheckpoint() throws IOException {
        try (Reference reference = new Reference("openclip")) {
            reference.checkTokens("input_ids", false);
            reference.checkPreprocessing("hfstyle_pixel_values");
            reference.checkImagesFromPixels("pixel_values", "image_embeds", "image_features_raw");
            reference.checkImagesFromPixels("hfstyle_pixel_values", "hfstyle_image_embeds", null);
            reference.checkImagesEndToEnd("hfstyle_image_embeds");
            reference.checkTexts("input_ids", "text_embeds", "text_features_raw");
        }
    }

    /** 51 awkward texts: Unicode, emoji, markup, control characters, whitespace, overlong. */
    @Test
    void tokenizerCases() throws IOException {
        Path folder = Fixtures.folder("clip-hf");
        JsonArray cases = JsonParser.parseString(Files.readString(folder.resolve("tokenizer_cases.json"))).getAsJsonArray();
        try (ClipTokenizer tokenizer = new ClipTokenizer(folder.resolve("tokenizer.json"), 77, 49408)) {
            for (JsonElement c : cases) {
                String text = c.getAsJsonObject().get("text").getAsString();
                long[] expected = c.getAsJsonObject().getAsJsonArray("hf_ids").asList().stream()
                        .mapToLong(JsonElement::getAsLong).toArray();
                assertArrayEquals(expected, tokenizer.encode(text), "tokens of \"" + text + "\"");
            }
        }
        System.out.println("parity clip-hf: " + cases.size() + " tokenizer cases identical");
    }

    /** One fixture folder, its model and its expectations. */
    private static final class Reference implements AutoCloseable {

        private final String set;
        private final ClipModel model;
        private final Safetensors expected;
        private final List<String> prompts = new ArrayList<>();
        private final List<Raster> images = new ArrayList<>();

        Reference(String set) throws IOException {
            this.set = set;
            Path folder = Fixtures.folder(set);
            this.model = ClipModel.open(folder, "cpu", "float32");
            this.expected = Safetensors.open(folder.resolve("expected.safetensors"));
            JsonObject json = JsonParser.parseString(Files.readString(folder.resolve("prompts.json"))).getAsJsonObject();
            json.getAsJsonArray("prompts").forEach(p -> prompts.add(p.getAsString()));
            for (JsonElement image : json.getAsJsonArray("images")) {
                Path file = folder.resolve(image.getAsString());
                images.add(ImageReading.read(Files.exists(file) ? file : folder.resolve("images").resolve(file.getFileName())));
            }
        }

        /** @param endPadded whether the reference pads with the end token (else with 0) */
        void checkTokens(String name, boolean endPadded) {
            long[] ids = expected.integers(name);
            int context = ids.length / prompts.size();
            for (int p = 0; p < prompts.size(); p++) {
                long[] want = Arrays.copyOfRange(ids, p * context, (p + 1) * context);
                long[] got = model.tokenizer().encodePadded(prompts.get(p));
                if (!endPadded) {
                    Arrays.fill(got, model.tokenizer().encode(prompts.get(p)).length, context, 0);
                }
                assertArrayEquals(want, got, set + " tokens of \"" + prompts.get(p) + "\"");
            }
            System.out.println("parity " + set + ": " + prompts.size() + " x " + context + " token ids identical");
        }

        void checkPreprocessing(String name) {
            int side = model.preprocessing().side();
            float[] got = new float[images.size() * 3 * side * side];
            for (int i = 0; i < images.size(); i++) {
                model.preprocessing().pixels(images.get(i), got, i * 3 * side * side);
            }
            check(name, expected.floats(name), got, PIXELS);
        }

        void checkImagesFromPixels(String pixels, String embeds, String raw) {
            float[] features = model.rawImages(expected.floats(pixels), images.size());
            if (raw != null) {
                check(raw, expected.floats(raw), features, 1e-4);
            }
            check(embeds + " from " + pixels, expected.floats(embeds), unit(features), EMBEDDING);
        }

        void checkImagesEndToEnd(String embeds) {
            check(embeds + " end to end", expected.floats(embeds), flat(model.embedImages(images)), END_TO_END);
        }

        void checkTexts(String ids, String embeds, String raw) {
            float[] features = model.rawTexts(expected.integers(ids), prompts.size());
            check(raw, expected.floats(raw), features, 1e-4);
            check(embeds + " from ids", expected.floats(embeds), unit(features), EMBEDDING);
            check(embeds + " end to end", expected.floats(embeds), flat(model.embedTexts(prompts)), EMBEDDING);
        }

        void checkLogits(String images, String texts, String logits) {
            float[][] x = model.embedImages(this.images);
            float[][] y = model.embedTexts(prompts);
            float[] got = new float[x.length * y.length];
            for (int i = 0; i < x.length; i++) {
                for (int j = 0; j < y.length; j++) {
                    double dot = 0;
                    for (int d = 0; d < x[i].length; d++) {
                        dot += x[i][d] * y[j][d];
                    }
                    got[i * y.length + j] = (float) (dot * Math.exp(model.logitScale()));
                }
            }
            check(logits, expected.floats(logits), got, LOGITS);
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

        private static float[] flat(float[][] rows) {
            float[] out = new float[rows.length * rows[0].length];
            for (int i = 0; i < rows.length; i++) {
                System.arraycopy(rows[i], 0, out, i * rows[0].length, rows[0].length);
            }
            return out;
        }

        private void check(String what, float[] want, float[] got, double tolerance) {
            assertTrue(want.length == got.length, set + " " + what + ": " + got.length + " values instead of " + want.length);
            double worst = 0;
            for (int i = 0; i < want.length; i++) {
                double difference = Math.abs(want[i] - got[i]);
                worst = Double.isNaN(difference) ? Double.NaN : Math.max(worst, difference);
            }
            System.out.printf("parity %s: %-45s max difference %.2e (tolerance %.0e)%n", set, what, worst, tolerance);
            assertTrue(worst <= tolerance, set + " " + what + " differs by " + worst);
        }

        @Override
        public void close() {
            model.close();
            expected.close();
        }
    }
}
