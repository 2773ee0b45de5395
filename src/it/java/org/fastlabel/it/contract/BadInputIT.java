package org.fastlabel.it.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.fastlabel.it.Answer;
import org.fastlabel.it.Labelling;
import org.fastlabel.it.RawHttp;
import org.fastlabel.it.Server;
import org.fastlabel.it.TestPictures;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent: a 4xx in the one shape of errors, and everything is as it was. */
class BadInputIT {

    private static final List<String> POSTS =
            List.of("config", "submit_labels", "relabel", "set_query", "embedding");
    private static final List<String> GETS = List.of("status", "next_batch", "labeled_data", "data_view", "image/0", "export",
            "events", "curve", "histogram", "datasets", "browse", "health");

    private final Server server = Server.shared();
    private final Labelling labelling = new Labelling(server);
    private JsonObject before;

    @BeforeEach
    void twoLabels() {
        labelling.sample();
        labelling.embedded();
        labelling.submit(Map.of(0, 1, 1, 0));
        labelling.learnt();
        before = labelling.status();
    }

    @AfterEach
    void nothingHasChanged() {
        JsonObject after = labelling.status();
        for (String field : List.of("dataset", "labeled_count", "unlabeled_count", "counts", "undo_depth", "scorer", "query", "version")) {
            assertEquals(before.get(field), after.get(field), field);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "[", "nonsense", "{\"type\":\"image\"", "[{\"id\":1,\"label\":1}", "\"text\"", "12", "true",
        "null", "[[]]", "{\"a\":NaN}", "{'type':'sample'}", "\u0000", "\uFEFF{}", "{}", "<xml/>"})
    void bodiesThatAreNotWhatIsAskedFor(String body) {
        POSTS.forEach(path -> labelling.api().post(path, body).problem(400));
    }

    @Test
    void deepJson() {
        for (int depth : new int[] {1_000, 20_000, 1_000_000}) {
            for (String open : List.of("[", "{\"a\":")) {
                String close = open.equals("[") ? "]" : "}";
                String body = open.repeat(depth) + "1" + close.repeat(depth);
                POSTS.forEach(path -> labelling.api().post(path, body).problem(400, "malformed-body"));
            }
        }
    }

    @Test
    void bytesThatAreNotUtf8() {
        byte[] bytes = "[{\"id\":0,\"label\":\"\u00e4\"}]".getBytes(StandardCharsets.ISO_8859_1);
        for (String path : POSTS) {
            labelling.api().send(labelling.api().request(path).header("Content-Type", "application/json")
                    .POST(java.net.http.HttpRequest.BodyPublishers.ofByteArray(bytes))).problem(400);
        }
    }

    @Test
    void hugeBodyIsRefusedByItsDeclaredLength() {
        for (String path : POSTS) {
            String answer = RawHttp.exchange(server.port(), out -> {
                out.write(RawHttp.head("POST /api/" + path, headers(100L << 20)));
                out.write("[{\"id\":".getBytes(StandardCharsets.UTF_8));
            });
            assertTooLarge(path, answer);
        }
    }

    @Test
    void hugeBodyIsRefusedThoughAllOfItIsSent() {
        byte[] block = "[[[[[[[[".repeat(1 << 13).getBytes(StandardCharsets.UTF_8);
        String answer = RawHttp.exchange(server.port(), out -> {
            out.write(RawHttp.head("POST /api/submit_labels", headers(100L << 20)));
            for (long sent = 0; sent < 100L << 20; sent += block.length) {
                out.write(block);
            }
        });
        assertTooLarge("submit_labels", answer);
    }

    @Test
    void hugeBodyWithoutDeclaredLengthIsRefusedOnTheWay() {
        byte[] block = " ".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
        for (String path : POSTS) {
            String answer = RawHttp.exchange(server.port(), out -> {
                out.write(RawHttp.head("POST /api/" + path, "Host: 127.0.0.1\r\nContent-Type: application/json\r\n"
                        + "Transfer-Encoding: chunked\r\n"));
                chunks(out, block);
            });
            assertTooLarge(path, answer);
        }
    }

