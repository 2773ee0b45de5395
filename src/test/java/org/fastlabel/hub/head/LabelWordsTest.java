package org.fastlabel.hub.head;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.fastlabel.dataset.MediaKind;
import org.fastlabel.hub.Dataset;
import org.fastlabel.hub.Opinion;
import org.fastlabel.hub.Rules;
import org.junit.jupiter.api.Test;

class LabelWordsTest {

    private static Dataset dataset(String instructions) {
        return new Dataset(1, "d", MediaKind.TEXT, List.of("OK", "NG"), instructions, JsonObject.EMPTY_JSON_OBJECT, Rules.USUAL, null, null,
                Instant.EPOCH, "admin");
    }

    @Test
    void aLineOfTheInstructionsDescribesItsLabel() {
        LabelWords words = LabelWords.of(dataset("Look closely.\n- ok: an even number\nNG – an odd number\nNGO: something else"));
        assertEquals(List.of("an even number", "an odd number"), words.words());
        assertTrue(LabelWords.said(dataset("OK: fine")));
        assertFalse(LabelWords.said(dataset("OK means fine")));
        assertFalse(LabelWords.said(dataset(null)));
    }

    @Test
    void versionChangesWithTheWords() {
        String names = LabelWords.of(dataset(null)).version("m");
        assertEquals(names, LabelWords.of(dataset("Look closely.")).version("m"));
        assertNotEquals(names, LabelWords.of(dataset("OK: fine")).version("m"));
        assertNotEquals(names, LabelWords.of(dataset(null)).version("other"));
    }

    @Test
    void theNearestWordsWinAndTheScaleSaysHowSurely() {
        LabelWords words = LabelWords.of(dataset("OK: an even number\nNG: an odd one"));
        float[][] directions = words.directions(new PlainEmbedder("p"));
        float[] row = {0.8f, 0, 0.6f, 0, 0, 0};
        Opinion sure = words.opinion(row, directions, 100);
        assertEquals("OK", sure.label());
        Opinion unsure = words.opinion(row, directions, 1);
        assertEquals(Math.exp(0.8) / (Math.exp(0.8) + 1), unsure.confidence(), 1e-6);
        assertTrue(sure.confidence() > unsure.confidence());
    }
}
