package org.fastlabel.security;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Who one is. */
@Path("/me")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({CurrentUser.ADMIN, CurrentUser.ANNOTATOR})
public class MeResource {

    @Inject
    private CurrentUser user;

    @GET
    public JsonObject me() {
        return AccountJson.me(user.caller());
    }
}
