package org.fastlabel.labeling.transfer;

import jakarta.ejb.EJB;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import org.fastlabel.api.MaxBody;
import org.fastlabel.api.Problem;
import org.fastlabel.labeling.JsonText;
import org.fastlabel.labeling.LabelingDesk;
import org.fastlabel.labeling.LabelingSession;
import org.fastlabel.labeling.Params;

/** Takes labels from a file. */
@Path("/import")
@Produces(MediaType.APPLICATION_JSON)
public class ImportResource {

    @EJB
    private LabelingDesk desk;

    /**
     * Gives the items of the data set the labels that the file states, all of them as one step. The report says what of the file
     * fits and what does not; unless {@code skip_unknown} is true everything must fit, else nothing is changed.
     *
     * @param createClasses whether labels that are no class become classes
     */
    @POST
    @Consumes(MediaType.WILDCARD)
    @MaxBody(LabelFile.MAX_BYTES)
    public Response labels(@QueryParam("skip_unknown") String skipUnknown, @QueryParam("create_classes") String createClasses,
            InputStream body) throws IOException {
        boolean skip = Params.flag(skipUnknown, "skip_unknown", false);
        boolean create = Params.flag(createClasses, "create_classes", false);
        LabelFile file = LabelFile.read(body);
        LabelingSession session = desk.session();
        ImportPlan plan = ImportPlan.of(file, session.dataset(), session.state().labels(), session.state().classes(),
                item -> desk.embeddings().unreadable(item).isEmpty(), create);
        if (plan.problem(skip) != null) {
            return refusal(plan, skip, file.unlabelled());
        }
        JsonObject done = plan.edits().size() == 0 ? null : session.importLabels(plan.named());
        return Response.ok(JsonText.object(json -> {
            json.write("success", true).write("applied", plan.edits().size()).write("without_label", file.unlabelled());
            plan.write(json);
            if (done == null) {
                json.write("version", session.state().version());
            } else {
                done.forEach((name, value) -> {
                    if (!name.equals("success")) {
                        json.write(name, value);
                    }
                });
            }
        })).build();
    }

    private static Response refusal(ImportPlan plan, boolean skip, int unlabelled) {
        Problem problem = Problem.of(400, plan.problem(skip), plan.words(skip), "/api/import");
        return Response.status(400).type(Problem.MEDIA_TYPE).entity(JsonText.object(json -> {
            json.write("type", problem.type()).write("title", problem.title()).write("status", problem.status())
                    .write("detail", problem.detail()).write("instance", problem.instance()).write("code", problem.code())
                    .write("success", false).write("message", problem.message()).write("applied", 0)
                    .write("without_label", unlabelled);
            plan.write(json);
        })).build();
    }
}
