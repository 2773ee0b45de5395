package org.fastlabel.hub.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fastlabel.api.Conflict;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.JsonBody;
import org.fastlabel.hub.Dataset;
import org.fastlabel.hub.HubKey;
import org.fastlabel.hub.Opinion;
import org.fastlabel.hub.Rules;
import org.fastlabel.hub.Task;
import org.fastlabel.hub.head.HeadDesk;
import org.fastlabel.hub.head.TrainedHead;
import org.fastlabel.hub.connections.Connections;
import org.fastlabel.hub.connections.KeptSettings;
import org.fastlabel.hub.media.MediaSignature;
import org.fastlabel.hub.store.HubDatabase;
import org.fastlabel.hub.store.LedgerRepository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests as a Label Studio server writes them, by hand. */
class PredictionsTest {

    private static final String CONFIG = "<View><Text name='text' value='$text'/><Choices name='label' toName='text' choice='single'>"
            + "<Choice value='OK'/><Choice value='NG' alias='bad'/></Choices></View>";

    private final HubDatabase database = new HubDatabase();
    private final LedgerRepository ledger = new LedgerRepository(database.sql);
    private final KnowingHeads heads = new KnowingHeads();
    private final Connections connections = new Connections(new KeptSettings(database.sql, new byte[32]));
    private final Predictions predictions = new Predictions(ledger, heads, new Projects(ledger, heads), new MediaSignature(), connections);
    private long dataset;
    private List<Long> tasks;

    /** Says NG of whatever holds a 3. */
    private static final class KnowingHeads extends HeadDesk {

        private boolean trained = true;
        private boolean stale;
        private final List<String> asked = new ArrayList<>();
        private final List<Long> tasks = new ArrayList<>();

        @Override
        public String version(long dataset) {
            return trained ? "head-v1" : "head-untrained";
        }

        @Override
        public Optional<TrainedHead> newest(long dataset) {
            return trained ? Optional.of(new TrainedHead(dataset, "head-v1", "e", List.of("OK", "NG"), null, 2, null, Instant.EPOCH)) : Optional.empty();
        }

        @Override
        public List<Opinion> judge(TrainedHead head, Dataset of, List<Task> tasks, Runnable between) {
            tasks.forEach(t -> this.tasks.add(t.id()));
            return judgeTexts(head, of, tasks.stream().map(Task::text).toList());
        }

        @Override
        public List<Opinion> judgeTexts(TrainedHead head, Dataset of, List<String> texts) {
            if (stale) {
                throw new Conflict("head-stale", "Another checkpoint.");
            }
            asked.addAll(texts);
            return texts.stream().map(text -> text.contains("broken") ? Opinion.unusable("broken", JsonObject.EMPTY_JSON_OBJECT)
                    : Opinion.of(text.contains("3") ? Map.of("OK", 0.2, "NG", 0.8) : Map.of("OK", 0.75, "NG", 0.25), "head",
                            JsonObject.EMPTY_JSON_OBJECT)).toList();
        }
    }

