package org.fastlabel.hub.labelstudio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.fastlabel.dataset.MediaKind;
import org.fastlabel.fakes.ls.FakeLabelStudio;
import org.fastlabel.hub.Dataset;
import org.fastlabel.hub.Rules;
import org.junit.jupiter.api.Test;

class LabelSchemeTest {

    private static Dataset dataset(MediaKind kind, String... labels) {
        return new Dataset(1, "a data set", kind, List.of(labels), null, JsonValue.EMPTY_JSON_OBJECT, Rules.USUAL, null, null, Instant.EPOCH, "admin");
    }

    private static LabelScheme scheme(String xml, Dataset dataset) {
        try (FakeLabelStudio outside = new FakeLabelStudio()) {
            long id = outside.store().create("A project", xml);
            return LabelScheme.of(parsed(outside.store().projectJson(id)), dataset);
        }
    }

    private static JsonObject parsed(String json) {
        return Json.createReader(new StringReader(json)).readObject();
    }

    @Test
    void whatIsGeneratedFitsWhateverTheLabels() {
        String[] hostile = {"OK", "a & b", "<script>", "\"quoted\"", "it's", "日本語 🙂", "tab\tand\nline", "&amp;", "]]>", "$text"};
        for (MediaKind kind : MediaKind.values()) {
            LabelScheme scheme = scheme(LabelConfigXml.write(kind, List.of(hostile)), dataset(kind, hostile));
            assertTrue(scheme.fits(), scheme.detail());
            assertEquals("label", scheme.fromName());
        }
    }

    @Test
    void controlCharactersCannotBreakIt() {
        String xml = LabelConfigXml.write(MediaKind.TEXT, List.of("a\u0000b\u0008", "\ufffe"));
        assertFalse(xml.chars().anyMatch(c -> c < 0x20 && c != '\n' || c == 0xfffe));
        scheme(xml, dataset(MediaKind.TEXT, "ab"));
    }

    @Test
    void namesAreReadBack() {
        LabelScheme scheme = scheme("<View><HyperText name=\"h\" value=\"$body\"/><TextArea name=\"why\" toName=\"h\"/>"
                + "<Choices name=\"verdict\" toName=\"h\"><Choice value=\"Good\" alias=\"ok\"/><Choice value=\"NG\"/><Choice value=\"Other\"/></Choices></View>",
                dataset(MediaKind.TEXT, "Good", "NG", "Third"));
        assertEquals("verdict", scheme.fromName());
        assertEquals("h", scheme.toName());
        assertEquals("body", scheme.dataKey());
        assertEquals(Map.of("ok", "Good", "NG", "NG"), scheme.ownLabels());
        assertEquals(List.of("Third"), scheme.missing());
        assertEquals(List.of("Other"), scheme.more());
        assertFalse(scheme.fits());
        assertEquals(List.of("ok"), scheme.chosen(scheme.result("Good")));
    }

    @Test
    void theBetterOfTwoQuestionsIsTaken() {
        LabelScheme scheme = scheme("<View><Text name=\"t\" value=\"$text\"/><Choices name=\"a\" toName=\"t\"><Choice value=\"x\"/></Choices>"
                + "<Choices name=\"b\" toName=\"t\"><Choice value=\"OK\"/><Choice value=\"NG\"/></Choices></View>", dataset(MediaKind.TEXT, "OK", "NG"));
        assertEquals("b", scheme.fromName());
        assertTrue(scheme.fits());
    }

    @Test
    void ofSeveralThingsThatAQuestionIsAboutTheRightKindCounts() {
        String xml = "<View><Image name=\"i\" value=\"$image\"/><Text name=\"t\" value=\"$body\"/>"
                + "<Choices name=\"label\" toName=\"i,t\"><Choice value=\"OK\"/></Choices></View>";
        LabelScheme text = scheme(xml, dataset(MediaKind.TEXT, "OK"));
        assertEquals(List.of("t", "body", true), List.of(text.toName(), text.dataKey(), text.rightKind()));
        LabelScheme image = scheme(xml, dataset(MediaKind.IMAGE, "OK"));
        assertEquals(List.of("i", "image", true), List.of(image.toName(), image.dataKey(), image.rightKind()));
        assertFalse(scheme(xml, dataset(MediaKind.AUDIO, "OK")).rightKind());
    }

    @Test
    void theWrongKindIsSaid() {
        assertFalse(scheme("<View><Image name=\"i\" value=\"$image\"/><Choices name=\"a\" toName=\"i\"><Choice value=\"OK\"/></Choices></View>",
                dataset(MediaKind.TEXT, "OK")).rightKind());
    }

    @Test
    void oddResultsChooseNothing() {
        LabelScheme scheme = scheme("<View><Text name=\"text\" value=\"$text\"/><Choices name=\"label\" toName=\"text\"><Choice value=\"OK\"/></Choices></View>",
                dataset(MediaKind.TEXT, "OK"));
        for (String result : List.of("[]", "null", "[1, null, \"x\"]", "[{}]", "{\"choices\":[\"OK\"]}",
                "[{\"from_name\":\"label\",\"type\":\"choices\"}]", "[{\"from_name\":\"label\",\"type\":\"rating\",\"value\":{\"choices\":[\"OK\"]}}]")) {
            assertEquals(List.of(), scheme.chosen(Json.createReader(new StringReader(result)).readValue()), result);
        }
        assertEquals(List.of("OK"), scheme.chosen(Json.createReader(new StringReader(
                "[{\"from_name\":\"label\",\"type\":\"choices\",\"value\":{\"choices\":\"OK\"}}]")).readValue()));
    }

    @Test
    void aHostileConfigurationReachesNothing() {
        assertEquals(Map.of(), LabelConfigXml.valueByAlias("<!DOCTYPE v [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><View><Choices name=\"label\">"
                + "<Choice value=\"&x;\" alias=\"a\"/></Choices></View>", "label"));
    }
}
