package org.fastlabel.hub.media;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.fastlabel.hub.store.HubDatasetRepository;
import org.fastlabel.security.AuditLog;
import org.fastlabel.security.CurrentUser;

/** The signed addresses of a data set's pictures and sounds, all together. */
@Path("/hub/datasets/{id}/revoke_addresses")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@RolesAllowed(CurrentUser.ADMIN)
public class MediaAddressesResource {

    @EJB
    private HubDatasetRepository datasets;
    @Inject
    private CurrentUser user;
    @Inject
    private AuditLog audit;

    /** None of those given so far opens anything from now on; the next import into Label Studio gives new ones. */
    @POST
    public JsonObject revoke(@PathParam("id") long id) {
        datasets.endMedia(id);
        audit.record(user.name(), "dataset.revoke_addresses", "dataset " + id, null);
        return Json.createObjectBuilder().add("dataset_id", id).add("revoked", true).build();
    }
}
