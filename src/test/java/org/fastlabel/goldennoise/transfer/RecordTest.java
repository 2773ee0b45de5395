package org.fastlabel.goldennoise.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.generation.GenerationParameters;
import org.fastlabel.goldennoise.Verdict;
import org.fastlabel.goldennoise.rating.Comparison;
import org.fastlabel.goldennoise.rating.SeedPlan;
import org.fastlabel.goldennoise.store.Batch;
import org.fastlabel.goldennoise.store.Decision;
import org.fastlabel.goldennoise.store.PairChoice;
import org.fastlabel.goldennoise.store.Picture;
import org.fastlabel.goldennoise.store.Prompt;
import org.fastlabel.goldennoise.store.Session;
import org.fastlabel.goldennoise.store.SessionSettings;
import org.fastlabel.goldennoise.store.TransferRepository.Whole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordTest {

    private static final String SESSION = "11111111-2222-3333-4444-555555555555";
    private static final String BATCH = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee";
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");
    private static final Prompt PROMPT = new Prompt(9, SESSION, 2, "a \"red\" circle, 山", Prompt.State.SKIPPED);

    /** Four candidates, of which three are shown; two decisions, of which the second one stands. */
    private static Whole whole() {
        List<Picture> pictures = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            pictures.add(new Picture(i, BATCH, i, Long.MAX_VALUE - i, i % 2 == 0, SESSION + "/0002-a-red-circle/" + (Long.MAX_VALUE - i) + ".png",
                    i == 3 ? null : 2 - i, i == 0, 20.5 + i, null, i == 1 ? 0.25 : null));
        }
        Batch batch = new Batch(BATCH, 0, SESSION, 9, Batch.State.DONE, false, 3, new GenerationParameters(4, 1.5, "ddim", 64, 32),
                new Batch.Filtered("clip", 4, 0.25), "mini-1", 1, null, null, AT, 2L);
        List<Decision> decisions = List.of(
                new Decision(1, BATCH, 1, "me", null, AT, "choice", Map.of(0L, Verdict.BAD, 1L, Verdict.BAD, 2L, Verdict.NEITHER)),
                new Decision(2, BATCH, 2, "Eva", 3.5, AT, "choice", Map.of(0L, Verdict.GOLDEN, 1L, Verdict.BAD, 2L, Verdict.NEITHER)));
        List<PairChoice> pairs = List.of(
                new PairChoice(0, BATCH, new Comparison(Long.MAX_VALUE, Long.MAX_VALUE - 1, Comparison.Choice.RIGHT), "me", 1.5, AT),
                new PairChoice(0, BATCH, new Comparison(Long.MAX_VALUE, Long.MAX_VALUE - 2, Comparison.Choice.TIE), "me", null, AT));
        return new Whole(batch, PROMPT, pictures, decisions, pairs);
    }

    private static String written() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (RecordWriter json = new RecordWriter(out)) {
            SessionSettings settings = new SessionSettings("embedded", null, new GenerationParameters(4, 1.5, "ddim", 64, 32), true, 3, "grid",
                    SeedPlan.MIXED, "clip", 4, 0.25, 2, 4711);
            json.session(new Session(SESSION, "first", AT, settings), each -> {
                each.accept(new Prompt(8, SESSION, 1, "another", Prompt.State.OPEN));
                each.accept(PROMPT);
            });
            json.groups();
            json.group(whole());
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static void read(String text, Consumer<JsonObject> session, Consumer<JsonObject> group) {
        RecordReader.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), session, group);
    }

    @Test
    void aGroupComesBackAsItWasWritten() {
        List<GroupReader.Read> groups = new ArrayList<>();
        List<JsonObject> sessions = new ArrayList<>();
        read(written(), sessions::add, json -> groups.add(GroupReader.read(json, PROMPT)));
        assertEquals(List.of("another", PROMPT.text()), GroupReader.texts(sessions.get(0), "prompts"));
        assertEquals("[2]", sessions.get(0).getJsonArray("skipped").toString());
        Whole back = groups.get(0).whole();
        Whole was = whole();
        assertEquals(was.pictures(), back.pictures());
        assertEquals(was.pairs(), back.pairs());
        assertEquals(2, groups.get(0).current());
        assertEquals(was.batch().parameters(), back.batch().parameters());
        assertEquals(was.batch().prefilter(), back.batch().prefilter());
        assertEquals(was.batch().created(), back.batch().created());
        for (int i = 0; i < 2; i++) {
            Decision before = was.decisions().get(i);
            Decision after = back.decisions().get(i);
            assertEquals(before.verdicts(), after.verdicts());
            assertEquals(before.judge() + before.seconds() + before.made() + before.origin(), after.judge() + after.seconds() + after.made() + after.origin());
        }
        assertEquals("images/" + was.pictures().get(0).path(), groups.get(0).files().get(Long.MAX_VALUE));
    }

    @Test
    void rowsSayWhatStands() {
        List<ImageRow> rows = ImageRow.of("first", whole());
        assertEquals(List.of(Long.MAX_VALUE - 2, Long.MAX_VALUE - 1, Long.MAX_VALUE), rows.stream().map(r -> r.picture().seed()).toList(), "as shown");
        assertEquals(List.of("neither", "bad", "golden"),
                rows.stream().map(r -> ImageRow.COLUMNS.stream().filter(c -> c.name().equals("verdict")).findFirst().orElseThrow().value().apply(r)).toList());
    }

    @Test
    void preferencesComeOfPairsAndOfVerdicts() {
        List<String> all = Preference.of("first", whole()).stream()
                .map(p -> p.source() + " " + (Long.MAX_VALUE - p.chosen().seed()) + ">" + (Long.MAX_VALUE - p.rejected().seed())).toList();
        assertEquals(List.of("pair 1>0", "golden-bad 0>1", "golden-neither 0>2"), all);
    }

    @Test
    void aDecisionThatFollowsFromPairsGivesNoPreferencesOfItsOwn() {
        Whole w = whole();
        Decision ofPairs = new Decision(2, BATCH, 2, "Eva", null, AT, "pairs", w.decisions().get(1).verdicts());
        Whole other = new Whole(w.batch(), w.prompt(), w.pictures(), List.of(ofPairs), w.pairs());
        assertEquals(List.of("pair"), Preference.of("first", other).stream().map(Preference::source).toList());
    }

    /** Where a name is changed, or a value; what then does not hang together. */
    @ParameterizedTest
    @ValueSource(strings = {"\"version\":2,\"judge\"=\"version\":1,\"judge\"", "\"golden\":[\"9223372036854775807\"]=\"golden\":[\"5\"]",
        "\"current\":2=\"current\":7", "\"batch_id\":\"aaaaaaaa=\"batch_id\":\"../../aa", "\"place\":1=\"place\":2", "\"place\":1=\"place\":-1",
        "\"left\":\"9223372036854775807\"=\"left\":\"4\"", "\"choice\":\"tie\"=\"choice\":\"both\"", "\"clip_score\":20.5=\"clip_score\":\"x\"",
        "\"at\":\"2026=\"at\":\"soon", "\"seed\":\"9223372036854775807\"=\"seed\":\"-3\"", "\"images\":[=\"images\":[7,",
        "\"bad\":[\"9223372036854775806\"]=\"bad\":[\"9223372036854775804\"]"})
    void whatDoesNotHangTogetherIsRefused(String change) {
        String[] parts = change.split("=", 2);
        String text = written();
        assertTrue(text.contains(parts[0]), parts[0]);
        assertThrows(InvalidInput.class, () -> read(text.replace(parts[0], parts[1]), s -> { }, json -> GroupReader.read(json, PROMPT)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "7", "{\"sessions\":[]}", "{\"format\":\"other\",\"sessions\":[]}", "{\"format\":\"fastlabel-golden-noise\",\"version\":2}",
        "{\"format\":\"fastlabel-golden-noise\",\"batches\":[7]}", "{\"format\":\"fastlabel-golden-noise\",\"batches\":{}}"})
    void whatIsNoRecordIsRefused(String text) {
        assertEquals("bad-record", assertThrows(InvalidInput.class, () -> read(text, s -> { }, b -> { })).code());
    }

    @Test
    void aRecordThatIsCutGivesWhatCameBefore() {
        String text = written();
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 200; i++) {
            String cut = text.substring(0, random.nextInt(text.length() - 1));
            assertThrows(InvalidInput.class, () -> read(cut, s -> { }, json -> GroupReader.read(json, PROMPT)));
        }
    }

    @Test
    void unknownFieldsArePassedOver() {
        List<JsonValue> sessions = new ArrayList<>();
        read("{\"format\":\"fastlabel-golden-noise\",\"version\":1,\"new\":[1,{\"a\":[]}],\"newer\":{\"b\":2},\"sessions\":[{}]}", sessions::add, b -> { });
        assertEquals(1, sessions.size());
        assertEquals(Json.createReader(new StringReader("{}")).readValue(), sessions.get(0));
    }
}