    @BeforeEach
    void dataset() {
        dataset = database.dataset(5, Rules.USUAL);
        tasks = database.taskIds(dataset);
        ledger.chooseProject(dataset, 4L);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static JsonObject request(String project, String... data) {
        return JsonBody.object("{\"tasks\":[" + String.join(",", List.of(data).stream().map(d -> "{\"id\":1,\"data\":" + d + ",\"meta\":{},\"project\":4}").toList())
                + "],\"project\":\"" + project + "\",\"label_config\":" + Json.createValue(CONFIG)
                + ",\"params\":{\"login\":null,\"password\":null,\"context\":null}}");
    }

    private static String choice(JsonObject prediction) {
        JsonArray result = prediction.getJsonArray("result");
        return result.isEmpty() ? "-" : result.getJsonObject(0).getJsonObject("value").getJsonArray("choices").getString(0);
    }

    private List<String> choices(JsonObject request) {
        return predictions.predict(request).getJsonArray("results").getValuesAs(JsonObject.class).stream().map(PredictionsTest::choice).toList();
    }

    @Test
    void oneElementForEachTaskInTheSameOrder() {
        JsonObject answer = predictions.predict(request("4.1795208705", "{\"text\":\"Text number 3\",\"hub_id\":\"" + ours(2) + "\"}",
                "{\"text\":\"something of theirs\"}", "{\"text\":\"broken\"}"));
        assertEquals(Json.createReader(new StringReader("{\"results\":[{\"result\":[{\"from_name\":\"label\",\"to_name\":\"text\",\"type\":\"choices\","
                + "\"value\":{\"choices\":[\"bad\"]}}],\"score\":0.8,\"model_version\":\"head-v1\"},"
                + "{\"result\":[{\"from_name\":\"label\",\"to_name\":\"text\",\"type\":\"choices\",\"value\":{\"choices\":[\"OK\"]}}],\"score\":0.75,"
                + "\"model_version\":\"head-v1\"},{\"result\":[]}]}")).readObject(), answer);
    }

    @Test
    void aTextThatWasEditedThereIsJudgedAsItIsThere() {
        assertEquals(List.of("OK"), choices(request("4", "{\"text\":\"a new text\",\"hub_id\":\"" + ours(2) + "\"}")));
        assertEquals(List.of("a new text"), heads.asked);
    }

    private String ours(int task) {
        return new HubKey(connections.instance()).of(tasks.get(task));
    }

    /** The same number elsewhere is another task: what is judged is what they sent, under whatever key it was found. */
    @Test
    void aTaskOfAnotherInstallationIsNoneOfOurs() {
        String known = "Text number 3";
        assertEquals(List.of("bad", "bad"), choices(request("4", "{\"text\":\"" + known + "\",\"hub_id\":\"" + ours(2) + "\"}",
                "{\"text\":\"" + known + "\",\"hub_id\":\"ffff:" + tasks.get(2) + "\"}")));
        assertEquals(List.of(tasks.get(2)), heads.tasks);
        for (String key : List.of("ffff:" + tasks.get(2), String.valueOf(tasks.get(2)), ":" + tasks.get(2), connections.instance() + ":", ours(2) + "0".repeat(30))) {
            assertEquals(List.of("OK"), choices(request("4", "{\"text\":\"theirs\",\"hub_id\":\"" + key + "\"}")), key);
        }
        assertEquals(List.of(tasks.get(2)), heads.tasks);
    }

    @Test
    void nothingIsSaidWhereThereIsNothingToSay() {
        assertEquals(List.of("-", "-"), choices(request("5.1", "{\"text\":\"x\"}", "{\"text\":\"y\"}")), "an unknown project");
        assertEquals(List.of("-", "-"), choices(request("nonsense", "{\"text\":\"x\"}", "{}")));
        assertEquals(List.of("-"), choices(request("4.1", "{\"other\":\"x\"}")), "no text");
        assertEquals(List.of("-"), choices(request("4.1", "[]")), "no data");
        heads.trained = false;
        assertEquals(List.of("-"), choices(request("4.1", "{\"text\":\"x\"}")), "no head");
        heads.trained = true;
        heads.stale = true;
        assertEquals(List.of("-"), choices(request("4.1", "{\"text\":\"x\"}")), "a head that cannot judge");
    }

    @Test
    void manyAtOnceAreAllAnswered() {
        String[] data = new String[300];
        Arrays.fill(data, "{\"text\":\"x\"}");
        assertEquals(300, choices(request("4.1", data)).stream().filter("OK"::equals).count());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"tasks\":1}", "{\"tasks\":[1]}", "{\"tasks\":[null],\"project\":\"4.1\"}", "{\"tasks\":[{}],\"project\":\"4.1\"}",
            "{\"tasks\":[{}],\"project\":\"4.1\",\"label_config\":5}", "{\"tasks\":[{\"data\":{\"text\":\"x\"}}],\"project\":\"4.1\",\"label_config\":\"<View\"}"})
    void nonsenseIsRefused(String body) {
        assertThrows(InvalidInput.class, () -> predictions.predict(JsonBody.object(body)));
    }
}
