package org.fastlabel.goldennoise.analysis;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.fastlabel.api.RecordJson;
import org.fastlabel.goldennoise.Fields;

/** What the record of golden pictures says. */
@Path("/golden/analysis")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
public class AnalysisResource {

    private static final int LONGEST = 200;

    @Inject
    private AnalysisDesk desk;

    @GET
    public String view() {
        return RecordJson.of(desk.view());
    }

    @POST
    public Response begin(String body) {
        Fields fields = Fields.of(body);
        desk.begin(fields.text("session", null, LONGEST), fields.text("model", null, LONGEST));
        return Response.accepted(view()).build();
    }

    @POST
    @Path("cancel")
    public String cancel() {
        desk.cancel();
        return view();
    }

    @GET
    @Path("map")
    public String map(@QueryParam("of") String of, @QueryParam("method") String method) {
        return desk.map(desk.view().result(), of, method).toString();
    }
}
