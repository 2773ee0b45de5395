package org.fastlabel.it.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.fastlabel.it.HubTeam;
import org.fastlabel.it.HubTeam.Person;
import org.fastlabel.it.Server;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code kill -9} of the server after an answer of somebody of the team. */
@Tag("fault")
class AnnotatorKilledIT {

    private final Server server = Server.shared();

    @Test
    void whatWasAnsweredIsThere() {
        HubTeam team = new HubTeam(server);
        long set = team.dataset("killed", 10);
        Person person = team.annotator();
        team.admin().post("hub/datasets/" + set + "/auto_assign?username=" + person.name(), "").ok();
        long task = person.open(set).get(3);
        person.answer(task, "NG", "kept").ok();
        server.kill9();
        server.start();
        HubTeam after = new HubTeam(server);
        assertEquals("NG", after.admin().get("hub/tasks/" + task).ok().getString("label"));
        assertEquals(9, person.open(set).size());
        person.answer(task, "NG", "kept").ok();
        assertEquals(1, after.admin().get("hub/tasks/" + task).ok().getJsonArray("answers").size());
    }
}
