package org.fastlabel.goldennoise;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.MaxBody;
import org.fastlabel.api.RecordJson;
import org.fastlabel.goldennoise.prompts.PromptFile;
import org.fastlabel.goldennoise.prompts.PromptList;

/** Sessions and what people do at the workbench. */
@Path("/golden")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
public class GoldenResource {

    /** A file of prompts and the settings beside it. */
    private static final long MAX_SETUP = PromptFile.MAX_BYTES + (1 << 20);
    private static final int MAX_SETTINGS = 1 << 20;

    @Inject
    private Workbench bench;
    @Inject
    private Judging judging;
    @POST
    @Path("init_model")
    @MaxBody(MAX_SETUP)
    public String begin(String body) {
        Fields fields = Fields.of(body);
        List<String> prompts = fields.texts("prompts");
        if (prompts == null) {
            throw new InvalidInput("missing-prompts", "\"prompts\" is missing: a list of texts, or send a form with the part \"file\".");
        }
        return RecordJson.of(bench.begin(fields, PromptList.of(prompts)));
    }

    /** A form of the same JSON as {@code settings} and a {@code file} of prompts. */
    @POST
    @Path("init_model")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @MaxBody(MAX_SETUP)
    public String begin(List<EntityPart> parts) throws IOException {
        Optional<EntityPart> settings = part(parts, "settings");
        EntityPart file = part(parts, "file").orElseThrow(() -> new InvalidInput("missing-part", "The form has no part \"file\" with the prompts."));
        String json = "";
        if (settings.isPresent()) {
            try (InputStream in = settings.get().getContent()) {
                json = new String(in.readNBytes(MAX_SETTINGS), StandardCharsets.UTF_8);
            }
        }
        try (InputStream in = file.getContent()) {
            return RecordJson.of(bench.begin(Fields.of(json), PromptFile.read(in, file.getFileName().orElse(null))));
        }
    }

    static Optional<EntityPart> part(List<EntityPart> parts, String name) {
        return parts == null ? Optional.empty() : parts.stream().filter(part -> part.getName().equals(name)).findFirst();
    }

    @GET
    @Path("get_next_prompt")
    public String next(@QueryParam("session_id") String session) {
        return RecordJson.of(bench.next(bench.session(session)));
    }

    @POST
    @Path("get_next_prompt")
    public String next(@QueryParam("session_id") String session, String body) {
        return next(Fields.of(body).text("session_id", session, 40));
    }

    @POST
    @Path("submit_selection")
    public String select(String body) {
        return RecordJson.of(judging.select(Fields.of(body)));
    }

    @POST
    @Path("submit_pair")
    public String compare(String body) {
        return RecordJson.of(judging.compare(Fields.of(body)));
    }

    @POST
    @Path("skip")
    public String skip(String body) {
        return RecordJson.of(judging.skip(Fields.of(body)));
    }

    @POST
    @Path("undo")
    public String undo(String body) {
        return RecordJson.of(judging.undo(Fields.of(body)));
    }

    @GET
    @Path("sessions")
    public String sessions() {
        return RecordJson.of(Map.of("sessions", bench.list()));
    }

    @GET
    @Path("sessions/{id}/state")
    public String state(@PathParam("id") String id) {
        return RecordJson.of(bench.state(id));
    }

    @POST
    @Path("sessions/{id}/resume")
    public String resume(@PathParam("id") String id) {
        bench.resume(id);
        return state(id);
    }

    /** @param confirm the session's name; in the address, because the server takes no body with this method */
    @DELETE
    @Path("sessions/{id}")
    public String delete(@PathParam("id") String id, @QueryParam("confirm") String confirm) {
        bench.delete(id, confirm);
        return RecordJson.of(Map.of("deleted", true));
    }
}
