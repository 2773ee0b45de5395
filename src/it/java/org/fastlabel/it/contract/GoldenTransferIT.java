package org.fastlabel.it.contract;

import static org.fastlabel.it.Golden.seeds;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.fastlabel.it.Answer;
import org.fastlabel.it.Form;
import org.fastlabel.it.Golden;
import org.fastlabel.it.Server;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GoldenTransferIT {

    private final Server server = Server.shared();
    private final Golden golden = new Golden(server);
    private String session;
    private JsonObject first;

    @BeforeEach
    void judgeTwo() {
        session = golden.begin(golden.settings("transfer"), "a cat", "a \"dog\", asleep", "a bird");
        first = golden.group();
        golden.judge(first);
        golden.judge(golden.group());
        // Made, but not judged: it travels too.
        golden.group();
    }

    private Answer export(String format) {
        return golden.api().get("golden/export", Map.of("format", format, "session", session)).expect(200);
    }

    private Answer take(byte[] file) {
        return new Form().file("file", file).post(golden.api(), "golden/import");
    }

    private void delete() {
        golden.api().send(golden.api().request("golden/sessions/" + session + "?confirm=transfer").DELETE()).ok();
    }

    @Test
    void everythingComesBackFromAZip() {
        JsonObject before = Json.createReader(new StringReader(export("json").text())).readObject();
        byte[] zip = export("zip").bytes();
        byte[] picture = golden.picture(first.getJsonArray("images").getJsonObject(0).getString("image")).bytes();
        assertEquals(3, take(zip).ok().getInt("repeated"));
        delete();
        JsonObject report = take(zip).ok();
        assertEquals(1, report.getInt("sessions"));
        assertEquals(3, report.getInt("batches"));
        assertEquals(12, report.getInt("files"));
        assertTrue(report.getJsonArray("skipped").isEmpty(), report.toString());
        assertEquals(before, Json.createReader(new StringReader(export("json").text())).readObject());
        assertArrayEquals(picture, golden.picture(first.getJsonArray("images").getJsonObject(0).getString("image")).bytes());
        golden.api().post("golden/sessions/" + session + "/resume", "{}").ok();
        assertEquals(3, golden.next().getInt("index"));
    }

    @Test
    void aRecordWithoutPicturesComesBackToo() {
        byte[] json = export("json").bytes();
        delete();
        assertEquals(3, take(json).ok().getInt("batches"));
        golden.picture(first.getJsonArray("images").getJsonObject(0).getString("image")).problem(404, "image-missing");
        assertEquals(2, golden.api().get("golden/history", Map.of("session", session)).ok().getJsonArray("entries").size());
    }

    @Test
    void tablesAndPreferencesSayWhatWasChosen() {
        List<String> lines = export("csv").text().lines().toList();
        assertEquals(9, lines.size());
        assertEquals(2, lines.stream().filter(line -> line.contains(",golden,")).count());
        assertEquals("PAR1", new String(export("parquet").bytes(), 0, 4, StandardCharsets.US_ASCII));
        List<JsonObject> pairs = export("pairs").text().lines().map(line -> Json.createReader(new StringReader(line)).readObject()).toList();
        assertEquals(6, pairs.size());
        assertEquals(seeds(first).get(0), pairs.get(0).getString("chosen_seed"));
        assertEquals("golden-bad", pairs.get(0).getString("source"));
        golden.api().get("golden/export?format=xml").problem(400, "bad-format");
    }

    @Test
    void namesInAZipLeadNowhere() throws IOException {
        byte[] zip = export("zip").bytes();
        delete();
        ByteArrayOutputStream changed = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip)); ZipOutputStream out = new ZipOutputStream(changed)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                byte[] bytes = in.readAllBytes();
                boolean record = entry.getName().endsWith(".json");
                out.putNextEntry(new ZipEntry(entry.getName().replace("images/", "../../")));
                out.write(record ? new String(bytes, StandardCharsets.UTF_8).replace("\"images/", "\"../../").getBytes(StandardCharsets.UTF_8) : bytes);
            }
        }
        assertEquals(12, take(changed.toByteArray()).ok().getInt("files"));
        assertFalse(Files.exists(server.home().resolve(session)), "pictures lie where their prompt and seed say, whatever the zip says");
        assertEquals(200, golden.picture(first.getJsonArray("images").getJsonObject(0).getString("image")).status());
    }

    @Test
    void whatIsNoExportIsRefused() {
        for (byte[] file : List.of(new byte[0], "{}".getBytes(StandardCharsets.UTF_8), "PK nonsense".getBytes(StandardCharsets.UTF_8))) {
            take(file).problem(400, "bad-record");
        }
        golden.api().post("golden/import", "{}").problem(415);
    }
}
