package org.fastlabel.goldennoise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.generation.GenerationParameters;
import org.fastlabel.goldennoise.rating.SeedPlan;
import org.fastlabel.goldennoise.store.SessionSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {

    private static final GenerationParameters USUAL = new GenerationParameters(8, 0, "flow-match-euler", 64, 64);

    @Test
    void seedsMayBeNumbersOrTexts() {
        assertEquals(List.of(0L, 12L, Long.MAX_VALUE, 9007199254740993L),
                List.copyOf(Fields.of("{\"s\": [0, \"12\", \"9223372036854775807\", 9007199254740993]}").seeds("s", 9)));
        assertNull(Fields.of("").seeds("s", 9));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1.5", "\"\"", "\"x\"", "9223372036854775808", "\"99999999999999999999\"", "true", "null", "1e3", "[1]", "\"-0\""})
    void otherSeedsAreRefused(String seed) {
        InvalidInput e = assertThrows(InvalidInput.class, () -> Fields.of("{\"s\": [" + seed + "]}").seeds("s", 9));
        assertEquals("bad-seed", e.code());
        assertTrue(e.getMessage().contains("9223372036854775807"), e.getMessage());
    }

    @Test
    void aSeedComesOnce() {
        assertEquals("bad-seed", assertThrows(InvalidInput.class, () -> Fields.of("{\"s\": [1, \"1\"]}").seeds("s", 9)).code());
    }

    @Test
    void theJudgeIsMeUnlessSomebodySaysOtherwise() {
        assertEquals("me", Fields.of("{}").judge());
        assertEquals("me", Fields.of("{\"judge\": \" \"}").judge());
        assertEquals("Eva", Fields.of("{\"judge\": \"Eva\"}").judge());
        assertThrows(InvalidInput.class, () -> Fields.of("{\"judge\": \"" + "x".repeat(101) + "\"}").judge());
    }

    private static SessionSettings setup(String body) {
        return Setup.read(Fields.of(body), USUAL, new SplittableRandom(1));
    }

    @Test
    void aSessionHasTheModelsDefaultsAndTheUsual() {
        SessionSettings s = setup("{}");
        assertEquals("embedded", s.model());
        assertEquals(USUAL, s.parameters());
        assertEquals(SeedPlan.MIXED, s.seedPlan());
        assertEquals(8, s.batchSize());
        assertEquals("none", s.prefilter());
        assertNull(s.dtype());
        assertTrue(s.clipScore());
    }

    @Test
    void settingsAreStoredWhole() {
        SessionSettings s = setup("{\"model\": \"x\", \"dtype\": \"bfloat16\", \"steps\": 3, \"guidance_scale\": 2.5, \"scheduler\": \"ddim\", \"width\": 128,"
                + "\"height\": 32, \"clip_score\": true, \"batch_size\": 4, \"mode\": \"pairs\", \"seed_plan\": \"fresh\", \"prefilter\": \"clip\","
                + "\"candidates\": 16, \"explore\": 0.5, \"ahead\": 0}");
        assertEquals(s, SessionSettings.stored(s.toJson()));
        assertEquals(new GenerationParameters(3, 2.5, "ddim", 128, 32), s.parameters());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"batch_size\": 65}", "{\"mode\": \"list\"}", "{\"mode\": \"pairs\", \"batch_size\": 1}", "{\"explore\": 1.1}",
        "{\"prefilter\": \"clip\", \"clip_score\": false}", "{\"prefilter\": \"clip\", \"candidates\": 7}", "{\"steps\": \"8\"}", "{\"steps\": 0}",
        "{\"seed_plan\": \"MIXED\"}", "{\"ahead\": 9}", "{\"guidance_scale\": -1}", "{\"dtype\": \"int8\"}", "{\"clip_score\": 1}"})
    void whatCannotBeIsRefused(String body) {
        assertThrows(InvalidInput.class, () -> setup(body));
    }
}
