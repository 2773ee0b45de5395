package org.fastlabel.hub.labelstudio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.fastlabel.api.Conflict;
import org.fastlabel.fakes.ls.Call;
import org.fastlabel.fakes.ls.Fault;
import org.fastlabel.fakes.ls.Store;
import org.fastlabel.hub.connections.TryLater;
import org.fastlabel.hub.store.HubDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What changes over there after the first export, and servers that do not tell. */
class LabelStudioChangesTest extends TenImported {

    private boolean filtered(Call call) {
        return call.query().getOrDefault("query", "").contains("filters");
    }

    @Test
    void onlyWhatChangedIsReadAgain() {
        hub.outside.store().annotate(outside(0), "OK", 1);
        hub.export(new TestJob(dataset));
        hub.db.sql.update("update ls_sync set seen_until = ? where dataset_id = ?", java.time.Instant.now().plusSeconds(61), dataset);
        hub.outside.forgetCalls();
        assertEquals(0, hub.sync(new TestJob(dataset)));
        assertEquals(1, hub.outside.count("GET", "/api/tasks"));
        hub.db.sql.update("update ls_sync set seen_until = ? where dataset_id = ?", java.time.Instant.now(), dataset);
        hub.outside.store().annotate(outside(3), "NG", 1);
        hub.sync(new TestJob(dataset));
        assertEquals("NG", label(3));
    }

    /** Its filters fail, however it says so: everything is read, and asked for at once from then on. */
    @ParameterizedTest
    @ValueSource(ints = {400, 500})
    void aServerThatCannotListWhatChanged(int status) {
        hub.export(new TestJob(dataset));
        hub.outside.forgetCalls();
        hub.outside.store().annotate(outside(3), "NG", 1);
        // The filter is tried four times where that may help, and the readings of everything go well.
        hub.outside.fault("GET", "/api/tasks", Fault.status(status, null), status == 500 ? 4 : 1);
        TestJob job = new TestJob(dataset);
        assertEquals(1, hub.sync(job));
        assertEquals("NG", label(3));
        assertTrue(hub.outside.calls().stream().anyMatch(this::filtered));
        hub.outside.forgetCalls();
        hub.outside.store().annotate(outside(4), "OK", 1);
        hub.sync(new TestJob(dataset));
        assertEquals("OK", label(4));
        assertTrue(hub.outside.calls().stream().noneMatch(this::filtered));
        hub.db.sql.update("update ls_servers set reads_all_at = ?", HubDatabase.NOW);
        hub.sync(new TestJob(dataset));
        assertTrue(hub.outside.calls().stream().anyMatch(this::filtered), "tried anew after a day");
    }

    @Test
    void aServerThatFailsAltogetherIsNotTakenForOne() {
        hub.export(new TestJob(dataset));
        hub.outside.fault("GET", "/api/tasks", Fault.status(500, null), 100);
        assertThrows(TryLater.class, () -> hub.sync(new TestJob(dataset)));
        hub.outside.noFaults();
        assertEquals(0, hub.db.sql.number("select count(*) from ls_servers"));
        hub.outside.fault("GET", "/api/tasks", Fault.status(503, null), 100);
        assertThrows(TryLater.class, () -> hub.sync(new TestJob(dataset)));
        assertEquals(0, hub.db.sql.number("select count(*) from ls_servers"));
    }

    @Test
    void aServerWhoseTasksDoNotFollowTheirAnswers() {
        hub.outside.store().annotate(outside(0), "OK", 1);
        hub.outside.store().forgetMoments(hub.project);
        hub.export(new TestJob(dataset));
        hub.outside.forgetCalls();
        hub.outside.store().annotate(outside(1), "NG", 1);
        hub.outside.store().forgetMoments(hub.project);
        hub.sync(new TestJob(dataset));
        assertEquals("NG", label(1));
        assertTrue(hub.outside.calls().stream().noneMatch(this::filtered));
    }

    @Test
    void aProjectThatIsGoneIsSaidAndNothingIsLost() {
        hub.outside.store().annotate(outside(0), "OK", 1);
        hub.export(new TestJob(dataset));
        hub.outside.store().deleteProject(hub.project);
        Conflict gone = assertThrows(Conflict.class, () -> hub.export(new TestJob(dataset)));
        assertEquals("project-gone", gone.code());
        assertTrue(gone.getMessage().contains("a data set"), gone.getMessage());
        assertEquals("OK", label(0));
        hub.ledger.chooseProject(dataset, hub.outside.store().create("Another one", Store.TEXTS));
        assertEquals("imported 10 tasks", hub.importTasks(new TestJob(dataset)));
        assertEquals(0, hub.export(new TestJob(dataset)), "nothing is said in the new one");
        assertEquals("OK", label(0));
        hub.outside.store().annotate(hub.tasks(dataset).get(0).lsTask(), "NG", 1);
        hub.export(new TestJob(dataset));
        assertEquals("NG", label(0), "the same person says something else");
    }
}
