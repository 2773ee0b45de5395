package org.fastlabel.hub.assign;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.fastlabel.api.RecordJson;
import org.fastlabel.hub.HubFields;
import org.fastlabel.hub.store.TaskRepository;
import org.fastlabel.hub.store.TaskRow;
import org.fastlabel.security.CurrentUser;

/** Gives out one task, and takes it back. */
@Path("/hub/tasks")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@RolesAllowed({CurrentUser.ADMIN})
public class AssignTaskResource {

    @EJB
    private TaskRepository tasks;
    @Inject
    private AssignDesk desk;
    @Inject
    private CurrentUser user;

    /** Who has a task now. */
    public record Assigned(long taskId, String assignedTo, List<String> assignees, String status) {
    }

    @POST
    @Path("{id}/assign/{username}")
    public String assign(@PathParam("id") long id, @PathParam("username") String username) {
        tasks.get(id);
        desk.assign(id, username, user.name());
        return now(id);
    }

    @POST
    @Path("{id}/unassign")
    public String unassign(@PathParam("id") long id, String body) {
        desk.unassignOne(id, HubFields.of(body).line("username", 64).filter(u -> !u.isEmpty()).orElse(null), user.name());
        return now(id);
    }

    private String now(long id) {
        TaskRow row = tasks.get(id);
        return RecordJson.of(new Assigned(id, row.task().assignedTo(), row.assignees(), row.task().status()));
    }
}
