package org.fastlabel.hub.backend;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.fastlabel.security.AuditLog;
import org.fastlabel.security.CurrentUser;

/** Makes the password that Label Studio calls with. */
@Path("/hub/connections")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(CurrentUser.ADMIN)
public class BackendPasswordResource {

    @Inject
    private BackendPassword password;
    @Inject
    private CurrentUser user;
    @Inject
    private AuditLog audit;

    /** The only answer that ever holds it. */
    @POST
    @Path("ml_backend/password")
    public String renew() {
        JsonObjectBuilder json = Json.createObjectBuilder();
        password.url().ifPresentOrElse(url -> json.add("url", url), () -> json.addNull("url"));
        json.add("username", password.username()).add("password", password.renew());
        audit.record(user.name(), "ml-backend.password", "connections", "a new password was made");
        return json.build().toString();
    }
}
