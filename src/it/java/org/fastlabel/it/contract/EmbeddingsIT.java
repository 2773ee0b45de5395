package org.fastlabel.it.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.fastlabel.it.Answer;
import org.fastlabel.it.Api;
import org.fastlabel.it.Labelling;
import org.fastlabel.it.Npy;
import org.fastlabel.it.Server;
import org.fastlabel.it.TestPictures;
import org.junit.jupiter.api.Test;

class EmbeddingsIT {

    private static final int PICTURES = 60;

    private final Server server = Server.shared();
    private final Labelling labelling = new Labelling(server);
    private final Api api = labelling.api();

    private Path pictures(String name) {
        return TestPictures.folder(server.data().resolve(name), 0, PICTURES);
    }

    private Map<String, float[]> embedded(Path folder) {
        labelling.folder(folder);
        labelling.embedded();
        return Npy.embeddings(api);
    }

    @Test
    void arraysTablesAndNamesBelongTogether() {
        Path folder = pictures("exported");
        TestPictures.write(folder.resolve("broken.png"), TestPictures.text("no picture"));
        Map<String, float[]> embeddings = embedded(folder);
        assertEquals(PICTURES, embeddings.size());
        embeddings.forEach((name, row) -> assertEquals(1, Math.sqrt(Npy.cosine(row, row) * square(row)), 1e-2, name));
        Answer npy = api.get("embeddings/export?format=npy").expect(200);
        assertEquals(npy.bytes().length, Integer.parseInt(npy.header("Content-Length")), "its size is known before it comes");
        assertTrue(npy.header("Content-Disposition").contains("embeddings.npy"));
        byte[] parquet = api.get("embeddings/export?format=parquet").expect(200).bytes();
        assertEquals("PAR1", new String(parquet, 0, 4, StandardCharsets.US_ASCII));
        assertEquals("PAR1", new String(parquet, parquet.length - 4, 4, StandardCharsets.US_ASCII));
        assertTrue(parquet.length > PICTURES * labelling.status().getJsonObject("checkpoint").getInt("dim") * 4);
        assertEquals("unknown-format", api.get("embeddings/export?format=pickle").problem(400).getString("code"));
        assertEquals("unknown-format", api.get("embeddings/export").problem(400).getString("code"));
    }

    private static double square(float[] row) {
        double sum = 0;
        for (float value : row) {
            sum += value * value;
        }
        return sum;
    }

    @Test
    void addedChangedAndRemovedFilesAreNoticedWhenItIsOpenedAgain() throws Exception {
        Path folder = pictures("changing");
        Map<String, float[]> first = embedded(folder);
        TestPictures.write(folder.resolve(TestPictures.name(7)), TestPictures.png(1007));
        TestPictures.write(folder.resolve(TestPictures.name(8)), TestPictures.png(8));
        Files.delete(folder.resolve(TestPictures.name(9)));
        TestPictures.write(folder.resolve("added.png"), TestPictures.png(2000));
        Map<String, float[]> second = embedded(folder);
        Map<String, float[]> expected = new TreeMap<>(first);
        expected.remove(TestPictures.name(9));
        assertEquals(PICTURES, second.size());
        second.forEach((name, row) -> {
            if (name.equals("added.png")) {
                assertTrue(Npy.cosine(row, first.get(TestPictures.name(0))) < 0.9999);
            } else if (name.equals(TestPictures.name(7))) {
                assertTrue(Npy.cosine(row, first.get(name)) < 0.9999, "it was embedded again");
            } else {
                assertArrayEquals(expected.get(name), row, name + " is kept as it was");
            }
        });
        TestPictures.write(folder.resolve(TestPictures.name(9)), TestPictures.png(9));
        Map<String, float[]> third = embedded(folder);
        assertArrayEquals(first.get(TestPictures.name(9)), third.get(TestPictures.name(9)), "the same picture came back");
    }

    private Answer send(Map<String, byte[]> parts) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        parts.forEach((name, bytes) -> {
            String file = name.equals("name") ? "" : "; filename=\"" + name + "\"";
            body.writeBytes(("--line\r\nContent-Disposition: form-data; name=\"" + name + "\"" + file + "\r\n"
                    + "Content-Type: application/octet-stream\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            body.writeBytes(bytes);
            body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        });
        body.writeBytes("--line--\r\n".getBytes(StandardCharsets.UTF_8));
        return api.send(api.request("embeddings/import").header("Content-Type", "multipart/form-data; boundary=line")
                .POST(BodyPublishers.ofByteArray(body.toByteArray())));
    }

    private static Map<String, byte[]> form(String name, byte[] npy, String ids) {
        Map<String, byte[]> form = new LinkedHashMap<>();
        form.put("embeddings", npy);
        form.put("ids", TestPictures.text(ids));
        form.put("name", TestPictures.text(name));
        return form;
    }

    @Test
    void embeddingsThatWereComputedElsewhereAreTakenIn() {
        embedded(pictures("imported"));
        float[][] rows = new float[3000][600];
        String[] names = new String[rows.length];
        for (int i = 0; i < rows.length; i++) {
            Arrays.fill(rows[i], i + 1);
            names[i] = "some/where/" + TestPictures.name(i);
        }
        JsonObject taken = send(form("other-model", Npy.of(rows), String.join("\n", names))).ok();
        assertEquals("imported:other-model", taken.getString("id"));
        assertEquals(PICTURES, taken.getInt("matched"));
        assertEquals(rows.length - PICTURES, taken.getInt("unmatched_count"));
        assertEquals(20, taken.getJsonArray("unmatched").size());
        assertEquals("some/where/" + TestPictures.name(PICTURES), taken.getJsonArray("unmatched").getString(0));
        assertEquals(600, taken.getInt("dim"));
    }

    @Test
    void whatCannotBeUsedIsRefusedWithAReason() {
        embedded(pictures("imported"));
        byte[] good = Npy.of(new float[][] {{1, 2}, {3, 4}});
        String ids = TestPictures.name(0) + "\n" + TestPictures.name(1);
        assertEquals(2, send(form("good", good, ids)).ok().getInt("matched"));
        assertEquals("bad-npy", refusal(form("a", Npy.of(new float[][] {{1, Float.NaN}, {3, 4}}), ids)));
        assertEquals("bad-npy", refusal(form("a", Npy.of(new float[][] {{0, 0}, {3, 4}}), ids)));
        assertEquals("bad-npy", refusal(form("a", Arrays.copyOf(good, good.length - 3), ids)));
        assertEquals("bad-npy", refusal(form("a", new byte[] {(byte) 0x80, 4, (byte) 0x95, 1, 2, 3, 4, 5, 6, 7, '.'}, ids)));
        assertEquals("bad-ids", refusal(form("a", good, TestPictures.name(0))));
        assertEquals("no-match", refusal(form("a", good, "x\ny")));
        assertEquals("bad-name", refusal(form("../a", good, ids)));
        assertEquals("missing-part", refusal(Map.of("embeddings", good)));
        api.post("embeddings/import", "multipart/form-data; boundary=line", "no parts").problem(400);
        api.post("embeddings/import", "{}").problem(415);
    }

    private String refusal(Map<String, byte[]> form) {
        return send(form).problem(400).getString("code");
    }
}
