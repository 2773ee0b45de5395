package org.fastlabel.generation;

import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.JsonBody;

/** The models that make pictures: which there are, which one is in use. */
@Path("/golden/models")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
public class GenerationModelsResource {

    /** @param active id of the model in use, or of the one that will be when pictures are asked for */
    public record Models(String active, List<ModelView> models) {
    }

    public record Named(String id) {
    }

    @Inject
    private GenerationModels models;

    @GET
    public Models list() {
        return new Models(models.activeId(), models.list());
    }

    /** Takes {@code {"path":"/a/folder"}}, below an allowed root. */
    @POST
    @Path("add")
    public Named add(String body) {
        return new Named(models.add(required(JsonBody.object(body), "path")));
    }

    /** Takes {@code {"id":"…","dtype":"bfloat16"}}; dtype may be absent. */
    @POST
    @Path("use")
    public Response use(String body) {
        JsonObject asked = JsonBody.object(body);
        String id = required(asked, "id");
        models.use(id, JsonBody.text(asked, "dtype").orElse(null));
        return Response.accepted(new Named(id)).build();
    }

    /** Gives up a load that is under way. */
    @POST
    @Path("cancel")
    public Models cancel() {
        models.cancel();
        return list();
    }

    /** Takes {@code {"id":"…"}}; the folder's files stay. */
    @POST
    @Path("remove")
    public Named remove(String body) {
        String id = required(JsonBody.object(body), "id");
        models.remove(id);
        return new Named(id);
    }

    private static String required(JsonObject body, String field) {
        String text = JsonBody.text(body, field).map(String::strip).orElse("");
        if (text.isEmpty()) {
            throw new InvalidInput("missing-" + field, "Say which model is meant: \"" + field + "\" is missing.");
        }
        return text;
    }
}
