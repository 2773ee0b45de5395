package org.fastlabel.it.contract;

import static org.fastlabel.it.Golden.seeds;
import static org.fastlabel.it.Golden.selection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fastlabel.it.Golden;
import org.fastlabel.it.Server;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GoldenHistoryIT {

    private final Golden golden = new Golden(Server.shared());
    private String session;
    private final List<JsonObject> groups = new ArrayList<>();

    @BeforeEach
    void judgeThree() {
        session = golden.begin(golden.settings("history"), "a red cat", "a 100% red dog", "a bird");
        for (int i = 0; i < 3; i++) {
            JsonObject group = golden.group();
            groups.add(group);
            golden.submit(selection(group, i == 2 ? List.of() : seeds(group).subList(0, 1), List.of()).add("judge", i == 0 ? "Eva" : "me")
                    .add("seconds", 1.5)).ok();
        }
    }

    private List<JsonObject> entries(String name, String value) {
        Map<String, String> query = new HashMap<>(Map.of("session", session));
        if (name != null) {
            query.put(name, value);
        }
        return golden.api().get("golden/history", query).ok().getJsonArray("entries").getValuesAs(JsonObject.class);
    }

    private static List<String> prompts(List<JsonObject> entries) {
        return entries.stream().map(e -> e.getString("prompt")).toList();
    }

    @Test
    void theLastDecisionComesFirstAndPagesGoOnWhereTheOneBeforeEnded() {
        assertEquals(List.of("a bird", "a 100% red dog", "a red cat"), prompts(entries(null, null)));
        JsonObject page = golden.api().get("golden/history", Map.of("session", session, "limit", "2")).ok();
        assertEquals(2, page.getJsonArray("entries").size());
        JsonObject rest = golden.api().get("golden/history", Map.of("session", session, "limit", "2", "after", page.getString("next"))).ok();
        assertEquals(List.of("a red cat"), prompts(rest.getJsonArray("entries").getValuesAs(JsonObject.class)));
        assertEquals(JsonValue.NULL, rest.get("next"));
    }

    @Test
    void filtersNarrowIt() {
        assertEquals(List.of("a red cat"), prompts(entries("judge", "Eva")));
        assertEquals(List.of("a 100% red dog", "a red cat"), prompts(entries("verdict", "golden")));
        assertEquals(List.of("a 100% red dog", "a red cat"), prompts(entries("prompt_text", "RED")));
        assertEquals(List.of("a 100% red dog"), prompts(entries("prompt_text", "100% r")));
        assertEquals(List.of(), prompts(entries("prompt_text", "a_red")));
        assertEquals(List.of(), prompts(entries("to", "2001-01-01")));
        assertEquals(3, entries("from", "2001-01-01").size());
        assertEquals(1, entries("prompt", Integer.toString(groups.get(1).getInt("prompt_id"))).size());
        golden.api().get("golden/history?verdict=nice").problem(400, "bad-verdict");
        JsonObject facets = golden.api().get("golden/history").ok().getJsonObject("facets");
        assertTrue(facets.getJsonArray("judges").getValuesAs(JsonString.class).stream().anyMatch(j -> j.getString().equals("Eva")));
        assertNotNull(facets.getJsonArray("models").getString(0));
    }

    @Test
    void aChangedDecisionIsANewVersionAndComesFirst() {
        JsonObject group = groups.get(0);
        JsonObject body = Json.createObjectBuilder().add("golden", Json.createArrayBuilder()).add("bad", Json.createArrayBuilder(seeds(group)))
                .add("judge", "Ada").build();
        assertEquals(2, golden.api().post("golden/history/" + group.getString("batch_id"), body).ok().getInt("version"));
        JsonObject first = entries(null, null).get(0);
        assertEquals("a red cat", first.getString("prompt"));
        assertEquals("Ada", first.getString("judge"));
        assertEquals(List.of("bad", "bad", "bad", "bad"), Golden.verdicts(first));
        assertEquals(3, entries(null, null).size());
    }
}
