package org.fastlabel.hub.ollama;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.fastlabel.hub.ollama.AnswerForm.Malformed;
import org.fastlabel.hub.ollama.AnswerForm.Read;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerFormTest {

    private static final List<String> LABELS = List.of("OK", "NG");

    @ParameterizedTest
    @ValueSource(strings = {"{\"label\":\"NG\"}", " {\n  \"label\" : \"NG\"\n}\n", "{\"label\":\"ng\"}", "{\"label\":\" NG \"}", "```json\n{\"label\": \"NG\"}\n```",
        "```\n{\"label\": \"NG\"}```", "{\"reason\":\"a \\\"label\\\":\\\"OK\\\" b\",\"label\":\"NG\"}", "{\"x\":{\"label\":\"OK\"},\"y\":[{\"label\":1}],\"label\":\"NG\"}",
        "{\"label\":\"\\u004eG\"}"})
    void oneLabelIsRead(String answer) throws Malformed {
        assertEquals("NG", AnswerForm.read(answer, LABELS, false).label());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "NG", "I'm sorry, I can't help with that.", "{\"label\": NG}", "{\"label\": \"NG", "{\"label\": \"NG\"", "{\"label\":\"maybe\"}",
        "{\"label\":null}", "{\"label\":true}", "{\"label\":[\"NG\"]}", "{\"label\":\"OK\",\"label\":\"NG\"}", "{}", "[\"NG\"]", "{\"label\":\"OK or NG\"}",
        "Sure! {\"label\": \"NG\"}", "{\"label\": \"NG\"} because it is broken", "{\"label\":\"OK\"}{\"label\":\"NG\"}", "Here it is:\n```json\n{\"label\": \"NG\"}\n```",
        "{\"Label\":\"NG\"}", "{\"answer\":\"NG\"}", "{\"label\":\"NG\",}"})
    void nothingIsGuessed(String answer) {
        assertThrows(Malformed.class, () -> AnswerForm.read(answer, LABELS, false));
    }

    @Test
    void whereTheLabelStandsIsFoundInAFenceToo() throws Malformed {
        String answer = "```json\n{\"label\": \"NG\"}\n```";
        Read read = AnswerForm.read(answer, LABELS, false);
        assertEquals("NG", answer.substring(read.valueAt(), read.valueAt() + 2));
    }

    @Test
    void aLabelWhoseCaseIsNotUniqueMustBeExact() throws Malformed {
        assertEquals("ok", AnswerForm.read("{\"label\":\"ok\"}", List.of("OK", "ok"), false).label());
        assertThrows(Malformed.class, () -> AnswerForm.read("{\"label\":\"Ok\"}", List.of("OK", "ok"), false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "\"0.9\"", "\"90%\"", "90", "1.5", "-0.3", "null", "[0.9]", "\"high\"", "1e999", "Infinity"})
    void whatIsNoProbabilityIsRefused(String confidence) {
        assertThrows(Malformed.class, () -> AnswerForm.read("{\"label\":\"OK\",\"confidence\":" + confidence + "}", LABELS, true));
    }

    @Test
    void aWrittenConfidenceIsReadAndClamped() throws Malformed {
        assertEquals(0.9, AnswerForm.read("{\"label\":\"OK\",\"confidence\":0.9}", LABELS, true).confidence());
        assertEquals(1, AnswerForm.read("{\"label\":\"OK\",\"confidence\":1.0000001}", LABELS, true).confidence());
        assertEquals(0, AnswerForm.read("{\"label\":\"OK\",\"confidence\":-0.00001}", LABELS, true).confidence());
        assertThrows(Malformed.class, () -> AnswerForm.read("{\"label\":\"OK\"}", LABELS, true));
    }

    @Test
    void theSchemaAllowsTheLabelsInTheirOrderAndNothingElse() {
        assertEquals("{\"type\":\"object\",\"properties\":{\"label\":{\"type\":\"string\",\"enum\":[\"NG\",\"OK\"]}},\"required\":[\"label\"],\"additionalProperties\":false}",
                AnswerForm.schema(List.of("NG", "OK"), false).toString());
        assertEquals(List.of("label", "confidence"), List.copyOf(AnswerForm.schema(LABELS, true).getJsonObject("properties").keySet()));
    }
}
