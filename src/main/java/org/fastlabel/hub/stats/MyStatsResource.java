package org.fastlabel.hub.stats;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.RecordJson;
import org.fastlabel.security.CurrentUser;

/** Everybody's own statistics. */
@Path("/hub/annotator")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({CurrentUser.ADMIN, CurrentUser.ANNOTATOR})
public class MyStatsResource {

    @Inject
    private StatsDesk desk;
    @Inject
    private CurrentUser user;

    @GET
    @Path("stats")
    public String stats(@QueryParam("dataset_id") String dataset) {
        if (dataset != null && !dataset.matches("\\d{0,18}")) {
            throw new InvalidInput("bad-dataset-id", "\"dataset_id\" must be the number of a data set.");
        }
        return RecordJson.of(desk.mine(user.name(), dataset == null || dataset.isEmpty() ? null : Long.valueOf(dataset)));
    }
}
