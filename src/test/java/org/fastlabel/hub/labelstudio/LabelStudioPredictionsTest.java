package org.fastlabel.hub.labelstudio;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import java.util.List;
import java.util.Map;
import org.fastlabel.hub.connections.Refused;
import org.fastlabel.fakes.ls.Fault;
import org.fastlabel.fakes.ls.Store;
import org.fastlabel.hub.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelStudioPredictionsTest {

    private static final String BULK = "/api/projects/\\d+/import/predictions";
    private static final int TASKS = 230;

    private HubAndOutside hub;
    private long dataset;

    @BeforeEach
    void imported() {
        hub = new HubAndOutside();
        dataset = hub.dataset(TASKS);
        hub.importTasks(new TestJob(dataset));
        hub.outside.forgetCalls();
    }

    @AfterEach
    void close() {
        hub.close();
    }

    private static String label(Task task) {
        return task.id() % 2 == 0 ? "OK" : "NG";
    }

    private void oneEach(String version, double score) {
        for (Store.Seen seen : hub.outside.store().seen(hub.project)) {
            assertEquals(List.of(version), seen.versions());
            assertEquals(score, seen.scores().get(0), 1e-9);
        }
        assertEquals(version, hub.outside.store().modelVersion(hub.project));
    }

    @Test
    void oneForEachTaskInBulk() {
        hub.propose(dataset, "m@1", LabelStudioPredictionsTest::label, 0.8);
        assertEquals(TASKS, hub.predict(new TestJob(dataset)));
        oneEach("m@1", 0.8);
        assertEquals(2, hub.outside.count("POST", BULK));
        assertEquals(0, hub.outside.count("POST", "/api/predictions/"));
        assertEquals(TASKS, hub.predict(new TestJob(dataset)));
        assertEquals(2, hub.outside.count("POST", BULK));
    }

    @Test
    void aNewVersionTakesThePlaceOfTheOld() {
        hub.propose(dataset, "m@1", LabelStudioPredictionsTest::label, 0.8);
        hub.predict(new TestJob(dataset));
        hub.propose(dataset, "m@2", t -> "OK", 0.6);
        hub.predict(new TestJob(dataset));
        oneEach("m@2", 0.6);
        assertEquals(1, hub.outside.count("DELETE", "/api/projects/\\d+/model-versions/"));
        assertEquals(0, hub.outside.count("DELETE", "/api/predictions/.*"));
    }

    @Test
    void theSameVersionWithAnotherScoreIsChanged() {
        hub.propose(dataset, "m@1", LabelStudioPredictionsTest::label, 0.8);
        hub.predict(new TestJob(dataset));
        Task one = hub.tasks(dataset).get(3);
        hub.ledger.propose(Map.of(one.id(), new Task.Proposal("OK", 0.55, "m@1", Json.createObjectBuilder().build())), Map.of());
        hub.predict(new TestJob(dataset));
        assertEquals(1, hub.outside.count("PATCH", "/api/predictions/.*"));
        assertEquals(TASKS, hub.outside.store().seen(hub.project).stream().filter(s -> s.versions().size() == 1).count());
    }

    @Test
    void whatOthersPredictedStays() {
        List<Store.Seen> seen = hub.outside.store().seen(hub.project);
        hub.outside.store().predict(seen.get(0).id(), Store.choice("label", "text", "NG"), "theirs", Json.createValue(0.3));
        hub.propose(dataset, "m@1", LabelStudioPredictionsTest::label, 0.8);
        hub.predict(new TestJob(dataset));
        hub.propose(dataset, "m@2", LabelStudioPredictionsTest::label, 0.8);
        hub.predict(new TestJob(dataset));
        assertEquals(List.of("theirs", "m@2"), hub.outside.store().seen(hub.project).get(0).versions());
    }

    @Test
    void aVersionThatAnotherDatasetUsesTooIsRemovedOneByOne() {
        long other = hub.dataset(5);
        hub.importTasks(new TestJob(other));
        hub.propose(dataset, "m@1", LabelStudioPredictionsTest::label, 0.8);
        hub.predict(new TestJob(dataset));
        hub.propose(other, "m@1", LabelStudioPredictionsTest::label, 0.8);
        hub.predict(new TestJob(other));
        hub.propose(other, "m@2", LabelStudioPredictionsTest::label, 0.8);
        hub.predict(new TestJob(other));
        assertEquals(TASKS, hub.outside.store().seen(hub.project).stream().filter(s -> s.versions().equals(List.of("m@1"))).count());
        assertEquals(5, hub.outside.store().seen(hub.project).stream().filter(s -> s.versions().equals(List.of("m@2"))).count());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void killedAnywhere(boolean before) {
        hub.propose(dataset, "m@0", t -> "NG", 0.5);
        hub.predict(new TestJob(dataset));
        for (int call = 0; ; call++) {
            String version = "m@" + (call + 1);
            hub.propose(dataset, version, LabelStudioPredictionsTest::label, 0.9);
            TestJob job = new TestJob(dataset);
            hub.outside.fault("*", "/api/.*", before ? Fault.before(job::kill) : Fault.after(job::kill), call, 1);
            try {
                hub.predict(job);
            } catch (TestJob.Killed e) {
                hub.predict(job.takenOver());
            }
            hub.outside.noFaults();
            oneEach(version, 0.9);
            if (!job.dead.get()) {
                assertTrue(call > 5, "too few calls: " + call);
                return;
            }
        }
    }

    /** One task that is gone by then spoils the others; they are sent again without it. */
    @Test
    void aTaskThatIsDeletedInBetween() {
        hub.propose(dataset, "m@1", LabelStudioPredictionsTest::label, 0.8);
        long gone = hub.tasks(dataset).get(3).lsTask();
        hub.outside.fault("POST", BULK, Fault.before(() -> hub.outside.store().delete(gone)), 1);
        assertEquals(TASKS - 1, hub.predict(new TestJob(dataset)));
        hub.outside.fault("POST", BULK, Fault.status(400, null), 10);
        hub.propose(dataset, "m@2", LabelStudioPredictionsTest::label, 0.8);
        assertThrows(Refused.class, () -> hub.predict(new TestJob(dataset)));
    }

    @Test
    void lostAnswersMakeNoCopies() {
        hub.propose(dataset, "m@1", LabelStudioPredictionsTest::label, 0.8);
        hub.outside.fault("POST", BULK, Fault.dropAfter(), 0, 1);
        hub.outside.fault("POST", BULK, Fault.dropBefore(), 1, 1);
        hub.outside.fault("POST", BULK, Fault.status(503, null), 0, 1);
        assertEquals(TASKS, hub.predict(new TestJob(dataset)));
        oneEach("m@1", 0.8);
    }

    @Test
    void aProposalThatIsTakenAwayIsTakenAwayThere() {
        hub.propose(dataset, "m@1", LabelStudioPredictionsTest::label, 0.8);
        hub.predict(new TestJob(dataset));
        Task one = hub.tasks(dataset).get(0);
        hub.ledger.propose(Map.of(), Map.of(one.id(), Json.createObjectBuilder().add("why", "no answer").build()));
        assertEquals(TASKS - 1, hub.predict(new TestJob(dataset)));
        assertEquals(TASKS - 1, hub.outside.store().seen(hub.project).stream().filter(s -> s.versions().size() == 1).count());
    }
}
