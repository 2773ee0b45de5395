package org.fastlabel.hub.stats;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.fastlabel.api.RecordJson;
import org.fastlabel.security.CurrentUser;

/** Statistics of a data set, for the person in charge. */
@Path("/hub/datasets")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({CurrentUser.ADMIN})
public class StatsResource {

    @Inject
    private StatsDesk desk;

    @GET
    @Path("{id}/stats")
    public String stats(@PathParam("id") long id) {
        return RecordJson.of(desk.of(id));
    }
}
