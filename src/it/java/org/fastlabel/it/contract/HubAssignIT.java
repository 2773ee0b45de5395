package org.fastlabel.it.contract;

import static org.fastlabel.it.HubTeam.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.fastlabel.it.Api;
import org.fastlabel.it.HubTeam;
import org.fastlabel.it.HubTeam.Person;
import org.fastlabel.it.Server;
import org.junit.jupiter.api.Test;

/** Giving out tasks, and what comes of several answers. */
class HubAssignIT {

    private final Server server = Server.shared();
    private final HubTeam team = new HubTeam(server);
    private final Api admin = team.admin();

    private JsonObject auto(long id, String query) {
        return admin.post("hub/datasets/" + id + "/auto_assign?" + query, "").ok();
    }

    @Test
    void oneTaskToOnePersonAndManyHardestFirst() {
        long id = team.dataset("assign", 30);
        Person ann = team.annotator();
        int first = team.tasks(id, "").get(0).getInt("id");
        JsonObject assigned = admin.post("hub/tasks/" + first + "/assign/" + ann.name(), "").ok();
        assertEquals(ann.name(), assigned.getString("assigned_to"));
        assertEquals(first, assigned.getInt("task_id"));
        JsonObject auto = auto(id, "username=" + ann.name() + "&count=20");
        assertEquals(20, auto.getInt("assigned"));
        assertEquals(20, auto.getJsonArray("task_ids").size());
        assertEquals(21, ann.open(id).size());
        assertEquals(21, admin.get("hub/datasets/" + id).ok().getInt("assigned"));
        assertEquals(9, team.tasks(id, "assigned_to=none").size());
        assertEquals(21, team.tasks(id, "assigned_to=" + ann.name()).size());
        assertEquals(21, admin.post("hub/datasets/" + id + "/unassign", json("username", ann.name())).ok().getInt("unassigned"));
        assertEquals(30, team.tasks(id, "assigned_to=none").size());
    }

    @Test
    void nobodyKnownAndNobodyDisabledGetsTasks() {
        long id = team.dataset("nobody", 3);
        int task = team.tasks(id, "").get(0).getInt("id");
        admin.post("hub/tasks/" + task + "/assign/nobody-at-all", "").problem(404, "unknown-account");
        Person gone = team.annotator();
        admin.post("accounts/" + gone.name(), json("active", false)).ok();
        admin.post("hub/tasks/" + task + "/assign/" + gone.name(), "").problem(409, "account-inactive");
        admin.post("hub/datasets/" + id + "/auto_assign?username=" + gone.name(), "").problem(409, "account-inactive");
        admin.post("hub/datasets/" + id + "/auto_assign?count=0", "").problem(400, "bad-count");
        admin.post("hub/tasks/999999999/assign/ann", "").problem(404, "unknown-task");
        assertEquals(3, team.tasks(id, "assigned_to=none").size());
    }

