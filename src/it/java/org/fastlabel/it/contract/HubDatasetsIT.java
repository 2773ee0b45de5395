package org.fastlabel.it.contract;

import static org.fastlabel.it.HubTeam.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.fastlabel.it.Api;
import org.fastlabel.it.HubTeam;
import org.fastlabel.it.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Data sets of the team: made, looked through, changed, exported, deleted. */
class HubDatasetsIT {

    private final Server server = Server.shared();
    private final HubTeam team = new HubTeam(server);
    private final Api admin = team.admin();

    @Test
    void aDataSetWithoutAnythingElseIsAHundredTextsToTryThingsWith() {
        JsonObject made = admin.post("hub/datasets", json("name", "demo-dataset")).ok();
        assertEquals(100, made.getInt("count"));
        assertEquals(100, made.getJsonObject("by_status").getInt("new"));
        assertEquals("[\"OK\",\"NG\"]", made.getJsonArray("labels").toString());
        long id = made.getInt("dataset_id");
        assertEquals(100, team.stats(id).getInt("total"));
        Set<String> texts = new HashSet<>();
        team.tasks(id, "").forEach(t -> texts.add(t.getString("text")));
        assertEquals(100, texts.size());
        assertEquals("missing-name", admin.post("hub/datasets", "{}").problem(400).getString("code"));
    }

    @Test
    void anUploadTellsWhatItLeftOut() {
        JsonObject made = team.upload("t.csv", "words,known\n\"one, and\",OK\n,OK\ntwo,Fine\n\"one, and\",OK\n<img src=x onerror=alert(1)>,NG\n",
                json("name", "up", "column", "words", "label_column", "known")).ok();
        assertEquals(3, made.getInt("count"));
        assertEquals(1, made.getInt("duplicates"));
        assertEquals(2, made.getJsonArray("skipped").size());
        assertEquals(2, made.getJsonObject("by_status").getInt("labeled"));
    }

    @Test
    void aColumnThatIsNotThereIsAnsweredWithThoseThatAre() {
        long before = admin.get("hub/datasets?limit=200").ok().getJsonArray("datasets").size();
        JsonObject problem = team.upload("t.csv", "a,b\n1,2\n", json("name", "up", "column", "text")).problem(400, "no-such-column");
        assertTrue(problem.getString("detail").contains("\"a\", \"b\""), problem.getString("detail"));
        assertEquals(before, admin.get("hub/datasets?limit=200").ok().getJsonArray("datasets").size());
    }

    @ParameterizedTest
    @CsvSource({"name, 5", "labels, [\"one\"]", "labels, [\"a\";\"a\"]", "labels, \"OK\"", "rules, {\"overlap\": 0}", "rules, {\"overlap_share\": 2}",
        "rules, {\"settle\": \"me\"}", "rules, {\"deadline\": \"soon\"}", "rules, {\"hide_prelabel\": 1}", "source, {\"type\": \"x\"}",
        "source, {\"count\": -1}"})
    void whatCannotBeIsRefused(String field, String value) {
        admin.post("hub/datasets", "{\"name\": \"x\", \"" + field + "\": " + value.replace(';', ',') + "}").problem(400);
    }

    @Test
    void labelsThatAreUsedStay() {
        long id = team.dataset("labels", 5);
        team.tasks(id, "").stream().limit(2).forEach(t -> admin.post("hub/tasks/" + t.getInt("id") + "/resolve", json("label", "NG")).ok());
        JsonObject problem = admin.post("hub/datasets/" + id, "{\"labels\": [\"OK\", \"unsure\"]}").problem(409, "label-in-use");
        assertTrue(problem.getString("detail").contains("2 tasks"), problem.getString("detail"));
        assertEquals(3, admin.post("hub/datasets/" + id, "{\"labels\": [\"OK\", \"NG\", \"unsure\"]}").ok().getJsonArray("labels").size());
    }

    @Test
    void pagesOfTasksGoOnWhereTheLastOneEnded() {
        long id = team.dataset("pages", 120);
        Set<Integer> seen = new HashSet<>();
        String next = "";
        while (next != null) {
            JsonObject page = admin.get("hub/datasets/" + id + "/tasks?order=priority&limit=50&after=" + next).ok();
            page.getJsonArray("tasks").getValuesAs(JsonObject.class).forEach(t -> assertTrue(seen.add(t.getInt("id"))));
            next = page.isNull("next") ? null : page.getString("next");
        }
        assertEquals(120, seen.size());
        assertEquals(1, team.tasks(id, "q=UPSIDE").size());
        assertEquals(0, team.tasks(id, "q=%25").stream().filter(t -> !t.getString("text").contains("%")).count());
        admin.get("hub/datasets/" + id + "/tasks?status=x").problem(400, "bad-status");
        admin.get("hub/datasets/" + id + "/tasks?after=x").problem(400, "bad-cursor");
        admin.get("hub/datasets/999999/tasks").problem(404, "unknown-dataset");
    }

