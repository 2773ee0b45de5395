package org.fastlabel.it.faults;

import static org.fastlabel.it.Golden.seeds;
import static org.fastlabel.it.Golden.selection;
import static org.fastlabel.it.Golden.verdicts;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fastlabel.it.Golden;
import org.fastlabel.it.Server;
import org.fastlabel.it.Waiting;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code kill -9} and a full disk in the middle of Golden Noise. What was answered is there; nothing is half there. */
@Tag("fault")
class GoldenKilledIT {

    private static Server server;
    private static Golden golden;

    @BeforeAll
    static void start() {
        server = Server.start("golden-killed", Map.of());
        golden = new Golden(server);
    }

    @AfterAll
    static void end() {
        server.close();
    }

    private static void killAndRestart() {
        server.kill9();
        server.start();
        golden = new Golden(server);
    }

    private static JsonObject asked(JsonObjectBuilder how) {
        return golden.api().post("golden/generate_batch", how.add("prompt_id", golden.next().getInt("prompt_id")).build()).ok();
    }

    private static List<Path> files(String ending) {
        Path images = server.home().resolve("golden").resolve("images");
        try (Stream<Path> files = Files.exists(images) ? Files.walk(images) : Stream.empty()) {
            return files.filter(f -> f.toString().endsWith(ending)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aGroupThatWasCutOffIsFinishedAndAPictureWithoutItsRecordIsMadeAgain() throws IOException {
        golden.begin(golden.settings("cut").add("width", 256).add("height", 256).add("steps", 12), "a cat");
        List<String> seeds = IntStream.range(1000, 1024).mapToObj(Integer::toString).toList();
        String id = asked(Json.createObjectBuilder().add("seeds", Json.createArrayBuilder(seeds)).add("wait", false)).getString("batch_id");
        Waiting.until("some pictures are made, not all", Duration.ofSeconds(240), () -> {
            int done = golden.batch(id).getInt("done");
            if (done == seeds.size()) {
                throw new Waiting.InVain("it was finished before it could be cut off");
            }
            return done > 0;
        });
        JsonObject kept = golden.batch(id).getJsonArray("images").getJsonObject(0);
        byte[] picture = golden.picture(kept.getString("image")).bytes();
        server.kill9();
        List<String> there = files(".png").stream().filter(f -> f.toString().contains("0001-a-cat")).map(f -> f.getFileName().toString()).toList();
        String missing = seeds.stream().filter(seed -> !there.contains(seed + ".png")).findFirst().orElseThrow();
        // As after a kill between the file and its row; other bytes show that it is made again.
        Path stray = files(there.get(0)).get(0).resolveSibling(missing + ".png");
        Files.write(stray, new byte[10]);
        server.start();
        golden = new Golden(server);
        JsonObject after = golden.await(id, "done");
        assertEquals(Set.copyOf(seeds), Set.copyOf(seeds(after)));
        assertArrayEquals(picture, golden.picture(kept.getString("image")).bytes());
        assertTrue(Files.size(stray) > 10);
        // The prompt's first group, made before this one was asked for, has seeds of its own.
        List<String> names = files(".png").stream().filter(f -> f.startsWith(stray.getParent())).map(f -> f.getFileName().toString()).toList();
        seeds.forEach(seed -> assertEquals(1, names.stream().filter(name -> name.matches(seed + "(-\\d+)?\\.png")).count(), "seed " + seed));
        assertEquals(List.of(), files(".part"));
    }

    @Test
    void whatWasAnsweredIsThereOnceAndItsFileFollows() {
        String session = golden.begin(golden.settings("answered"), "a bird", "a fish");
        JsonObject group = asked(Json.createObjectBuilder());
        JsonObject selection = selection(group, seeds(group).subList(0, 2), List.of()).build();
        golden.submit(Json.createObjectBuilder(selection)).ok();
        killAndRestart();
        assertEquals(List.of("golden", "golden", "neither", "neither"), verdicts(golden.batch(group.getString("batch_id"))));
        assertEquals(1, golden.submit(Json.createObjectBuilder(selection)).ok().getInt("version"), "the page sends it once more");
        assertEquals(1, golden.state(session).getJsonObject("session").getInt("decided"));
        assertEquals(1, golden.state(session).getInt("undo"));
        assertEquals(2, golden.next().getInt("index"));
        Waiting.until("the record is written", Duration.ofSeconds(180), () -> files(group.getString("batch_id") + ".json").size() == 1);
        golden.api().post("golden/undo", "{}").ok();
        Waiting.until("the record is gone", Duration.ofSeconds(180), () -> files(group.getString("batch_id") + ".json").isEmpty());
    }

    @Test
    void aFolderThatCannotBeWrittenFailsTheGroupAndRetryMakesIt() throws IOException {
        String session = golden.begin(golden.settings("full"), "a horse");
        // A file stands where the folder must come: as on a full disk, nothing can be written.
        Path folder = server.home().resolve("golden").resolve("images").resolve(session);
        Files.createDirectories(folder.getParent());
        Files.write(folder, new byte[0]);
        JsonObject failed = asked(Json.createObjectBuilder());
        assertEquals("failed", failed.getString("state"));
        assertEquals("disk-full", failed.getJsonObject("error").getString("code"));
        assertFalse(failed.getJsonObject("error").getString("detail").contains(server.home().toString()));
        assertEquals(0, failed.getInt("done"));
        Files.delete(folder);
        golden.api().post("golden/batches/" + failed.getString("batch_id") + "/retry", "{}").ok();
        assertEquals(4, seeds(golden.await(failed.getString("batch_id"), "done")).size());
    }
}