    private static void chunks(OutputStream out, byte[] block) throws java.io.IOException {
        for (long sent = 0; sent < 12L << 20; sent += block.length) {
            out.write((Integer.toHexString(block.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.write(block);
            out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    private static String headers(long length) {
        return "Host: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: " + length + "\r\n";
    }

    private static void assertTooLarge(String path, String answer) {
        assertEquals(413, RawHttp.status(answer), () -> path + ": " + answer);
        assertTrue(answer.contains("application/problem+json") && answer.contains("body-too-large"), () -> path + ": " + answer);
    }

    @Test
    void otherMethods() {
        for (String path : GETS) {
            send("POST", path).problem(405);
            send("PUT", path).problem(405);
            labelling.api().send(labelling.api().request(path).DELETE()).problem(405);
        }
        for (String path : List.of("config", "submit_labels", "relabel", "set_query", "undo", "restore_labels")) {
            labelling.api().get(path).problem(405);
            send("PUT", path).problem(405);
        }
    }

    private Answer send(String method, String path) {
        return labelling.api().send(labelling.api().request(path).header("Content-Type", "application/json")
                .method(method, java.net.http.HttpRequest.BodyPublishers.ofString("{}")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "", "image", "image/0/1", "status;x=1/more", "%00", "☃", "..%2f..%2fetc/passwd"})
    void unknownAddresses(String path) {
        String answer = RawHttp.request(server.port(), "GET /api/" + path, "Host: 127.0.0.1\r\n");
        assertTrue(RawHttp.status(answer) == 404 || RawHttp.status(answer) == 400, () -> path + ": " + answer);
        assertTrue(!answer.contains("Exception") && !answer.contains("at org."), answer);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"type\":\"video\"}                                            | 400 | unknown-type",
        "{\"type\":7}                                                    | 400 | bad-field",
        "{\"path\":\"/tmp\"}                                             | 400 | missing-type",
        "{\"type\":\"image\"}                                            | 400 | missing-path",
        "{\"type\":\"image\",\"path\":null}                              | 400 | missing-path",
        "{\"type\":\"image\",\"path\":\"\"}                              | 400 | missing-path",
        "{\"type\":\"image\",\"path\":[]}                                | 400 | bad-field",
        "{\"type\":\"image\",\"path\":\"relative/folder\"}               | 400 | bad-path",
        "{\"type\":\"image\",\"path\":\"\\u0000\"}                       | 400 | bad-path",
        "{\"type\":\"image\",\"path\":\"ROOT/not-there\"}                | 404 | no-such-path",
        "{\"type\":\"image\",\"path\":\"/etc\"}                          | 403 | outside-roots",
        "{\"type\":\"image\",\"path\":\"/not-there-either\"}             | 403 | outside-roots",
        "{\"type\":\"image\",\"path\":\"ROOT/..\"}                       | 403 | outside-roots",
        "{\"type\":\"image\",\"path\":\"ROOT/../../../../../etc\"}       | 403 | outside-roots",
        "{\"type\":\"image\",\"path\":\"ROOT/way-out\"}                  | 403 | outside-roots",
        "{\"type\":\"image\",\"path\":\"ROOT/way-out/passwd\"}           | 403 | outside-roots",
        "{\"type\":\"image\",\"path\":\"ROOT/void\"}                     | 400 | no-images",
        "{\"type\":\"image\",\"path\":\"ROOT/odd.png\"}                  | 400 | not-a-folder",
        "{\"type\":\"sprite\",\"path\":\"ROOT/void\"}                    | 400 | not-a-file",
        "{\"type\":\"sprite\",\"path\":\"ROOT/text.png\"}                | 400 | ",
        "{\"type\":\"sprite\",\"path\":\"ROOT/bomb.png\"}                | 400 | ",
        "{\"type\":\"sprite\",\"path\":\"ROOT/cut.png\",\"tile\":48}     | 400 | ",
        "{\"type\":\"sprite\",\"path\":\"ROOT/odd.png\",\"tile\":48}     | 400 | bad-sprite-geometry",
        "{\"type\":\"sprite\",\"path\":\"ROOT/odd.png\",\"tile\":0}      | 400 | bad-tile",
        "{\"type\":\"sprite\",\"path\":\"ROOT/odd.png\",\"tile\":-1}     | 400 | bad-tile",
        "{\"type\":\"sprite\",\"path\":\"ROOT/odd.png\",\"tile\":1e9}    | 400 | bad-tile",
        "{\"type\":\"sprite\",\"path\":\"ROOT/odd.png\",\"tile\":1.5}    | 400 | bad-field",
        "{\"type\":\"sprite\",\"path\":\"ROOT/odd.png\",\"tile\":\"x\"}  | 400 | bad-field"})
    void dataSetsThatCannotBeOpened(String body, int status, String code) throws java.io.IOException {
        Path root = server.data();
        Files.createDirectories(root.resolve("void"));
        TestPictures.write(root.resolve("odd.png"), TestPictures.encoded(TestPictures.draw(1, 47), "png"));
        TestPictures.write(root.resolve("text.png"), TestPictures.text("no picture"));
        TestPictures.write(root.resolve("bomb.png"), TestPictures.bomb(100_800, 100_800));
        byte[] sheet = TestPictures.encoded(TestPictures.draw(1, 480), "png");
        TestPictures.write(root.resolve("cut.png"), TestPictures.first(sheet, sheet.length / 2));
        if (!Files.isSymbolicLink(root.resolve("way-out"))) {
            Files.createSymbolicLink(root.resolve("way-out"), Path.of("/etc"));
        }
        Answer answer = labelling.api().post("config", body.replace("ROOT", root.toString()));
        JsonObject problem = code == null ? answer.problem(status) : answer.problem(status, code);
        assertTrue(problem.getString("detail").length() > 15, "it says what to do: " + problem);
    }
}