    @Test
    void exportsHaveEveryTaskAndNoFormula() {
        long id = team.upload("t.csv", "text\n=1+1\nplain\n", json("name", "export")).ok().getInt("dataset_id");
        String csv = admin.get("hub/datasets/" + id + "/export?format=csv").expect(200).text();
        assertTrue(csv.contains(",'=1+1,"), csv);
        assertEquals(2, admin.get("hub/datasets/" + id + "/export?format=jsonl").expect(200).text().lines().count());
        List<JsonObject> tasks = admin.get("hub/datasets/" + id + "/export?format=label-studio").array().getValuesAs(JsonObject.class);
        assertEquals("=1+1", tasks.get(0).getJsonObject("data").getString("text"));
        admin.get("hub/datasets/" + id + "/export?format=xls").problem(400, "bad-format");
    }

    /** The same data set, by the file that it went out as: answers, known answers, and what is said of it. */
    @Test
    void aFileOfLabelStudioBringsItsAnswersAndGoesOutAgain() {
        String file = "[{\"data\":{\"text\":\"one\"},\"annotations\":[{\"id\":1,\"completed_by\":{\"id\":3,\"email\":\"bea@example.org\"},\"result\":["
                + choice("cat") + "]}],\"predictions\":[{\"result\":[" + choice("dog") + "],\"score\":0.25,\"model_version\":\"m@1\"}]},"
                + "{\"data\":{\"text\":\"two\"},\"annotations\":[{\"id\":2,\"completed_by\":3,\"result\":[" + choice("cat\",\"dog") + "]}]},"
                + "{\"data\":{\"text\":\"three\"},\"annotations\":[{\"completed_by\":3,\"was_cancelled\":true,\"result\":[]}]}]";
        JsonObject made = team.upload("t.json", file, json("name", "from Label Studio")).ok();
        assertEquals("[\"cat\",\"dog\"]", made.getJsonArray("labels").toString());
        assertEquals(1, made.getJsonObject("brought").getInt("answers"));
        assertEquals(1, made.getJsonObject("brought").getInt("prelabels"));
        assertEquals(List.of(1, 1, 1), settled(made));
        int id = made.getInt("dataset_id");
        JsonObject task = admin.get("hub/tasks/" + team.tasks(id, "status=review").get(0).getInt("id")).ok();
        assertEquals("[\"cat\",\"dog\"]", task.getJsonArray("answers").getJsonObject(0).getJsonArray("choices").toString());
        JsonObject labeled = team.tasks(id, "status=labeled").get(0);
        assertEquals("bea@example.org", labeled.getString("labeled_by"));
        assertEquals(750, labeled.getInt("priority"));
        admin.post("hub/tasks/" + task.getInt("id") + "/resolve", json("label", "dog")).ok();
        assertTrue(admin.get("hub/datasets/" + id + "/stats").expect(200).text().contains("bea@example.org"));
        assertTrue(admin.get("audit?action=dataset.create&limit=1").expect(200).text().contains("1 answers, 1 pre-labels"));
        String out = admin.get("hub/datasets/" + id + "/export?format=label-studio").expect(200).text();
        JsonObject again = team.upload("again.json", out, json("name", "again")).ok();
        assertEquals(List.of(2, 1, 0), settled(again));
        team.upload("t.json", "[{\"data\":{\"image\":\"http://example.org/a.jpg\"},\"annotations\":[]}]", json("name", "x")).problem(400, "media-tasks");
    }

    private static List<Integer> settled(JsonObject dataset) {
        return List.of("labeled", "skipped", "review").stream().map(status -> dataset.getJsonObject("by_status").getInt(status)).toList();
    }

    private static String choice(String label) {
        return "{\"from_name\":\"label\",\"to_name\":\"text\",\"type\":\"choices\",\"value\":{\"choices\":[\"" + label + "\"]}}";
    }

    @Test
    void deletingAsksForTheName() {
        long id = team.dataset("going", 10);
        admin.delete("hub/datasets/" + id).problem(400, "confirm-name");
        admin.delete("hub/datasets/" + id + "?confirm=other").problem(400, "confirm-name");
        assertEquals(10, admin.delete("hub/datasets/" + id + "?confirm=going").ok().getInt("deleted"));
        admin.get("hub/datasets/" + id).problem(404, "unknown-dataset");
        assertTrue(admin.get("audit?action=dataset.delete&limit=1").expect(200).text().contains("dataset " + id));
    }

    @Test
    void anUploadMayHaveFiftyMegabytesAndNoMore() {
        String row = "x".repeat(999) + "\n";
        team.upload("t.csv", "text\n" + row.repeat(53_000), json("name", "large")).problem(413);
    }

    @Test
    void namesAndTextsAreNothingButWords() {
        String name = "'; drop table tasks; -- <script>";
        long id = admin.post("hub/datasets", Json.createObjectBuilder(json("name", name)).build()).ok().getInt("dataset_id");
        assertEquals(name, admin.get("hub/datasets/" + id).ok().getString("name"));
        assertFalse(team.tasks(id, "").isEmpty());
    }
}