    @Test
    void noTaskGoesToTwoPeopleWhoAskAtOnce() throws Exception {
        long id = team.dataset("at once", 400);
        List<Person> people = List.of(team.annotator(), team.annotator(), team.annotator(), team.annotator());
        ExecutorService threads = Executors.newFixedThreadPool(8);
        Set<Integer> given = new HashSet<>();
        try {
            List<Callable<JsonObject>> calls = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                Person person = people.get(i % 4);
                calls.add(() -> auto(id, "username=" + person.name() + "&count=20"));
            }
            for (Future<JsonObject> call : threads.invokeAll(calls)) {
                call.get().getJsonArray("task_ids").forEach(t -> assertTrue(given.add(Integer.parseInt(t.toString())), "task " + t + " was given twice"));
            }
        } finally {
            threads.shutdownNow();
        }
        assertEquals(320, given.size());
    }

    @Test
    void severalAnswersAgreeOrGoToReview() {
        long id = team.dataset("overlap", 4);
        team.rules(id, json("overlap", 2, "overlap_share", 1.0)).ok();
        Person ann = team.annotator();
        Person bob = team.annotator();
        auto(id, "username=" + ann.name());
        auto(id, "username=" + bob.name());
        List<Long> tasks = ann.open(id);
        assertEquals(4, tasks.size());
        for (long task : tasks) {
            ann.answer(task, "OK", "a" + task).ok();
        }
        assertEquals(4, team.stats(id).getJsonObject("by_status").getInt("new"));
        for (long task : tasks.subList(0, 3)) {
            bob.answer(task, "OK", "b" + task).ok();
        }
        bob.answer(tasks.get(3), "NG", "b").ok();
        JsonObject stats = team.stats(id);
        assertEquals(3, stats.getJsonObject("by_status").getInt("labeled"));
        assertEquals(1, stats.getJsonObject("by_status").getInt("review"));
        assertEquals(4, stats.getJsonObject("agreement").getInt("tasks"));
        assertEquals(4, stats.getJsonObject("agreement").getJsonArray("pairs").getJsonObject(0).getInt("n"));
        admin.post("hub/tasks/" + tasks.get(3) + "/resolve", json("label", "NG")).ok();
        Map<String, Integer> answered = new HashMap<>();
        team.stats(id).getJsonArray("by_annotator").getValuesAs(JsonObject.class).forEach(p -> answered.put(p.getString("username"), p.getInt("answered")));
        assertEquals(Map.of(ann.name(), 4, bob.name(), 4, "admin", 1), answered);
        JsonObject task = admin.get("hub/tasks/" + tasks.get(3)).ok();
        assertEquals("NG", task.getString("label"));
        assertEquals("admin", task.getString("labeled_by"));
        assertEquals(3, task.getJsonArray("answers").size());
    }

    @Test
    void knownAnswersCheckPeople() {
        long id = team.dataset("gold", 20);
        List<JsonObject> tasks = team.tasks(id, "");
        admin.post("hub/datasets/" + id + "/gold", Json.createObjectBuilder().add("labels", json(String.valueOf(tasks.get(4).getInt("id")), "OK",
                String.valueOf(tasks.get(9).getInt("id")), "NG")).build()).ok();
        admin.post("hub/datasets/" + id + "/gold", "{\"labels\": {\"" + tasks.get(0).getInt("id") + "\": \"nothing of it\"}}").problem(400, "unknown-label");
        Person ann = team.annotator();
        Person bob = team.annotator();
        auto(id, "username=" + ann.name() + "&count=10");
        assertEquals(10, ann.open(id).size());
        auto(id, "username=" + bob.name() + "&count=8");
        ann.api().get("hub/annotator/tasks?dataset_id=" + id).ok().getJsonArray("tasks").getValuesAs(JsonObject.class)
                .forEach(t -> assertTrue(!t.containsKey("gold_label") && !t.toString().contains("gold"), t.toString()));
        for (Person person : List.of(ann, bob)) {
            person.open(id).forEach(t -> person.answer(t, "OK", "s" + t).ok());
            assertEquals(1, person.api().get("hub/annotator/stats?dataset_id=" + id).ok().getJsonObject("gold").getInt("of"));
        }
    }

    @Test
    void whereTheDeadlineIsOverNothingIsGivenOut() {
        long id = team.dataset("late", 5);
        Person ann = team.annotator();
        auto(id, "username=" + ann.name() + "&count=2");
        long task = ann.open(id).get(0);
        team.rules(id, json("deadline", "2020-01-01T00:00:00Z")).ok();
        assertEquals(List.of(), ann.open(id));
        ann.answer(task, "OK", "s").problem(409, "assignment-returned");
        admin.post("hub/datasets/" + id + "/auto_assign?username=" + ann.name(), "").problem(409, "deadline-passed");
        team.rules(id, Json.createObjectBuilder().addNull("deadline").build()).ok();
        assertEquals(5, auto(id, "username=" + ann.name()).getInt("assigned"));
    }
}
