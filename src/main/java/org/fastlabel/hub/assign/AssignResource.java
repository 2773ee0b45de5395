package org.fastlabel.hub.assign;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.TreeMap;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.hub.HubFields;
import org.fastlabel.hub.store.HubDatasetRepository;
import org.fastlabel.hub.store.Dealing;
import org.fastlabel.hub.store.Dealing.Dealt;
import org.fastlabel.security.CurrentUser;

/** Gives out many tasks, and takes them back. */
@Path("/hub/datasets")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@RolesAllowed({CurrentUser.ADMIN})
public class AssignResource {

    private static final int MOST = 100_000;

    @EJB
    private HubDatasetRepository datasets;
    @Inject
    private AssignDesk desk;
    @Inject
    private CurrentUser user;

    @POST
    @Path("{id}/auto_assign")
    public String auto(@PathParam("id") long id, @QueryParam("username") String username, @QueryParam("count") String count) {
        datasets.get(id);
        if (count != null && !count.matches("[1-9]\\d{0,5}")) {
            throw new InvalidInput("bad-count", "\"count\" must be a whole number from 1 to " + MOST + ".");
        }
        boolean one = username != null && !username.isBlank();
        List<Dealt> dealt = desk.auto(id, one ? username : null, count == null ? null : Math.min(MOST, Integer.parseInt(count)), user.name());
        JsonObjectBuilder answer = Json.createObjectBuilder().add("assigned", dealt.size());
        if (one) {
            JsonArrayBuilder ids = Json.createArrayBuilder();
            dealt.forEach(d -> ids.add(d.task()));
            return answer.add("username", desk.person(username)).add("task_ids", ids).build().toString();
        }
        JsonObjectBuilder by = Json.createObjectBuilder();
        new TreeMap<>(Dealing.counts(dealt)).forEach(by::add);
        return answer.add("by", by).build().toString();
    }

    @POST
    @Path("{id}/unassign")
    public String unassign(@PathParam("id") long id, String body) {
        datasets.get(id);
        String username = HubFields.of(body).required("username", 64);
        return Json.createObjectBuilder().add("unassigned", desk.unassign(id, username, user.name())).build().toString();
    }
}
