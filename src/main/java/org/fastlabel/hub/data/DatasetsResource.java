package org.fastlabel.hub.data;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.JsonBody;
import org.fastlabel.api.MaxBody;
import org.fastlabel.api.RecordJson;
import org.fastlabel.hub.Dataset;
import org.fastlabel.hub.HubFields;
import org.fastlabel.hub.store.HubDatasetRepository;
import org.fastlabel.security.CurrentUser;

/** Data sets, for the person in charge. */
@Path("/hub/datasets")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@RolesAllowed({CurrentUser.ADMIN})
public class DatasetsResource {

    private static final int MOST_SETTINGS = 200_000;
    private static final int MOST_GOLD = 10_000;

    @EJB
    private DatasetDesk desk;
    @EJB
    private HubDatasetRepository datasets;
    @Inject
    private Intake intake;
    @Inject
    private Shown shown;
    @Inject
    private Exports exports;
    @Inject
    private CurrentUser user;

    /** @param next null when there are no more */
    public record Listed(List<DatasetView> datasets, String next) {
    }

    @GET
    public String list(@QueryParam("after") String after, @QueryParam("limit") String limit) {
        int most = Shown.limit(limit, 50, 200);
        if (after != null && !after.matches("\\d{1,18}")) {
            throw new InvalidInput("bad-cursor", "\"after\" must be what the page before gave as \"next\".");
        }
        List<Dataset> page = datasets.page(after == null ? null : Long.parseLong(after), most + 1);
        boolean more = page.size() > most;
        List<DatasetView> views = shown.all(more ? page.subList(0, most) : page);
        return RecordJson.of(new Listed(views, more ? String.valueOf(page.get(most - 1).id()) : null));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public String create(String body) {
        return made(intake.create(HubFields.of(body), user.name()));
    }

    /** A form with {@code settings}, as JSON, and a {@code file}. */
    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @MaxBody(Upload.MOST_BYTES + (1 << 20))
    public String upload(List<EntityPart> parts) throws IOException {
        EntityPart file = part(parts, "file").orElseThrow(() -> new InvalidInput("missing-part",
                "Send a form with the parts \"settings\", as for a data set without a file, and \"file\": CSV, TSV, JSON Lines or JSON."));
        Optional<EntityPart> settings = part(parts, "settings");
        HubFields fields = HubFields.of(settings.isPresent() ? text(settings.get()) : "{}");
        try (InputStream in = file.getContent(); Upload upload = Upload.of(file.getFileName().orElse(""), in)) {
            return made(intake.upload(fields, file.getFileName().orElse("upload"), upload, user.name()));
        }
    }

    private static Optional<EntityPart> part(List<EntityPart> parts, String name) {
        return parts == null ? Optional.empty() : parts.stream().filter(p -> p.getName().equals(name)).findFirst();
    }

    private static String text(EntityPart part) throws IOException {
        try (InputStream in = part.getContent(); ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            byte[] bytes = in.readNBytes(MOST_SETTINGS + 1);
            if (bytes.length > MOST_SETTINGS) {
                throw new InvalidInput("bad-settings", "\"settings\" is longer than any settings are.");
            }
            out.write(bytes);
            return out.toString(StandardCharsets.UTF_8);
        }
    }

    private String made(DatasetDesk.Made made) {
        return RecordJson.of(shown.one(datasets.get(made.id()), made.leftOut()));
    }

    @GET
    @Path("{id}")
    public String find(@PathParam("id") long id) {
        return RecordJson.of(shown.one(datasets.get(id), null));
    }

    @POST
    @Path("{id}")
    public String change(@PathParam("id") long id, String body) {
        desk.change(id, DatasetSettings.of(HubFields.of(body)), user.name());
        return find(id);
    }

    @DELETE
    @Path("{id}")
    public String delete(@PathParam("id") long id, @QueryParam("confirm") String confirm,
                         @QueryParam("label_studio") @DefaultValue("false") boolean outside) {
        return RecordJson.of(desk.delete(id, confirm, outside, user.name()));
    }

    /** Known answers by task; null takes one away. */
    @POST
    @Path("{id}/gold")
    public String gold(@PathParam("id") long id, String body) {
        JsonObject labels = HubFields.of(body).object("labels").orElseThrow(() -> HubFields.bad("labels", "{\"<task id>\": \"<label>\" or null}"))
                .body();
        if (labels.size() > MOST_GOLD) {
            throw HubFields.bad("labels", "at most " + MOST_GOLD + " tasks at once");
        }
        Map<Long, String> byTask = new HashMap<>();
        labels.forEach((task, label) -> {
            if (!task.matches("\\d{1,18}") || !(label instanceof JsonString) && label != JsonValue.NULL) {
                throw new InvalidInput("bad-labels", "\"" + JsonBody.shortened(task) + "\": each entry must be \"<task id>\": \"<label>\" or null.");
            }
            byTask.put(Long.parseLong(task), label instanceof JsonString text ? text.getString() : null);
        });
        return Json.createObjectBuilder().add("dataset_id", id).add("changed", desk.gold(id, byTask, user.name())).build().toString();
    }

    @GET
    @Path("{id}/export")
    public Response export(@PathParam("id") long id, @QueryParam("format") @DefaultValue("csv") String format) {
        if (!List.of("csv", "jsonl", "label-studio").contains(format)) {
            throw new InvalidInput("bad-format", "format must be csv, jsonl or label-studio, not \"" + JsonBody.shortened(format) + "\".");
        }
        Dataset dataset = datasets.get(id);
        StreamingOutput body = out -> exports.write(dataset, format, out);
        String type = format.equals("csv") ? "text/csv; charset=UTF-8" : format.equals("jsonl") ? "application/x-ndjson" : MediaType.APPLICATION_JSON;
        String ending = format.equals("label-studio") ? "json" : format;
        return Response.ok(body, type).header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"dataset-" + id + "." + ending + "\"").build();
    }
}
