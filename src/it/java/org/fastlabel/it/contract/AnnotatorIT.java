package org.fastlabel.it.contract;

import static org.fastlabel.it.HubTeam.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.fastlabel.it.Api;
import org.fastlabel.it.HubTeam;
import org.fastlabel.it.HubTeam.Person;
import org.fastlabel.it.Server;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person sees and does with the tasks that are theirs, and nothing else. */
class AnnotatorIT {

    private final Server server = Server.shared();
    private final HubTeam team = new HubTeam(server);
    private final Api admin = team.admin();
    private final Person ann = team.annotator();
    private final Person bob = team.annotator();
    private long id;

    @BeforeEach
    void giveOut() {
        id = team.dataset("annotators", 12);
        admin.post("hub/datasets/" + id + "/auto_assign?username=" + ann.name() + "&count=5", "").ok();
        admin.post("hub/datasets/" + id + "/auto_assign?username=" + bob.name() + "&count=5", "").ok();
    }

    @Test
    void everybodySeesTheirOwnTasks() {
        assertEquals(5, ann.open(id).size());
        assertTrue(ann.open(id).stream().noneMatch(bob.open(id)::contains));
        JsonObject set = ann.api().get("hub/annotator/datasets").ok().getJsonArray("datasets").getJsonObject(0);
        assertEquals(5, set.getInt("open"));
        assertEquals("annotators", set.getString("name"));
        assertEquals(0, team.annotator().open(id).size());
    }

    @Test
    void othersTasksAreAsTasksThatDoNotExist() {
        long others = bob.open(id).get(0);
        JsonObject theirs = ann.answer(others, "OK", "s1").problem(404, "unknown-task");
        JsonObject none = ann.answer(999_999_999, "OK", "s2").problem(404, "unknown-task");
        assertEquals(none.getString("detail"), theirs.getString("detail"));
        ann.api().post("hub/annotator/tasks/" + others + "/skip", json("reason", "x", "submit_id", "s3")).problem(404, "unknown-task");
        assertEquals("new", admin.get("hub/tasks/" + others).ok().getString("status"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hub/datasets", "hub/datasets/1", "hub/datasets/1/tasks", "hub/datasets/1/stats", "hub/datasets/1/export", "hub/tasks/1",
        "hub/datasets/1/priority_tasks", "accounts", "audit", "jobs"})
    void whatIsThePersonInChargesIsRefused(String path) {
        ann.api().get(path).problem(403);
        server.api().get(path).problem(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hub/datasets", "hub/tasks/1/assign/ann", "hub/tasks/1/unassign", "hub/tasks/1/resolve", "hub/datasets/1/auto_assign",
        "hub/datasets/1/gold", "hub/datasets/1/unassign", "hub/datasets/1"})
    void soIsChangingIt(String path) {
        ann.api().post(path, "{}").problem(403);
    }

    @Test
    void theSameSubmissionTwiceIsOneAnswer() {
        long task = ann.open(id).get(0);
        JsonObject first = ann.answer(task, "NG", "one").ok();
        assertTrue(first.getBoolean("saved"));
        assertEquals(4, first.getInt("remaining"));
        assertEquals(first, ann.answer(task, "NG", "one").ok());
        assertEquals(1, admin.get("hub/tasks/" + task).ok().getJsonArray("answers").size());
        ann.answer(ann.open(id).get(0), "NG", "one").problem(400, "bad-submit-id");
        ann.answer(task, "Okay", "two").problem(400, "unknown-label");
    }

    @Test
    void answersAndSkipsAreTakenBackStepByStep() {
        LocalDate day = LocalDate.now(ZoneOffset.UTC);
        List<Long> tasks = ann.open(id);
        ann.answer(tasks.get(0), "OK", "a").ok();
        ann.api().post("hub/annotator/tasks/" + tasks.get(1) + "/skip", json("reason", "cannot be read", "submit_id", "b")).ok();
        ann.answer(tasks.get(2), "NG", "c").ok();
        JsonObject stats = ann.api().get("hub/annotator/stats?dataset_id=" + id).ok();
        assertEquals(2, stats.getInt("labeled"));
        assertEquals(2, stats.getInt("answered"));
        assertEquals(1, stats.getInt("skipped"));
        assertTrue(stats.getInt("today") == 2 || !LocalDate.now(ZoneOffset.UTC).equals(day), "or it is past midnight: " + stats);
        for (int i = 2; i >= 0; i--) {
            JsonObject undone = ann.api().post("hub/annotator/undo", "{\"dataset_id\": " + id + "}").ok();
            assertEquals(tasks.get(i), undone.getJsonObject("undone").getJsonNumber("id").longValue());
        }
        assertTrue(ann.api().post("hub/annotator/undo", "{\"dataset_id\": " + id + "}").ok().isNull("undone"));
        assertEquals(tasks, ann.open(id));
        assertEquals(12, team.stats(id).getJsonObject("by_status").getInt("new"));
    }

    @Test
    void whatWasTakenBackByTheTeamCannotBeAnswered() {
        long task = ann.open(id).get(0);
        admin.post("hub/tasks/" + task + "/assign/" + bob.name(), "").ok();
        ann.answer(task, "OK", "s").problem(409, "assignment-returned");
        bob.answer(task, "OK", "s").ok();
        assertFalse(ann.open(id).contains(task));
    }

    @Test
    void aHiddenProposalIsNotSent() {
        team.rules(id, json("hide_prelabel", true)).ok();
        ann.api().get("hub/annotator/tasks?dataset_id=" + id).ok().getJsonArray("tasks").getValuesAs(JsonObject.class).forEach(t -> {
            assertTrue(t.isNull("prelabel_label"));
            assertTrue(t.isNull("prelabel_score"));
            assertFalse(t.containsKey("labeled_by"));
        });
    }

    @Test
    void whatWasAnsweredIsThereAfterTheProcessWasKilled() {
        Server own = Server.start("annotator-killed", Map.of());
        try {
            HubTeam killed = new HubTeam(own);
            long set = killed.dataset("killed", 10);
            Person person = killed.annotator();
            killed.admin().post("hub/datasets/" + set + "/auto_assign?username=" + person.name(), "").ok();
            long task = person.open(set).get(3);
            person.answer(task, "NG", "kept").ok();
            own.kill9();
            own.start();
            HubTeam after = new HubTeam(own);
            assertEquals("NG", after.admin().get("hub/tasks/" + task).ok().getString("label"));
            assertEquals(9, person.open(set).size());
            person.answer(task, "NG", "kept").ok();
            assertEquals(1, after.admin().get("hub/tasks/" + task).ok().getJsonArray("answers").size());
        } finally {
            own.close();
        }
    }
}
