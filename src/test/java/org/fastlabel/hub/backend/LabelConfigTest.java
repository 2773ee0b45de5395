package org.fastlabel.hub.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.fastlabel.api.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelConfigTest {

    private static final List<String> LABELS = List.of("OK", "NG");

    @Test
    void findsWhatTheProjectAsksFor() {
        LabelConfig config = LabelConfig.read("<View><Text name=\"words\" value=\"$body\"/><Choices name=\"verdict\" toName=\"words\" choice=\"single\">"
                + "<Choice value=\"OK\" alias=\"fine\"/><Choice value=\"NG\"/></Choices></View>", LABELS).orElseThrow();
        assertEquals(new LabelConfig("verdict", "words", "body", Map.of("OK", "fine", "NG", "NG")), config);
    }

    @Test
    void theChoiceThatKnowsTheLabelsCounts() {
        String xml = "<View><Header value=\"$title\"/><Image name=\"image\" value=\"$image\"/>"
                + "<Choices name=\"mood\" toName=\"image\"><Choice value=\"good\"/></Choices>"
                + "<Choices name=\"label\" toName=\"image\"><View><Choice value=\"NG\"/></View></Choices><TextArea name=\"why\" toName=\"image\"/></View>";
        assertEquals("label", LabelConfig.read(xml, LABELS).orElseThrow().fromName());
        assertTrue(LabelConfig.read(xml, List.of("cat", "dog")).isEmpty());
        assertTrue(LabelConfig.read("<View></View>", LABELS).isEmpty());
        assertTrue(LabelConfig.read("<View><Choices name=\"label\" toName=\"gone\"><Choice value=\"OK\"/></Choices></View>", LABELS).isEmpty());
    }

    @Test
    void ofTwoThatKnowSomeTheOneThatKnowsMoreCounts() {
        String xml = "<View><Text name='a' value='$one'/><Text name='b' value='$two'/><Choices name='first' toName='a'><Choice value='OK'/></Choices>"
                + "<Choices name='second' toName='a,b'><Choice value='OK'/><Choice value='NG'/></Choices>"
                + "<Taxonomy name='tree' toName='a'><Choice value='cat'/></Taxonomy></View>";
        LabelConfig config = LabelConfig.read(xml, LABELS).orElseThrow();
        assertEquals(new LabelConfig("second", "a", "one", Map.of("OK", "OK", "NG", "NG")), config);
        assertTrue(LabelConfig.read(xml, List.of("cat", "dog")).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "OK", "<View>", "<View></Wrong>", "{\"a\":1}", "<!DOCTYPE x [<!ENTITY a \"b\">]><View>&a;</View>",
            "<!DOCTYPE x SYSTEM \"file:///etc/passwd\" [<!ENTITY p SYSTEM \"file:///etc/passwd\">]><View><Text name=\"t\" value=\"&p;\"/></View>"})
    void whatIsNoConfigurationIsRefused(String xml) {
        InvalidInput refused = assertThrows(InvalidInput.class, () -> LabelConfig.read(xml, LABELS));
        assertEquals("bad-label-config", refused.code());
    }

    @Test
    void aHugeOneIsRefusedUnread() {
        assertThrows(InvalidInput.class, () -> LabelConfig.read("<View>" + " ".repeat(1 << 20) + "</View>", LABELS));
    }
}
