package org.fastlabel.labeling.checkpoints;

import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonGenerator;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.fastlabel.api.Conflict;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.JsonBody;
import org.fastlabel.api.Settings;
import org.fastlabel.checkpoint.Checkpoint;
import org.fastlabel.checkpoint.Checkpoints;
import org.fastlabel.embedding.CheckpointControl;
import org.fastlabel.embedding.CheckpointControl.Row;
import org.fastlabel.embedding.CheckpointStatus;
import org.fastlabel.embedding.EmbeddingDesk;
import org.fastlabel.embedding.SwitchView;
import org.fastlabel.labeling.JsonText;
import org.fastlabel.security.PathGuard;

/** The checkpoints: which there are, which one is in use, which one learns best. */
@Path("/checkpoints")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
public class CheckpointsResource {

    private static final int MOST_COMPARED = 20;

    @Inject
    private EmbeddingDesk embeddings;
    @Inject
    private Checkpoints library;
    @Inject
    private ComparisonDesk comparisons;
    @Inject
    private PathGuard paths;

    @GET
    public String list() {
        CheckpointControl control = embeddings.checkpoints();
        CheckpointStatus status = control.status();
        return JsonText.object(json -> {
            json.writeStartArray("checkpoints");
            control.rows().forEach(row -> write(json, row));
            json.writeEnd().write("active", control.inUse()).write("pinned", control.pinned())
                    .write("embeds_open_dataset", control.embedsOpenDataset()).write("device", status.device());
            text(json, "precision", status.precision());
            switching(json, control.switching());
            json.writeStartObject("hub").write("endpoint", Settings.hubEndpoint().toString()).write("token", Settings.hubToken().isPresent())
                    .write("offline", Settings.hubOffline()).writeEnd();
            comparisons.latest().ifPresentOrElse(c -> json.write("comparison", c.toJson()), () -> json.writeNull("comparison"));
        });
    }

    private static void write(JsonGenerator json, Row row) {
        Checkpoint c = row.checkpoint();
        json.writeStartObject().write("id", c.id()).write("name", c.name()).write("title", c.title());
        text(json, "revision", c.revision());
        json.write("source", c.source().wireName()).write("state", c.state().wireName());
        text(json, "architecture", c.architecture());
        number(json, "dim", c.dim());
        number(json, "image_size", c.imageSize());
        text(json, "license", c.license());
        number(json, "download_bytes", c.downloadBytes());
        json.write("disk_bytes", c.diskBytes()).write("removable", c.removable());
        progress(json, c.progress());
        text(json, "error", c.error());
        text(json, "error_code", c.errorCode());
        json.write("in_cache", c.inCache());
        if (row.imagesPerSecond() == null) {
            json.writeNull("images_per_second");
        } else {
            json.write("images_per_second", row.imagesPerSecond());
        }
        json.write("embedded", row.embedded()).write("store_bytes", row.storeBytes()).write("active", row.active()).writeEnd();
    }

    private static void progress(JsonGenerator json, Checkpoint.Progress p) {
        if (p == null) {
            json.writeNull("progress");
            return;
        }
        json.writeStartObject("progress").write("done_bytes", p.doneBytes()).write("total_bytes", p.totalBytes()).write("rate", p.rate())
                .write("eta_s", p.etaSeconds());
        text(json, "file", p.file());
        json.write("files_done", p.filesDone()).write("files", p.files()).writeEnd();
    }

    private static void switching(JsonGenerator json, SwitchView s) {
        if (s == null) {
            json.writeNull("switching");
            return;
        }
        json.writeStartObject("switching").write("id", s.id()).write("state", s.state()).write("done", s.done()).write("total", s.total())
                .write("rate", s.rate()).write("eta_s", s.eta_s());
        text(json, "error", s.error());
        text(json, "error_code", s.error_code());
        json.writeEnd();
    }

    private static void text(JsonGenerator json, String name, String value) {
        if (value == null) {
            json.writeNull(name);
        } else {
            json.write(name, value);
        }
    }

    private static void number(JsonGenerator json, String name, Number value) {
        if (value == null) {
            json.writeNull(name);
        } else {
            json.write(name, value.longValue());
        }
    }

    /** Takes {@code {"name":"owner/name","revision":"main"}}; again to go on. */
    @POST
    @Path("download")
    public Response download(String body) {
        JsonObject asked = JsonBody.object(body);
        return accepted(library.download(required(asked, "name"), JsonBody.text(asked, "revision").orElse(null)));
    }

    /** Stops a download; what has come stays. */
    @POST
    @Path("cancel")
    public String cancel(String body) {
        String id = required(JsonBody.object(body), "id");
        library.cancel(id);
        return said(json -> json.write("id", id));
    }

    @POST
    @Path("remove")
    public String remove(String body) {
        String id = required(JsonBody.object(body), "id");
        embeddings.checkpoints().remove(id);
        return said(json -> json.write("id", id));
    }

    /** Takes {@code {"path":"/a/folder"}}, below an allowed root. */
    @POST
    @Path("add")
    public String add(String body) {
        String id = library.add(paths.resolve(required(JsonBody.object(body), "path")));
        return said(json -> json.write("id", id));
    }

    @POST
    @Path("use")
    public Response use(String body) {
        return accepted(embeddings.checkpoints().use(required(JsonBody.object(body), "id")));
    }

    @POST
    @Path("use/cancel")
    public String keep() {
        String active = embeddings.checkpoints().cancel();
        return said(json -> json.write("active", active));
    }

    /** Takes {@code {"ids":[…]}}, or nothing for all that are here. */
    @POST
    @Path("compare")
    public Response compare(String body) {
        JsonObject asked = body == null || body.isBlank() ? JsonValue.EMPTY_JSON_OBJECT : JsonBody.object(body);
        List<String> here = embeddings.checkpoints().rows().stream().map(Row::checkpoint).filter(Checkpoint::ready).map(Checkpoint::id).toList();
        List<String> ids = asked.containsKey("ids") ? named(asked.get("ids"), here) : here;
        comparisons.begin(ids.subList(0, Math.min(ids.size(), MOST_COMPARED)));
        return Response.accepted(said(json -> json.write("total", ids.size()))).build();
    }

    private List<String> named(JsonValue value, List<String> here) {
        if (!(value instanceof JsonArray array) || array.isEmpty() || array.size() > MOST_COMPARED
                || !array.stream().allMatch(JsonString.class::isInstance)) {
            throw new InvalidInput("bad-field", "\"ids\" must be a list of 1 to " + MOST_COMPARED + " checkpoints.");
        }
        Set<String> ids = new LinkedHashSet<>();
        for (JsonString id : array.getValuesAs(JsonString.class)) {
            if (!here.contains(id.getString())) {
                Checkpoint known = library.find(id.getString());
                throw new Conflict("checkpoint-absent", known.title() + " is not here yet; download it first.");
            }
            ids.add(id.getString());
        }
        return List.copyOf(ids);
    }

    @POST
    @Path("compare/cancel")
    public String stopComparing() {
        comparisons.cancel();
        return said(json -> json.write("success", true));
    }

    private static String required(JsonObject body, String field) {
        String text = JsonBody.text(body, field).map(String::strip).orElse("");
        if (text.isEmpty()) {
            throw new InvalidInput("missing-" + field, "Say which checkpoint is meant: \"" + field + "\" is missing.");
        }
        return text;
    }

    private static Response accepted(String id) {
        return Response.accepted(said(json -> json.write("id", id))).build();
    }

    private static String said(Consumer<JsonGenerator> fields) {
        return JsonText.object(fields);
    }
}
