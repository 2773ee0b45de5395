package org.fastlabel.hub.ollama;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.JsonBody;
import org.fastlabel.api.NotFound;
import org.fastlabel.hub.Dataset;
import org.fastlabel.hub.Opinion;
import org.fastlabel.hub.Task;
import org.fastlabel.hub.TaskLedger;
import org.fastlabel.security.AuditLog;
import org.fastlabel.security.CurrentUser;

/** The words to the language model: seen, changed, tried on one task before hundreds are judged by them. */
@Path("/hub/datasets")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@RolesAllowed(CurrentUser.ADMIN)
public class PromptResource {

    private static final String SOME_TEXT = "The handle came off after two days.";

    @Inject
    private TaskLedger ledger;
    @Inject
    private OllamaPreLabeler ollama;
    @Inject
    private CurrentUser user;
    @Inject
    private AuditLog audit;

    @GET
    @Path("{id}/prompt")
    public JsonObject prompt(@PathParam("id") long id) {
        return view(ledger.dataset(id));
    }

    private JsonObject view(Dataset dataset) {
        Prompt prompt = Prompt.of(dataset);
        List<Task> first = ledger.after(dataset.id(), 0, 1, TaskLedger.Wanted.ALL);
        String text = first.isEmpty() ? SOME_TEXT : first.get(0).text();
        return Json.createObjectBuilder().add("template", prompt.template()).add("usual", prompt.usual()).add("version", prompt.version())
                .add("preview", prompt.preview(text)).build();
    }

    /** {@code {"template": null}} brings the usual words back. */
    @POST
    @Path("{id}/prompt")
    public JsonObject change(@PathParam("id") long id, String body) {
        JsonObject fields = JsonBody.object(body);
        if (!fields.containsKey("template")) {
            throw new InvalidInput("missing-template", "\"template\" is missing: the words, or null for the usual ones.");
        }
        Dataset dataset = ledger.dataset(id);
        String template = JsonBody.text(fields, "template").map(words -> Prompt.of(dataset, words).template()).orElse(null);
        ledger.changePrompt(id, template);
        audit.record(user.name(), "prompt.change", "dataset " + id, template == null ? "the usual words" : "version "
                + Prompt.of(dataset, template).version());
        return view(ledger.dataset(id));
    }

    /** Asks the model about one task; nothing is kept. */
    @POST
    @Path("{id}/prompt/try")
    public JsonObject attempt(@PathParam("id") long id, String body) {
        JsonObject fields = body == null || body.isBlank() ? JsonValue.EMPTY_JSON_OBJECT : JsonBody.object(body);
        Dataset dataset = ledger.dataset(id);
        Prompt prompt = JsonBody.text(fields, "template").map(words -> Prompt.of(dataset, words)).orElseGet(() -> Prompt.of(dataset));
        Task task = task(dataset, fields.get("task_id"));
        OllamaJudge judge = ollama.open(dataset, null, prompt, false);
        long begun = System.nanoTime();
        Opinion opinion = judge.judge(task);
        long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        JsonObjectBuilder answer = Json.createObjectBuilder().add("task_id", task.id()).add("prompt", prompt.preview(task.text()))
                .add("answer", opinion.details().getString("answer", ""));
        if (opinion.usable()) {
            answer.add("label", opinion.label()).add("confidence", opinion.confidence()).add("how", opinion.how());
        } else {
            answer.addNull("label").addNull("confidence").add("how", opinion.unusable());
        }
        return answer.add("milliseconds", took).build();
    }

    private Task task(Dataset dataset, JsonValue wanted) {
        if (wanted == null || wanted == JsonValue.NULL) {
            return ledger.after(dataset.id(), 0, 1, TaskLedger.Wanted.ALL).stream().findFirst()
                    .orElseThrow(() -> new NotFound("no-tasks", "This data set has no tasks to try the words on."));
        }
        if (!(wanted instanceof JsonNumber number) || !number.isIntegral()) {
            throw new InvalidInput("bad-field", "\"task_id\" must be the number of a task.");
        }
        return ledger.tasks(List.of(number.longValue())).stream().filter(t -> t.datasetId() == dataset.id()).findFirst()
                .orElseThrow(() -> new NotFound("unknown-task", "There is no such task in this data set."));
    }
}
