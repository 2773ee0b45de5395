package org.fastlabel.it.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.fastlabel.it.Labelling;
import org.fastlabel.it.Npy;
import org.fastlabel.it.Server;
import org.fastlabel.it.TestPictures;
import org.fastlabel.it.Waiting;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Embeddings after crashes, torn writes and changes behind the server's back: all of them are there in the end, and all are right. */
@Tag("fault")
class StoreFaultsIT {

    private static final int PICTURES = 3000;

    private static Server server;
    private static Path folder;
    private static Map<String, float[]> right;

    @BeforeAll
    static void embedOnceUndisturbed() {
        server = Server.start("store", Map.of());
        folder = TestPictures.folder(server.data().resolve("pictures"), 0, PICTURES);
        Labelling labelling = new Labelling(server);
        labelling.folder(folder);
        labelling.embedded();
        right = Npy.embeddings(labelling.api());
        assertEquals(PICTURES, right.size());
    }

    @AfterAll
    static void end() {
        server.close();
    }

    private static List<Path> stores(String name) throws IOException {
        try (Stream<Path> files = Files.walk(server.home().resolve("embeddings"))) {
            return files.filter(p -> p.getFileName().toString().equals(name) && p.toString().contains("image-")).toList();
        }
    }

    /** The engine adds in another order when batches are composed differently, so the last bit of float16 may differ. */
    private static void allRight(Labelling labelling, Map<String, float[]> expected) {
        Map<String, float[]> now = Npy.embeddings(labelling.api());
        assertEquals(expected.keySet(), now.keySet());
        expected.forEach((name, row) -> assertTrue(Npy.cosine(row, now.get(name)) > 0.999, () -> name + " is wrong"));
    }

    @Test
    void killedInTheMiddleAgainAndAgain() throws Exception {
        Random random = new Random(3);
        server.stop();
        for (Path file : stores("rows.rec")) {
            Files.delete(file);
        }
        int done = 0;
        for (int round = 0; round < 3; round++) {
            server.start();
            Labelling labelling = new Labelling(server);
            int before = done;
            Waiting.until("some more are embedded", Duration.ofSeconds(300),
                    () -> labelling.status().getJsonObject("embedding").getInt("done") >= Math.min(before + 200, PICTURES));
            Thread.sleep(random.nextInt(300));
            done = labelling.status().getJsonObject("embedding").getInt("done");
            server.kill9();
        }
        server.start();
        Labelling labelling = new Labelling(server);
        Waiting.until("it goes on", Duration.ofSeconds(300),
                () -> !labelling.status().getJsonObject("embedding").getString("state").equals("waiting"));
        assertTrue(labelling.status().getJsonObject("embedding").getInt("done") >= done, "what was embedded is kept when only the process dies");
        labelling.embedded();
        allRight(labelling, right);
    }

    @Test
    void tornBytesAreEmbeddedAgainAndLabelsStay() throws Exception {
        Labelling before = new Labelling(server);
        before.folder(folder);
        before.embedded();
        before.submit(Map.of(0, 1, 1, 0, 2, 1));
        server.kill9();
        Random random = new Random(5);
        for (String name : List.of("matrix.f16", "rows.rec")) {
            for (Path file : stores(name)) {
                try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
                    for (int i = 0; i < 20; i++) {
                        byte[] garbage = new byte[512];
                        random.nextBytes(garbage);
                        bytes.seek(random.nextInt(PICTURES * 32 / 512) * 512L);
                        bytes.write(garbage);
                    }
                    bytes.setLength(name.equals("rows.rec") ? PICTURES * 31L : bytes.length() / 2);
                }
            }
        }
        server.start();
        Labelling after = new Labelling(server);
        after.embedded();
        allRight(after, right);
        assertEquals(3, after.status().getInt("labeled_count"));
        for (Path file : stores("store.txt")) {
            server.stop();
            Files.writeString(file, "something else");
            server.start();
        }
        Labelling again = new Labelling(server);
        again.embedded();
        allRight(again, right);
        assertEquals(3, again.status().getInt("labeled_count"));
    }
}
