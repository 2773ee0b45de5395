package org.fastlabel.hub.labelstudio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.List;
import org.fastlabel.fakes.ls.Fault;
import org.fastlabel.fakes.ls.Store;
import org.fastlabel.hub.Task;
import org.fastlabel.hub.connections.Refused;
import org.fastlabel.hub.connections.TryLater;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelStudioImportTest {

    private static final String IMPORT = "/api/projects/\\d+/import";
    private final HubAndOutside hub = new HubAndOutside();

    @AfterEach
    void close() {
        hub.close();
    }

    private void eachOnce(long dataset, int tasks) {
        assertEquals(tasks, hub.outside.store().seen(hub.project).size());
        assertEquals(tasks, hub.seen().size());
        for (Task task : hub.tasks(dataset)) {
            Store.Seen there = hub.seen().get(hub.connections.instance() + ":" + task.id()).get(0);
            assertEquals(there.id(), task.lsTask());
            assertEquals(hub.project, task.lsProject());
            assertEquals("imported", task.status());
            assertEquals(task.text(), there.data().getString("text"));
        }
    }

    @Test
    void everythingOnceInBatches() {
        long dataset = hub.dataset(600);
        assertEquals("imported 600 tasks", hub.importTasks(new TestJob(dataset)));
        eachOnce(dataset, 600);
        assertEquals(3, hub.outside.count("POST", IMPORT));
        assertEquals("imported 0 tasks", hub.importTasks(new TestJob(dataset)));
        eachOnce(dataset, 600);
        assertEquals(3, hub.outside.count("POST", IMPORT));
    }

    /** Killed before and after each single call; whatever was done is found again. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void killedAnywhere(boolean before) {
        for (int call = 0; ; call++) {
            try (HubAndOutside fresh = new HubAndOutside()) {
                long dataset = fresh.dataset(260);
                TestJob first = new TestJob(dataset);
                fresh.outside.fault("*", "/api/.*", before ? Fault.before(first::kill) : Fault.after(first::kill), call, 1);
                boolean killed = false;
                try {
                    fresh.importTasks(first);
                } catch (TestJob.Killed e) {
                    killed = true;
                }
                if (first.dead.get()) {
                    assertEquals("imported 260 tasks", fresh.importTasks(first.takenOver()), "killed at call " + call);
                }
                assertEquals(260, fresh.outside.store().seen(fresh.project).size(), "killed at call " + call);
                assertEquals(0, fresh.outside.count("POST", "/api/dm/actions/"), "no copy was made in the first place");
                assertEquals(260, fresh.seen().size());
                assertTrue(fresh.tasks(dataset).stream().allMatch(t -> t.lsTask() != null));
                if (!killed && !first.dead.get()) {
                    assertTrue(call > 5, "too few calls: " + call);
                    return;
                }
            }
        }
    }

    @Test
    void lostAnswersMakeNoCopies() {
        long dataset = hub.dataset(600);
        hub.outside.fault("POST", IMPORT, Fault.dropAfter(), 0, 1);
        hub.outside.fault("POST", IMPORT, Fault.dropBefore(), 1, 1);
        hub.outside.fault("POST", IMPORT, Fault.truncated(), 0, 1);
        TestJob job = new TestJob(dataset);
        assertEquals("imported 600 tasks", hub.importTasks(job));
        eachOnce(dataset, 600);
        assertTrue(job.lines.stream().anyMatch(l -> l.startsWith("No answer")));
    }

    @Test
    void aLostRequestThatIsStillAtWorkMakesNoCopies() {
        long dataset = hub.dataset(300);
        hub.outside.fault("POST", IMPORT, Fault.dropBefore(), 0, 1);
        // What was lost takes effect only now, while the same tasks come a second time.
        hub.outside.fault("POST", IMPORT, Fault.before(() -> {
            String lost = hub.outside.calls().stream().filter(c -> c.path().matches(IMPORT)).findFirst().orElseThrow().body();
            for (JsonValue item : Json.createReader(new StringReader(lost)).readArray()) {
                hub.outside.store().add(hub.project, item.asJsonObject().getJsonObject("data"), null);
            }
        }), 0, 1);
        assertEquals("imported 300 tasks", hub.importTasks(new TestJob(dataset)));
        eachOnce(dataset, 300);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503})
    void aServerInTrouble(int status) {
        long dataset = hub.dataset(300);
        hub.outside.fault("*", "/api/.*", Fault.status(status, status == 429 ? "1" : null), 2, 1);
        hub.outside.fault("POST", IMPORT, Fault.status(status, status == 429 ? "1" : null), 1);
        assertEquals("imported 300 tasks", hub.importTasks(new TestJob(dataset)));
        eachOnce(dataset, 300);
    }

    @Test
    void aServerThatAsksForALongWaitIsAskedByTheQueue() {
        long dataset = hub.dataset(3);
        hub.outside.fault("POST", IMPORT, Fault.status(429, "600"), 1);
        assertEquals(600, assertThrows(TryLater.class, () -> hub.importTasks(new TestJob(dataset))).after().toSeconds());
    }

    @Test
    void aPageInsteadOfAnAnswerEndsIt() {
        long dataset = hub.dataset(3);
        hub.outside.fault("POST", IMPORT, Fault.html(), 1);
        assertEquals(Refused.BAD_ANSWER, assertThrows(Refused.class, () -> hub.importTasks(new TestJob(dataset))).code());
        assertEquals("imported 3 tasks", hub.importTasks(new TestJob(dataset)));
        eachOnce(dataset, 3);
    }

    @Test
    void theHostedAnswerIsWaitedFor() {
        hub.outside.hosted(true);
        long dataset = hub.dataset(260);
        assertEquals("imported 260 tasks", hub.importTasks(new TestJob(dataset)));
        eachOnce(dataset, 260);
    }

    @Test
    void numbersThatAreNotToldAreLookedFor() {
        hub.outside.keepNumbers(true);
        long dataset = hub.dataset(260);
        assertEquals("imported 260 tasks", hub.importTasks(new TestJob(dataset)));
        eachOnce(dataset, 260);
    }

    /** The import goes on whatever becomes of the questions about it; sending it again would make copies. */
    @Test
    void aHostedImportIsSentOnceHoweverItsProgressIsAnswered() {
        hub.outside.hosted(true);
        long dataset = hub.dataset(30);
        hub.outside.fault("GET", "/api/projects/\\d+/imports/\\d+", Fault.status(429, null), 6);
        hub.outside.fault("GET", "/api/projects/\\d+/imports/\\d+", Fault.status(503, null), 5);
        assertEquals("imported 30 tasks", hub.importTasks(new TestJob(dataset)));
        assertEquals(1, hub.outside.count("POST", IMPORT));
        eachOnce(dataset, 30);
    }

    /** What came before the task that it failed on is there. */
    @Test
    void aHostedImportThatFailsInTheMiddleMakesNoCopies() {
        hub.outside.hosted(true);
        long dataset = hub.dataset(20);
        long bad = hub.db.taskIds(dataset).get(11);
        hub.db.sql.update("update tasks set data = ? where id = ?", "{\"text\":\"bad\",\"more\":\"refused\"}", bad);
        hub.outside.refuse("refused");
        TestJob job = new TestJob(dataset);
        assertEquals("imported 19 tasks", hub.importTasks(job));
        assertEquals(19, hub.seen().size());
        assertTrue(hub.seen().values().stream().allMatch(copies -> copies.size() == 1));
    }

    @Test
    void aTokenThatRunsOutInBetween() {
        long dataset = hub.dataset(300);
        hub.outside.fault("POST", IMPORT, Fault.before(() -> hub.outside.tokens().expireAll()), 1);
        assertEquals("imported 300 tasks", hub.importTasks(new TestJob(dataset)));
        eachOnce(dataset, 300);
    }

    @Test
    void twoDatasetsShareAProject() {
        long one = hub.dataset(20);
        long two = hub.dataset(30);
        hub.importTasks(new TestJob(one));
        assertEquals("imported 30 tasks", hub.importTasks(new TestJob(two)));
        assertEquals(50, hub.seen().size());
    }

    @Test
    void numbersThatNowStandForOtherTasksAreNotBelieved() {
        long dataset = hub.dataset(3);
        hub.importTasks(new TestJob(dataset));
        List<Task> before = hub.tasks(dataset);
        before.forEach(t -> hub.outside.store().delete(t.lsTask()));
        long reused = hub.outside.store().add(hub.project, Json.createObjectBuilder().add("text", "somebody else's").build(), null);
        assertEquals(before.get(0).lsTask(), reused);
        hub.export(new TestJob(dataset));
        JsonObject report = hub.report(dataset);
        assertEquals(3, report.getInt("missing"));
        assertEquals(1, report.getInt("foreign"));
        assertTrue(hub.tasks(dataset).stream().allMatch(t -> t.lsTask() == null && t.status().equals("new")));
        assertEquals("imported 3 tasks", hub.importTasks(new TestJob(dataset)));
        assertEquals(4, hub.seen().size());
    }

    @Test
    void aProjectWithoutChoicesIsRefusedBeforeAnything() {
        long dataset = hub.dataset(3);
        long other = hub.outside.store().create("No choices", "<View><Text name=\"text\" value=\"$text\"/></View>");
        hub.ledger.chooseProject(dataset, other);
        assertEquals("no-choices", assertThrows(org.fastlabel.api.Conflict.class, () -> hub.importTasks(new TestJob(dataset))).code());
        assertTrue(hub.outside.store().seen(other).isEmpty());
    }

    @Test
    void theKeyOfAnotherConfigurationIsUsed() {
        long dataset = hub.dataset(2);
        long other = hub.outside.store().create("Other names", "<View><Text name=\"t\" value=\"$review\"/><Choices name=\"verdict\" toName=\"t\">"
                + "<Choice value=\"Good\" alias=\"OK\"/><Choice value=\"NG\"/></Choices></View>");
        hub.ledger.chooseProject(dataset, other);
        hub.importTasks(new TestJob(dataset));
        assertEquals("Text number 1", hub.outside.store().seen(other).get(0).data().getString("review"));
        assertFalse(hub.outside.calls().stream().anyMatch(c -> c.headers().containsKey("transfer-encoding")));
    }
}
