package org.fastlabel.it.contract;

import static org.fastlabel.it.TestPictures.folder;
import static org.fastlabel.it.TestPictures.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.fastlabel.dataset.CifarFiles;
import org.fastlabel.it.Answer;
import org.fastlabel.it.Labelling;
import org.fastlabel.it.Server;
import org.junit.jupiter.api.Test;

/** Every type that a data set can be opened as, with data made here, whole and broken. */
class DatasetTypesIT {

    private final Server server = Server.shared();
    private final Labelling labelling = new Labelling(server);
    private final Path data = server.data().resolve("types");

    @Test
    void cifar10InBothForms() throws IOException {
        Path binary = Files.createDirectories(data.resolve("cifar-bin"));
        CifarFiles.binary(binary.resolve("data_batch_1.bin"), 3, 5, 0);
        CifarFiles.binary(binary.resolve("test_batch.bin"), 1);
        Files.writeString(binary.resolve("data_batch_2.bin"), "cut");
        JsonObject answer = open("cifar10", binary);
        assertEquals(4, answer.getInt("count"));
        assertEquals("image", answer.getString("data_type"));
        assertEquals("cifar10", answer.getString("type"));
        assertEquals(1, answer.getInt("skipped"));
        assertTrue(answer.getJsonArray("notices").getString(0).contains("data_batch_2"), answer.toString());
        assertEquals(List.of("airplane", "automobile"), strings(answer.getJsonObject("truth"), "classes").subList(0, 2));
        Labelling.Item item = labelling.item("data_batch_1/1");
        assertEquals("image/png", labelling.api().get("image/" + item.id()).expect(200).header("Content-Type"));
        assertEquals(4, labelling.embedded().getJsonObject("embedding").getInt("done"));

        Path python = Files.createDirectories(data.resolve("cifar-python"));
        CifarFiles.pickle(python.resolve("data_batch_1"), 3, 5);
        CifarFiles.meta(python.resolve("batches.meta"), List.of("a", "b", "c", "d", "e", "f"));
        answer = open("cifar10", python);
        assertEquals(2, answer.getInt("count"));
        assertEquals(List.of("a", "b", "c", "d", "e", "f"), strings(answer.getJsonObject("truth"), "classes"));
    }

    @Test
    void imageFolderOffersItsClassesAndTellsNoneOfAnItem() {
        Path root = data.resolve("image-folder");
        folder(root.resolve("verysecret"), 0, 6);
        folder(root.resolve("other"), 6, 10);
        JsonObject answer = open("imagefolder", root);
        assertEquals(10, answer.getInt("count"));
        assertTrue(answer.getJsonObject("truth").getBoolean("available"));
        assertEquals(List.of("other", "verysecret"), strings(answer.getJsonObject("truth"), "classes"));
        assertFalse(labelling.status().toString().contains("verysecret"));
        assertEquals(0, labelling.status().getInt("labeled_count"));
    }

    @Test
    void textsOfATable() throws IOException {
        Path table = text("texts.csv", "body;kind\n\"one\nline; two\";secretham\nbuy now;secretspam\n;none\ngrüße;secretham\n");
        JsonObject answer = labelling.api().post("config", spec("text", table).add("text_column", "body").add("label_column", "kind")
                .build()).ok();
        assertEquals(3, answer.getInt("count"));
        assertEquals("text", answer.getString("data_type"));
        assertEquals(1, answer.getInt("skipped"));
        assertEquals(List.of("Row 3 has no text."), strings(answer, "notices"));
        assertEquals(List.of("secretham", "secretspam"), strings(answer.getJsonObject("truth"), "classes"));
        for (String path : List.of("status", "next_batch?strategy=random&batch_size=3&images=false", "data_view?mode=dataset",
                "labeled_data")) {
            assertFalse(labelling.api().get(path).expect(200).text().contains("secret"), path);
        }
        JsonObject recent = labelling.api().get("datasets").ok().getJsonArray("recent").getJsonObject(0);
        assertEquals("body", recent.getString("text_column"));
        assertEquals("kind", recent.getString("label_column"));
        labelling.sample();
        JsonObject again = labelling.api().post("config", recent).ok();
        assertEquals(answer.getJsonObject("dataset").getString("id"), again.getJsonObject("dataset").getString("id"));
        assertEquals("body", labelling.status().getJsonObject("dataset").getString("text_column"));
    }

