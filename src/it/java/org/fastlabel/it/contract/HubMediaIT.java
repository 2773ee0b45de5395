package org.fastlabel.it.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.fastlabel.it.Answer;
import org.fastlabel.it.Api;
import org.fastlabel.it.Server;
import org.fastlabel.it.HubTeam;
import org.fastlabel.it.TestPictures;
import org.fastlabel.it.TestSounds;
import org.junit.jupiter.api.Test;

/** Who gets the picture or sound of a task, and how. */
class HubMediaIT {

    private final Server server = Server.shared();
    private final Api nobody = server.api();
    private final Api admin = HubTeam.demo(server, "admin");
    private final Api ann = HubTeam.demo(server, "ann");

    private JsonObject dataset(String type, Path folder) {
        return admin.post("hub/datasets", Json.createObjectBuilder().add("name", "media " + System.nanoTime())
                .add("source", Json.createObjectBuilder().add("type", "label").add("spec", Json.createObjectBuilder().add("type", type)
                        .add("path", folder.toString()))).build()).ok();
    }

    private List<JsonObject> tasks(JsonObject dataset) {
        return admin.get("hub/datasets/" + dataset.getInt("id") + "/tasks?limit=200").ok().getJsonArray("tasks").getValuesAs(JsonObject.class);
    }

    private static String path(JsonObject task) {
        return task.getString("media").substring("/api/".length());
    }

    @Test
    void picturesOfATaskAreForItsPeople() throws Exception {
        Path folder = TestPictures.folder(server.data().resolve("hub-pictures"), 0, 6);
        JsonObject dataset = dataset("image", folder);
        assertEquals("image", dataset.getString("kind"));
        List<JsonObject> tasks = tasks(dataset);
        assertEquals(6, tasks.size());
        JsonObject task = tasks.get(0);
        byte[] file = Files.readAllBytes(folder.resolve(task.getString("key")));
        Answer original = admin.get(path(task)).expect(200);
        assertArrayEquals(file, original.bytes());
        assertEquals("image/png", original.header("Content-Type"));
        assertTrue(original.header("Cache-Control").contains("private"), original.header("Cache-Control"));
        assertEquals("", original.header("Access-Control-Allow-Origin"));
        Answer small = admin.get(path(task) + "?size=16").expect(200);
        assertFalse(Arrays.equals(file, small.bytes()));
        admin.get(path(task) + "?size=5").problem(400, "bad-size");
        String tag = original.header("ETag");
        assertEquals(304, admin.send(admin.request(path(task)).header("If-None-Match", tag).GET()).status());

        nobody.get(path(task)).problem(401, "login-required");
        JsonObject others = ann.get(path(task)).problem(404, "unknown-task");
        assertEquals(others.getString("detail"), ann.get("hub/media/999999999").problem(404, "unknown-task").getString("detail"),
                "what is others' reads as what is not there");
        admin.post("hub/tasks/" + task.getInt("id") + "/assign/ann", "{}").ok();
        assertArrayEquals(file, ann.get(path(task)).expect(200).bytes());
        ann.get(path(tasks.get(1))).problem(404, "unknown-task");
    }

    @Test
    void soundsComeInParts() throws Exception {
        Path folder = TestSounds.folder(server.data().resolve("hub-sounds"), 2);
        JsonObject task = tasks(dataset("audio", folder)).get(0);
        byte[] file = Files.readAllBytes(folder.resolve(task.getString("key")));
        assertArrayEquals(file, admin.get(path(task)).expect(200).bytes());
        Answer part = admin.send(admin.request(path(task)).header("Range", "bytes=4-9").GET()).expect(206);
        assertArrayEquals(Arrays.copyOfRange(file, 4, 10), part.bytes());
        assertEquals("bytes 4-9/" + file.length, part.header("Content-Range"));
        assertEquals("audio/wav", part.header("Content-Type"));
    }

    @Test
    void aSignatureOpensNothingUnlessItIsRight() {
        JsonObject task = tasks(dataset("image", TestPictures.folder(server.data().resolve("hub-signed"), 0, 2))).get(0);
        for (String signature : List.of("A".repeat(43), "A", "A".repeat(4000), "%2e%2e%2f")) {
            assertEquals(404, nobody.get(path(task) + "/" + signature).status(), signature);
        }
        Answer asked = nobody.send(nobody.request(path(task) + "/" + "A".repeat(43)).method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", "http://label-studio.example"));
        assertEquals(204, asked.status());
        assertEquals("*", asked.header("Access-Control-Allow-Origin"));
        assertEquals("", asked.header("Set-Cookie"));
    }

    @Test
    void textsHaveNoPictureAndFoldersOutsideStayShut() {
        JsonObject texts = admin.post("hub/datasets", "{\"name\":\"texts\",\"source\":{\"type\":\"demo\",\"count\":3}}").ok();
        long id = tasks(texts).get(0).getInt("id");
        admin.get("hub/media/" + id).problem(404, "no-media");
        admin.post("hub/datasets", "{\"name\":\"etc\",\"source\":{\"type\":\"label\",\"spec\":{\"type\":\"image\",\"path\":\"/etc\"}}}")
                .problem(403, "outside-roots");
        admin.post("hub/datasets", "{\"name\":\"x\",\"source\":{\"type\":\"label\",\"spec\":7}}").problem(400);
        ann.post("hub/datasets", "{\"name\":\"x\"}").problem(403);
    }

    @Test
    void takesWhatIsOpenInTheLabelWorkspaceWithItsLabels() {
        Path folder = TestPictures.folder(server.data().resolve("hub-open"), 0, 8);
        nobody.post("config", Json.createObjectBuilder().add("type", "image").add("path", folder.toString())
                .add("classes", Json.createArrayBuilder().add("disc").add("cross")).build()).ok();
        nobody.post("submit_labels", "[{\"id\":0,\"label\":1},{\"id\":1,\"label\":0}]").ok();
        JsonObject dataset = admin.post("hub/datasets", "{\"name\":\"open\",\"source\":{\"type\":\"label\",\"with_labels\":true}}").ok();
        assertEquals(8, dataset.getInt("count"));
        assertEquals(List.of("disc", "cross"), dataset.getJsonArray("labels").stream().map(v -> v.toString().replace("\"", "")).toList());
        assertEquals(2, dataset.getJsonObject("by_status").getInt("labeled"));
        assertEquals(List.of("cross", "disc"), tasks(dataset).stream().limit(2).map(t -> t.getString("label")).toList());
    }
}
