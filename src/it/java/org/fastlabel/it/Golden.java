package org.fastlabel.it;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Works with Golden Noise as a page does, with the small random model of the fixtures. */
public final class Golden {

    private static final Path MODEL = Path.of("src/test/resources/fixtures/flux").toAbsolutePath();

    private final Server server;
    private final Api api;

    public Golden(Server server) {
        this.server = server;
        this.api = server.api();
    }

    public Api api() {
        return api;
    }

    /** Puts the model where the server may read it, and on its list. @return its id */
    public String model() {
        Path folder = server.data().resolve("flux");
        try (Stream<Path> files = Files.walk(MODEL)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve(MODEL.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                if (!Files.exists(copy)) {
                    Files.copy(file, copy);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return api.post("golden/models/add", Json.createObjectBuilder().add("path", folder.toString()).build()).ok().getString("id");
    }

    /** Small pictures, nothing ahead; further settings may be added. */
    public JsonObjectBuilder settings(String name) {
        return Json.createObjectBuilder().add("model", model()).add("name", name).add("width", 64).add("height", 64).add("steps", 2)
                .add("batch_size", 4).add("ahead", 0);
    }

    /** @return id of the session, which is the current one from now on */
    public String begin(JsonObjectBuilder settings, String... prompts) {
        JsonArrayBuilder list = Json.createArrayBuilder();
        List.of(prompts).forEach(list::add);
        return api.post("golden/init_model", settings.add("prompts", list).build()).ok().getString("session_id");
    }

    public JsonObject next() {
        return api.get("golden/get_next_prompt").ok();
    }

    /** The group of the next prompt, when it is made. */
    public JsonObject group() {
        return group(Json.createObjectBuilder());
    }

    public JsonObject group(JsonObjectBuilder more) {
        JsonObject group = api.post("golden/generate_batch", more.add("prompt_id", next().getInt("prompt_id")).build()).ok();
        return group.getString("state").equals("done") ? group : await(group.getString("batch_id"), "done");
    }

    public JsonObject batch(String id) {
        return api.get("golden/batches/" + id).ok();
    }

    public JsonObject await(String id, String state) {
        Waiting.until("group " + id + " is " + state, Duration.ofSeconds(300), () -> batch(id).getString("state").equals(state));
        return batch(id);
    }

    /** In the order in which they are shown. */
    public static List<String> seeds(JsonObject group) {
        return group.getJsonArray("images").getValuesAs(JsonObject.class).stream().map(i -> i.getString("seed")).toList();
    }

    public static List<String> verdicts(JsonObject group) {
        return group.getJsonArray("images").getValuesAs(JsonObject.class).stream().map(i -> i.isNull("verdict") ? "" : i.getString("verdict")).toList();
    }

    public static JsonObjectBuilder selection(JsonObject group, List<String> golden, List<String> bad) {
        return Json.createObjectBuilder().add("batch_id", group.getString("batch_id")).add("golden", Json.createArrayBuilder(golden))
                .add("bad", Json.createArrayBuilder(bad)).add("submit_id", UUID.randomUUID().toString());
    }

    public Answer submit(JsonObjectBuilder selection) {
        return api.post("golden/submit_selection", selection.build());
    }

    /** The first picture is golden, the last one bad. */
    public JsonObject judge(JsonObject group) {
        List<String> seeds = seeds(group);
        return submit(selection(group, seeds.subList(0, 1), seeds.subList(seeds.size() - 1, seeds.size()))).ok();
    }

    public JsonObject state(String session) {
        return api.get("golden/sessions/" + session + "/state").ok();
    }

    /** Bytes of a picture, by its address in a group. */
    public Answer picture(String address) {
        return api.get(address.substring("/api/".length()));
    }
}