    @Test
    void textsInOtherForms() throws IOException {
        assertEquals(2, open("text", text("lines.jsonl", "{\"text\":\"a\"}\n{\"text\":\"b\"}\n")).getInt("count"));
        assertEquals(1, open("text", text("tasks.json", "[{\"data\":{\"text\":\"a\"}}]")).getInt("count"));
        text("folder/a.txt", "a text");
        text("folder/sub/b.md", "another");
        assertEquals(2, open("text", data.resolve("folder")).getInt("count"));
        Path latin = write(data.resolve("latin1.csv"), "text\ncafé\n".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(1, open("text", latin).getJsonArray("notices").size());
    }

    @Test
    void aTableOfPaths() throws IOException {
        folder(data.resolve("listed"), 0, 3);
        Path table = text("listed/list.csv", "file,label\ndisc-0.png,x\ncross-1.png,y\nabsent.png,y\n../../../../etc/a.png,x\n");
        JsonObject answer = labelling.api().post("config", spec("csv", table).add("label_column", "label").build()).ok();
        assertEquals(2, answer.getInt("count"));
        assertEquals("image", answer.getString("data_type"));
        assertEquals(2, answer.getInt("skipped"));
        assertEquals("file", answer.getJsonObject("dataset").getString("path_column"));
        assertEquals(List.of("disc-0.png", "cross-1.png"),
                labelling.items().values().stream().map(Labelling.Item::filename).toList());
    }

    @Test
    void soundsThatATableLists() throws IOException {
        write(data.resolve("esc/audio/1-1-A-0.wav"), silence());
        write(data.resolve("esc/audio/1-2-A-1.wav"), silence());
        text("esc/meta/esc50.csv", "filename,fold,target,category,esc10,src_file,take\n1-2-A-1.wav,1,1,rooster,True,1,A\n"
                + "1-1-A-0.wav,1,0,dog,True,1,A\nabsent.wav,1,0,dog,True,1,A\nshort.wav\n");
        JsonObject answer = open("esc50", data.resolve("esc"));
        assertEquals(2, answer.getInt("count"));
        assertEquals("audio", answer.getString("data_type"));
        assertEquals(2, answer.getInt("skipped"));
        assertEquals(List.of("dog", "rooster"), strings(answer.getJsonObject("truth"), "classes"));

        write(data.resolve("urban/audio/fold3/7-3-0-0.wav"), silence());
        text("urban/metadata/UrbanSound8K.csv", "slice_file_name,fsID,start,end,salience,fold,classID,class\n"
                + "7-3-0-0.wav,7,0,1,1,3,3,dog_bark\n7-3-0-1.wav,7,0,1,1,11,3,dog_bark\n");
        answer = open("urbansound8k", data.resolve("urban"));
        assertEquals(1, answer.getInt("count"));
        assertEquals(List.of("dog_bark"), strings(answer.getJsonObject("truth"), "classes"));
    }

    @Test
    void classesMayBeNamedAtOnce() throws IOException {
        Path table = text("named.csv", "text\none\ntwo\n");
        labelling.api().post("config", spec("text", table).add("classes", Json.createArrayBuilder(List.of("cat", "dog", "bird"))).build())
                .ok();
        assertEquals(List.of("cat", "dog", "bird"), strings(labelling.status(), "classes"));
        open("text", table);
        assertEquals(List.of("negative", "positive"), strings(labelling.status(), "classes"));
    }

    @Test
    void badInputIsRefusedAndChangesNothing() throws IOException {
        open("text", text("open.csv", "text\nstays open\n"));
        JsonObject before = labelling.status().getJsonObject("dataset");
        Path empty = Files.createDirectories(data.resolve("empty"));
        Path wrong = text("wrong.csv", "id;body\n1;hello\n");
        text("esc-wrong/meta/esc50.csv", "name;folder;class\na.wav;1;dog\n");
        text("evil/data_batch_1", "cbuiltins\nprint\n(S'code from a data file ran'\ntR.");
        write(data.resolve("huge/data_batch_1"), "\u0080\u0002}U\u0004dataT\u00ff\u00ff\u00ff\u007fabc".getBytes(StandardCharsets.ISO_8859_1));
        write(data.resolve("noise.csv"), new byte[4000]);
        refused("no-such-column", spec("text", wrong));
        refused("no-such-column", spec("text", wrong).add("text_column", "text"));
        refused("no-such-column", spec("text", wrong).add("text_column", "body").add("label_column", "label"));
        refused("bad-field", spec("text", wrong).add("text_column", 1));
        refused("empty-table", spec("text", text("nothing.csv", "")));
        refused("empty-table", spec("text", text("header.csv", "text,label\n")));
        refused("bad-table", spec("text", text("quote.csv", "text,label\n\"never closed,OK\nnext,NG\n")));
        refused("bad-table", spec("text", text("cut.json", "[{\"data\":{\"text\":\"a\"}},{\"da")));
        refused("bad-table", spec("text", text("deep.json", "[".repeat(20_000))));
        refused("no-texts", spec("text", text("no-data.json", "[{\"text\":\"no data object\"},{\"data\":{}},5,null]")));
        refused("not-text", spec("text", data.resolve("noise.csv")));
        refused("no-texts", spec("text", empty));
        refused("bad-cifar10", spec("cifar10", empty));
        refused("bad-cifar10", spec("cifar10", data.resolve("evil")));
        refused("bad-cifar10", spec("cifar10", data.resolve("huge")));
        refused("no-images", spec("imagefolder", empty));
        refused("no-such-table", spec("esc50", empty));
        refused("no-such-column", spec("esc50", data.resolve("esc-wrong")));
        refused("no-such-table", spec("urbansound8k", empty));
        refused("no-such-column", spec("csv", wrong));
        refused("no-files", spec("csv", text("gone.csv", "path\ngone.png\n")));
        refused("not-a-file", spec("csv", empty));
        refused("not-a-folder", spec("cifar10", wrong));
        refused("missing-path", Json.createObjectBuilder().add("type", "text"));
        refused("unknown-type", spec("parquet", wrong));
        for (JsonValue classes : List.of(Json.createArrayBuilder().build(), Json.createArrayBuilder(List.of("one")).build(),
                Json.createArrayBuilder(List.of("a", "a")).build(), Json.createArrayBuilder(List.of("a", " ")).build(),
                Json.createArrayBuilder(List.of("a", 2)).build(), Json.createValue("a,b"),
                Json.createArrayBuilder(List.of("a", "x".repeat(61))).build())) {
            refused("bad-class-name", Json.createObjectBuilder().add("type", "sample").add("classes", classes));
        }
        labelling.api().post("config", spec("text", Path.of("/etc/passwd")).build()).problem(403, "outside-roots");
        assertEquals(before, labelling.status().getJsonObject("dataset"));
        assertEquals(List.of("negative", "positive"), strings(labelling.status(), "classes"));
    }

    private void refused(String code, JsonObjectBuilder spec) {
        labelling.api().post("config", spec.build()).problem(400, code);
    }

    @Test
    void theFolderBrowserSaysWhatCanBeOpened() throws IOException {
        Path root = Files.createDirectories(data.resolve("browsed"));
        folder(root.resolve("a"), 0, 2);
        folder(root.resolve("b"), 0, 2);
        Files.writeString(root.resolve("sms.csv"), "text,label\nhello,OK\nbye,NG\n");
        write(root.resolve("s.wav"), silence());
        JsonObject answer = labelling.api().get("browse", Map.of("path", root)).ok();
        assertEquals(1, answer.getInt("sounds"));
        assertEquals(0, answer.getInt("texts"));
        JsonObject table = answer.getJsonArray("tables").getJsonObject(0);
        assertEquals("sms.csv", table.getString("name"));
        assertEquals(List.of("text", "label"), strings(table, "columns"));
        assertEquals(2, table.getInt("rows"));
        List<JsonObject> kinds = answer.getJsonArray("kinds").getValuesAs(JsonObject.class);
        assertEquals(List.of("imagefolder", "image", "audio", "text"), kinds.stream().map(k -> k.getString("type")).toList());
        assertEquals("2 class folders", kinds.get(0).getString("why"));
        for (JsonObject kind : List.of(kinds.get(0), kinds.get(1), kinds.get(3))) {
            Answer opened = labelling.api().post("config", kind);
            assertTrue(opened.ok().getInt("count") > 0, kind.toString());
        }
    }

    private JsonObject open(String type, Path path) {
        return labelling.api().post("config", spec(type, path).build()).ok();
    }

    private static JsonObjectBuilder spec(String type, Path path) {
        return Json.createObjectBuilder().add("type", type).add("path", path.toString());
    }

    private static List<String> strings(JsonObject object, String field) {
        return object.getJsonArray(field).getValuesAs(JsonString::getString);
    }

    private Path text(String name, String text) throws IOException {
        Path file = data.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    /** A tenth of a second of 8-bit mono at 8 kHz. */
    private static byte[] silence() {
        byte[] wav = new byte[44 + 800];
        System.arraycopy("RIFF\u0044\u0003\0\0WAVEfmt \u0010\0\0\0\u0001\0\u0001\0\u0040\u001f\0\0\u0040\u001f\0\0\u0001\0\u0008\0data\u0020\u0003\0\0"
                .getBytes(StandardCharsets.ISO_8859_1), 0, wav, 0, 44);
        Arrays.fill(wav, 44, wav.length, (byte) 128);
        return wav;
    }
}
