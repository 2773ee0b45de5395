package org.fastlabel.clip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The same numbers as the reference implementations. */
class ClipParityTest {

    @Test
    void huggingFaceCheckpoint() throws IOException {
        try (ParityReference reference = new ParityReference("clip-hf")) {
            reference.checkTokens("input_ids", true);
            reference.checkPreprocessing("pixel_values");
            reference.checkImagesFromPixels("pixel_values", "image_embeds", "image_features_raw");
            reference.checkImagesEndToEnd("image_embeds");
            reference.checkTexts("input_ids", "text_embeds", "text_features_raw");
            reference.checkLogits("logits_per_image");
        }
    }

    @Test
    void openClipCheckpoint() throws IOException {
        try (ParityReference reference = new ParityReference("openclip")) {
            reference.checkTokens("input_ids", false);
            reference.checkPlainPreprocessing("pixel_values");
            reference.checkImagesFromPixels("pixel_values", "image_embeds", "image_features_raw");
            reference.checkImagesFromPixels("hfstyle_pixel_values", "hfstyle_image_embeds", null);
            reference.checkPlainImagesEndToEnd("image_embeds");
            reference.checkTexts("input_ids", "text_embeds", "text_features_raw");
        }
    }

    /** SigLIP 2 as it is published for one picture size, which is SigLIP's architecture with Gemma's tokenizer. */
    @Test
    void siglipCheckpoint() throws IOException {
        try (ParityReference reference = new ParityReference("siglip")) {
            assertEquals("SigLIP-36/8", reference.model().architecture());
            reference.checkTokens("input_ids", true);
            reference.checkSquares("resized_u8");
            reference.checkImagesFromOwnPixels("image_embeds", "image_features_raw");
            reference.checkImagesEndToEnd("image_embeds");
            reference.checkTexts("input_ids", "text_embeds", "text_features_raw");
            reference.checkLogits("logits_per_image");
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
}
