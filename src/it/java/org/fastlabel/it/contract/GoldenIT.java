package org.fastlabel.it.contract;

import static org.fastlabel.it.Golden.seeds;
import static org.fastlabel.it.Golden.selection;
import static org.fastlabel.it.Golden.verdicts;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.fastlabel.it.Answer;
import org.fastlabel.it.Form;
import org.fastlabel.it.Golden;
import org.fastlabel.it.Server;
import org.fastlabel.it.Waiting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GoldenIT {

    private final Server server = Server.shared();
    private final Golden golden = new Golden(server);

    @Test
    void aSessionGoesPromptByPromptToItsEnd() {
        String id = golden.begin(golden.settings("walk"), "a cat", "a dog", "a cat", "");
        for (int i = 1; i <= 2; i++) {
            JsonObject next = golden.next();
            assertEquals(i, next.getInt("index"));
            assertEquals(2, next.getInt("total"));
            assertEquals(next, golden.next(), "the same until it is judged");
            JsonObject group = golden.group();
            assertEquals(4, seeds(group).size());
            JsonObject saved = golden.judge(group);
            assertEquals(1, saved.getInt("golden"));
            assertEquals(1, saved.getInt("bad"));
            assertEquals(2, saved.getInt("neither"));
            assertEquals(i, saved.getInt("undo"));
        }
        assertTrue(golden.next().getBoolean("finished"));
        JsonObject counts = golden.state(id).getJsonObject("counts");
        assertEquals(2, counts.getInt("golden"));
        assertEquals(8, counts.getInt("images"));
    }

    @Test
    void thePathsOfTheSpecificationWorkAtTheRoot() throws Exception {
        golden.begin(golden.settings("root"), "a cat");
        HttpClient http = HttpClient.newHttpClient();
        HttpResponse<String> next = http.send(HttpRequest.newBuilder(server.base().resolve("get_next_prompt")).build(), HttpResponse.BodyHandlers.ofString());
        assertEquals(200, next.statusCode());
        assertTrue(next.body().contains("\"prompt\":\"a cat\""), next.body());
        HttpResponse<String> group = http.send(HttpRequest.newBuilder(URI.create(server.base() + "generate_batch"))
                .POST(HttpRequest.BodyPublishers.ofString("{\"prompt_id\": " + golden.next().getInt("prompt_id") + "}")).build(),
                HttpResponse.BodyHandlers.ofString());
        assertEquals(200, group.statusCode(), group.body());
        assertTrue(group.body().contains("\"state\":\"done\""), group.body());
    }

    @Test
    void aPictureIsKeptByTheBrowserAndIsTheSameForTheSameSeed() {
        golden.begin(golden.settings("pictures"), "a cat");
        JsonObject seeds = Json.createObjectBuilder().add("seeds", Json.createArrayBuilder().add("7").add("9223372036854775807")).build();
        JsonObject one = golden.group(Json.createObjectBuilder(seeds));
        JsonObject two = golden.group(Json.createObjectBuilder(seeds));
        assertNotEquals(one.getString("batch_id"), two.getString("batch_id"));
        for (JsonObject image : one.getJsonArray("images").getValuesAs(JsonObject.class)) {
            Answer picture = golden.picture(image.getString("image"));
            assertEquals(200, picture.status());
            assertEquals("image/png", picture.header("Content-Type"));
            assertTrue(picture.header("Cache-Control").contains("immutable"));
            assertEquals(304, golden.api().send(golden.api().request(image.getString("image").substring(5))
                    .header("If-None-Match", picture.header("ETag")).GET()).status());
            String other = two.getJsonArray("images").getValuesAs(JsonObject.class).stream()
                    .filter(i -> i.getString("seed").equals(image.getString("seed"))).findFirst().orElseThrow().getString("image");
            assertArrayEquals(picture.bytes(), golden.picture(other).bytes());
        }
        golden.api().get("golden/images/" + one.getString("batch_id") + "/8.png").problem(404, "unknown-image");
        golden.api().get("golden/images/" + one.getString("batch_id") + "/99999999999999999999.png").problem(404, "unknown-image");
    }

    @Test
    void promptsShareSeedsOfTheRingAndAFurtherGroupHasOthers() {
        golden.begin(golden.settings("seeds").add("batch_size", 8), "a cat", "a dog");
        JsonObject first = golden.group();
        golden.judge(first);
        Set<String> both = new HashSet<>(seeds(first));
        both.retainAll(seeds(golden.group()));
        assertEquals(1, both.size(), "four of the ring for each, the next prompt three further on");
        JsonObject more = golden.group(Json.createObjectBuilder().add("more", true));
        assertTrue(seeds(more).stream().noneMatch(seeds(first)::contains));
    }

    @Test
    void aRequestThatIsSentTwiceIsDoneOnceAndTheSecondTabIsTold() {
        golden.begin(golden.settings("tabs"), "a cat", "a dog");
        JsonObject group = golden.group();
        List<CompletableFuture<Answer>> tabs = IntStream.range(0, 6).mapToObj(i -> CompletableFuture.supplyAsync(() ->
                golden.submit(selection(group, seeds(group).subList(0, 1), List.of()).add("judge", "tab " + i)))).toList();
        List<Integer> answers = tabs.stream().map(t -> t.join().status()).sorted().toList();
        assertEquals(List.of(200, 409, 409, 409, 409, 409), answers);
        JsonObject again = golden.group();
        JsonObject same = selection(again, List.of(), seeds(again)).build();
        List<CompletableFuture<JsonObject>> twice = IntStream.range(0, 5).mapToObj(i -> CompletableFuture.supplyAsync(() ->
                golden.submit(Json.createObjectBuilder(same)).ok())).toList();
        twice.forEach(t -> assertEquals(1, t.join().getInt("version")));
        assertEquals(2, golden.api().post("golden/undo", "{}").ok().getInt("undo") + 1);
    }

    @Test
    void aDecisionIsReplacedOnlyWhenThatIsAskedForAndUndoBringsItBack() {
        golden.begin(golden.settings("replace"), "a cat");
        JsonObject group = golden.group();
        List<String> seeds = seeds(group);
        golden.judge(group);
        golden.submit(selection(group, seeds, List.of())).problem(409, "already-judged");
        golden.submit(selection(group, seeds, List.of()).add("replace", true).add("version", 7)).problem(409, "other-version");
        assertEquals(2, golden.submit(selection(group, seeds, List.of()).add("replace", true).add("version", 1)).ok().getInt("version"));
        assertEquals(List.of("golden", "golden", "golden", "golden"), verdicts(golden.batch(group.getString("batch_id"))));
        assertEquals("selection", golden.api().post("golden/undo", "{}").ok().getString("undone"));
        assertEquals(List.of("golden", "neither", "neither", "bad"), verdicts(golden.batch(group.getString("batch_id"))));
        golden.api().post("golden/undo", "{}").ok();
        assertEquals(List.of("", "", "", ""), verdicts(golden.batch(group.getString("batch_id"))));
        assertEquals(1, golden.next().getInt("index"));
        assertEquals(JsonValue.NULL, golden.api().post("golden/undo", "{}").ok().get("undone"));
    }

    @Test
    void whatIsSkippedComesBackWithUndo() {
        golden.begin(golden.settings("skip"), "a cat", "a dog");
        JsonObject skip = Json.createObjectBuilder().add("prompt_id", golden.next().getInt("prompt_id")).add("reason", "odd").build();
        golden.api().post("golden/skip", skip).ok();
        golden.api().post("golden/skip", skip).ok();
        assertEquals(2, golden.next().getInt("index"));
        assertEquals(1, golden.next().getInt("skipped"));
        JsonObject undone = golden.api().post("golden/undo", "{}").ok();
        assertEquals("skip", undone.getString("undone"));
        assertEquals(0, undone.getInt("undo"));
        assertEquals(1, golden.next().getInt("index"));
    }

    @Test
    void pairsEndInARankingAndADecision() {
        golden.begin(golden.settings("pairs").add("mode", "pairs"), "a cat", "a dog");
        JsonObject group = golden.group();
        JsonValue pair = group.get("pair");
        JsonObject last = null;
        int asked = 0;
        while (pair instanceof JsonObject p) {
            assertEquals(++asked, p.getInt("n"));
            boolean left = new BigInteger(p.getString("left")).compareTo(new BigInteger(p.getString("right"))) > 0;
            last = golden.api().post("golden/submit_pair", Json.createObjectBuilder().add("batch_id", group.getString("batch_id"))
                    .add("left", p.getString("left")).add("right", p.getString("right")).add("choice", left ? "left" : "right").build()).ok();
            pair = last.get("pair");
        }
        assertEquals(6, asked);
        String best = seeds(group).stream().map(BigInteger::new).max(BigInteger::compareTo).orElseThrow().toString();
        assertEquals(best, last.getJsonArray("ranking").getJsonObject(0).getString("seed"));
        JsonObject judged = golden.batch(group.getString("batch_id"));
        assertEquals("golden", verdicts(judged).get(seeds(judged).indexOf(best)));
        assertEquals(2, golden.next().getInt("index"));
        assertEquals("pair", golden.api().post("golden/undo", "{}").ok().getString("undone"));
        assertEquals(1, golden.next().getInt("index"));
    }

    @Test
    void aPreFilterShowsTheBestAndSomeThatChanceDrew() {
        String id = golden.begin(golden.settings("filter").add("prefilter", "clip").add("candidates", 12).add("explore", 0.5), "a cat");
        JsonObject group = golden.group();
        List<JsonObject> images = group.getJsonArray("images").getValuesAs(JsonObject.class);
        assertEquals(4, images.size());
        assertEquals(12, group.getInt("done"));
        assertEquals(2, images.stream().filter(i -> i.getBoolean("explored")).count());
        golden.submit(selection(group, images.stream().filter(i -> !i.getBoolean("explored")).map(i -> i.getString("seed")).toList(), List.of())).ok();
        JsonObject effect = golden.state(id).getJsonObject("effect").getJsonObject("prefilter");
        assertEquals(2, effect.getJsonObject("chosen").getInt("golden"));
        assertEquals(2, effect.getJsonObject("explored").getInt("shown"));
        assertEquals(0, effect.getJsonObject("explored").getInt("golden"));
    }

    @Test
    void theNextGroupIsMadeAheadAndComesWithTheAnswer() {
        String id = golden.begin(golden.settings("ahead").add("ahead", 2), "a cat", "a dog", "a bird", "a fish");
        Waiting.until("two groups are ahead", Duration.ofSeconds(300), () -> golden.state(id).getJsonObject("ahead").getInt("ready") == 2);
        JsonObject next = golden.state(id).getJsonObject("next");
        assertEquals("a dog", next.getJsonObject("prompt").getString("prompt"));
        JsonObject answer = golden.judge(golden.group());
        assertEquals(next.getJsonObject("batch").getString("batch_id"), answer.getJsonObject("next").getJsonObject("batch").getString("batch_id"));
        assertEquals(next.getJsonObject("batch").getString("batch_id"), golden.group().getString("batch_id"));
    }

    @Test
    void progressIsSentAndACancelledGroupIsMadeWhenItIsAskedForAgain() throws Exception {
        golden.begin(golden.settings("cancel").add("width", 256).add("height", 256).add("steps", 12), "a cat");
        JsonObject group = golden.api().post("golden/generate_batch", Json.createObjectBuilder().add("prompt_id", golden.next().getInt("prompt_id"))
                .add("wait", false).build()).ok();
        String id = group.getString("batch_id");
        List<String> events = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(golden.api().open("golden/batches/" + id + "/events").body(),
                StandardCharsets.UTF_8))) {
            events.add(lines.readLine());
            golden.api().post("golden/batches/" + id + "/cancel", "{}").ok();
            events.addAll(lines.lines().toList());
        }
        assertTrue(events.get(0).startsWith("event: batch") || events.get(0).startsWith("data:") || events.get(0).startsWith("id:"), events.get(0));
        assertTrue(events.stream().anyMatch(line -> line.contains("\"state\":\"cancelled\"")), "the stream ends with the end of the group");
        golden.submit(selection(group, List.of(), List.of())).problem(409, "not-ready");
        golden.api().post("golden/batches/" + id + "/retry", "{}").ok();
        golden.await(id, "done");
    }

    @Test
    void aFormOfSettingsAndAFileMakesASession() {
        byte[] file = "id;Prompt\n1;a cat\n2;\n3;a cat\n4;ein Fuß\n".getBytes(StandardCharsets.ISO_8859_1);
        JsonObject begun = new Form().field("settings", golden.settings("file").build().toString()).file("file", file)
                .post(golden.api(), "golden/init_model").ok();
        assertEquals(2, begun.getInt("prompts"));
        assertEquals(1, begun.getInt("duplicates"));
        assertEquals(1, begun.getInt("empty"));
        Answer refused = new Form().field("settings", golden.settings("file").build().toString())
                .file("file", "id,category\n1,object\n".getBytes(StandardCharsets.UTF_8)).post(golden.api(), "golden/init_model");
        // A table is known by its name; without one the lines are prompts.
        assertEquals(200, refused.status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"prompts\": []}", "{\"prompts\": [1]}", "{\"prompts\": [\"a\"], \"model\": \"none\"}", "[]", "x",
        "{\"prompts\": [\"a\"], \"prefilter\": \"clip\", \"clip_score\": false}"})
    void aSessionThatCannotBeIsRefusedAndChangesNothing(String body) {
        Set<String> before = sessions();
        int status = golden.api().post("golden/init_model", body).status();
        assertTrue(status == 400 || status == 404, body + " was answered with " + status);
        assertEquals(before, sessions());
    }

    private Set<String> sessions() {
        return golden.api().get("golden/sessions").ok().getJsonArray("sessions").getValuesAs(JsonObject.class).stream()
                .map(s -> s.getString("session_id")).collect(Collectors.toSet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1.5", "9223372036854775808", "\"x\"", "true"})
    void aSeedOutOfRangeIsRefused(String seed) {
        golden.begin(golden.settings("bad seeds"), "a cat");
        golden.api().post("golden/generate_batch", "{\"prompt_id\": " + golden.next().getInt("prompt_id") + ", \"seeds\": [" + seed + "]}")
                .problem(400, "bad-seed");
    }

    @Test
    void aSessionGoesOnlyWithItsName() {
        String id = golden.begin(golden.settings("to go"), "a cat");
        JsonObject group = golden.group();
        golden.judge(group);
        golden.api().send(golden.api().request("golden/sessions/" + id).DELETE()).problem(400, "not-confirmed");
        golden.api().send(golden.api().request("golden/sessions/" + id + "?confirm=to%20go").DELETE()).ok();
        golden.api().get("golden/sessions/" + id + "/state").problem(404, "unknown-session");
        golden.api().get("golden/batches/" + group.getString("batch_id")).problem(404, "unknown-batch");
        assertNull(sessions().stream().filter(id::equals).findFirst().orElse(null));
    }
}
