package org.fastlabel.labeling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.fastlabel.api.InvalidInput;
import org.junit.jupiter.api.Test;

class ParamsTest {

    @Test
    void editsAreReadInOrder() {
        LabelEdits edits = Params.edits("[{\"id\":3,\"label\":1},{\"label\":null,\"id\":5}]", true);
        assertArrayEquals(new int[] {3, 5}, edits.ids());
        assertEquals(Labels.NONE, edits.label(1));
    }

    @Test
    void everyFaultHasItsCode() {
        Map<String, String> faults = Map.ofEntries(
                Map.entry("", "malformed-body"), Map.entry("[", "malformed-body"), Map.entry("{}", "malformed-body"),
                Map.entry("[1]", "malformed-body"), Map.entry("[[]]", "malformed-body"),
                Map.entry("[{\"label\":1}]", "missing-id"), Map.entry("[{\"id\":1}]", "missing-label"),
                Map.entry("[{\"id\":\"1\",\"label\":1}]", "bad-id"), Map.entry("[{\"id\":1.5,\"label\":1}]", "bad-id"),
                Map.entry("[{\"id\":1e400,\"label\":1}]", "bad-id"), Map.entry("[{\"id\":null,\"label\":1}]", "bad-id"),
                Map.entry("[{\"id\":1,\"label\":\"1\"}]", "bad-label"), Map.entry("[{\"id\":1,\"label\":null}]", "bad-label"),
                Map.entry("[{\"id\":1,\"label\":true}]", "bad-label"), Map.entry("[{\"id\":1,\"label\":-1}]", "unknown-label"));
        faults.forEach((body, code) ->
                assertEquals(code, assertThrows(InvalidInput.class, () -> Params.edits(body, false), body).code(), body));
    }

    @Test
    void numbersOutOfRangeNameTheRange() {
        for (String bad : new String[] {"0", "-1", "1000000000", "9999999999999", "many", "", "1.5", " 3", "201"}) {
            InvalidInput e = assertThrows(InvalidInput.class, () -> Params.integer(bad, "batch_size", 24, 1, 200));
            assertEquals("bad-batch-size", e.code());
            assertTrue(e.getMessage().contains("1 to 200"));
        }
        assertEquals(24, Params.integer(null, "batch_size", 24, 1, 200));
    }
}
