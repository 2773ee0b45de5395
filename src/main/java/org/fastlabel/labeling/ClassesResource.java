package org.fastlabel.labeling;

import jakarta.ejb.EJB;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonGenerator;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.JsonBody;
import org.fastlabel.labeling.Classes.LabelClass;

/** The classes of the session that is open. */
@Path("/classes")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
public class ClassesResource {

    @EJB
    private LabelingDesk desk;

    @GET
    public String classes() {
        LabelingState state = desk.session().state();
        return JsonText.object(json -> write(json, state));
    }

    /** One change, which is one step for undo: {@code {"action":"add|rename|color|merge|delete", …}}. */
    @POST
    public String change(String body) {
        LabelingState state = desk.session().edit(edit(JsonBody.object(body)));
        return JsonText.object(json -> {
            json.write("success", true).write("version", state.version());
            write(json, state);
        });
    }

    private static void write(JsonGenerator json, LabelingState state) {
        int[] counts = state.labels().counts(state.classes().size());
        json.writeStartArray("classes");
        for (LabelClass c : state.classes().live()) {
            json.writeStartObject().write("id", c.id()).write("name", c.name()).write("color", c.color())
                    .write("count", counts[c.id()]).writeEnd();
        }
        json.writeEnd();
        json.write("binary", state.classes().binary()).write("max", Classes.MAX);
    }

    private static ClassEdit edit(JsonObject body) {
        String action = JsonBody.text(body, "action").orElse("");
        Optional<String> name = JsonBody.text(body, "name");
        Optional<String> color = JsonBody.text(body, "color");
        return switch (action) {
            case "add" -> new ClassEdit.Add(name.orElse(""), color.orElse(null));
            case "rename" -> new ClassEdit.Rename(id(body, "id"), name.orElse(""));
            case "color" -> new ClassEdit.Recolor(id(body, "id"), color.orElse(""));
            case "merge" -> new ClassEdit.Merge(id(body, "id"), id(body, "into"));
            case "delete" -> new ClassEdit.Delete(id(body, "id"));
            default -> throw new InvalidInput("unknown-action", "\"action\" must be add, rename, color, merge or delete, not \""
                    + JsonBody.shortened(action) + "\".");
        };
    }

    private static int id(JsonObject body, String field) {
        JsonValue id = body.get(field);
        if (id == null || id == JsonValue.NULL) {
            throw new InvalidInput("missing-" + field, "Say which class: \"" + field + "\" is the id of a class.");
        }
        return JsonBody.integer(id, field);
    }
}
