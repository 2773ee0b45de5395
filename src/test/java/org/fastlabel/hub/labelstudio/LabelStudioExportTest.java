package org.fastlabel.hub.labelstudio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import org.fastlabel.fakes.ls.Fault;
import org.fastlabel.fakes.ls.Store;
import org.fastlabel.hub.Task;
import org.fastlabel.hub.connections.Refused;
import org.fastlabel.hub.connections.TryLater;
import org.fastlabel.hub.store.AnnotationRepository;
import org.fastlabel.hub.store.HubDatabase;
import org.junit.jupiter.api.Test;

class LabelStudioExportTest extends TenImported {

    private String status(int task) {
        return hub.ledger.tasks(List.of(tasks.get(task).id())).get(0).status();
    }

    @Test
    void bringsLabelsBack() {
        for (int i = 0; i < 4; i++) {
            hub.outside.store().annotate(outside(i), i % 2 == 0 ? "OK" : "NG", 1);
        }
        assertEquals(4, hub.export(new TestJob(dataset)));
        assertEquals("OK", label(0));
        assertEquals("NG", label(1));
        assertNull(label(4));
        assertEquals(4, hub.export(new TestJob(dataset)));
        assertEquals(4, hub.db.sql.number("select count(*) from annotations"));
        assertEquals("admin@example.org", hub.db.sql.query("select username from annotations", row -> row.getString(1)).get(0));
        assertEquals(0, hub.outside.count("GET", "/api/tasks/\\d+/annotations/"));
    }

    @Test
    void skippedEmptyAndForeignLabels() {
        hub.outside.store().annotate(outside(0), null, 1);
        // Skipped with a choice left over from before.
        hub.outside.store().annotate(outside(1), Store.choice("label", "text", "OK"), 1, true, null);
        hub.outside.store().annotate(outside(2), JsonValue.NULL, 1, false, null);
        hub.outside.store().annotate(outside(3), JsonValue.EMPTY_JSON_ARRAY, 1, false, null);
        hub.outside.store().annotate(outside(4), "MAYBE", 1);
        // Another tag's result beside ours, and only another tag's.
        JsonObject rating = Json.createObjectBuilder().add("from_name", "rating").add("to_name", "text").add("type", "choices")
                .add("value", Json.createObjectBuilder().add("choices", Json.createArrayBuilder().add("NG"))).build();
        hub.outside.store().annotate(outside(5), Json.createArrayBuilder().add(rating).add(Store.choice("label", "text", "OK").get(0)).build(), 1, false, null);
        hub.outside.store().annotate(outside(6), Json.createArrayBuilder().add(rating).build(), 1, false, null);
        assertEquals(1, hub.export(new TestJob(dataset)));
        assertEquals("skipped", status(0));
        assertEquals("skipped", status(1));
        assertNull(label(1));
        assertEquals("imported", status(2));
        assertEquals("imported", status(3));
        assertNull(label(4));
        assertEquals("OK", label(5));
        assertEquals("imported", status(6));
        JsonObject report = hub.report(dataset);
        assertEquals(2, report.getInt("cancelled"));
        assertEquals(3, report.getInt("empty"));
        assertEquals("[\"MAYBE\"]", report.getJsonArray("unknown_labels").toString());
    }

    private static JsonValue choices(String... labels) {
        return Json.createArrayBuilder().add(Json.createObjectBuilder(Store.choice("label", "text", "x").getJsonObject(0))
                .add("value", Json.createObjectBuilder().add("choices", Json.createArrayBuilder(List.of(labels))))).build();
    }

    @Test
    void severalLabelsInOneAnswerWaitForThePersonInCharge() {
        long annotation = hub.outside.store().annotate(outside(0), choices("OK", "NG", "MAYBE"), 1, false, null);
        assertEquals(0, hub.export(new TestJob(dataset)));
        assertEquals("review", status(0));
        assertNull(label(0));
        assertEquals(1, hub.report(dataset).getInt("several_choices"));
        AnnotationRepository answers = new AnnotationRepository(hub.db.sql);
        assertEquals(List.of("OK", "NG", "MAYBE"), answers.of(tasks.get(0).id()).get(0).choices());
        hub.db.within(() -> answers.decide(tasks.get(0).id(), "lead", "OK", HubDatabase.NOW));
        hub.export(new TestJob(dataset));
        assertEquals("OK", label(0));
        hub.db.within(() -> answers.decide(tasks.get(0).id(), "lead", null, HubDatabase.NOW));
        assertEquals("review", status(0));
        hub.outside.store().deleteAnnotation(annotation);
        hub.outside.store().annotate(outside(0), "NG", 1);
        assertEquals(1, hub.export(new TestJob(dataset)));
        assertEquals("NG", label(0));
    }

    @Test
    void severalPeopleAndSeveralAnswersOfOne() {
        hub.outside.store().annotate(outside(0), "OK", 1);
        hub.outside.store().annotate(outside(0), "NG", 2);
        hub.outside.store().annotate(outside(0), "NG", 3);
        hub.outside.store().annotate(outside(1), "OK", 2);
        hub.outside.store().annotate(outside(1), "NG", 2);
        hub.export(new TestJob(dataset));
        assertEquals("NG", label(0));
        assertEquals("NG", label(1));
        assertEquals(1, hub.report(dataset).getInt("several_answers"));
        assertEquals(1, hub.db.sql.number("select count(*) from annotations where task_id = ?", tasks.get(1).id()));
        // One call for a task of each person, however many tasks they have.
        assertTrue(hub.outside.count("GET", "/api/tasks/\\d+") <= 3);
    }

    @Test
    void anAnswerTakenBackThereIsTakenBackHere() {
        long annotation = hub.outside.store().annotate(outside(0), "OK", 1);
        hub.export(new TestJob(dataset));
        hub.outside.store().deleteAnnotation(annotation);
        assertEquals(0, hub.export(new TestJob(dataset)));
        assertNull(label(0));
        assertEquals("imported", status(0));
    }

    @Test
    void deletedEditedAndForeignTasks() {
        hub.outside.store().annotate(outside(0), "OK", 1);
        hub.outside.store().delete(outside(9));
        hub.outside.store().edit(outside(0), Json.createObjectBuilder().add("text", "changed").add("hub_id", hub.desk().key().of(tasks.get(0).id())).build());
        hub.outside.store().edit(outside(1), Json.createObjectBuilder().add("text", tasks.get(1).text()).build());
        hub.outside.store().add(hub.project, Json.createObjectBuilder().add("text", "theirs").build(), null);
        hub.outside.store().add(hub.project, Json.createObjectBuilder().add("text", "other hub").add("hub_id", "ffff:" + tasks.get(2).id()).build(), null);
        hub.export(new TestJob(dataset));
        JsonObject report = hub.report(dataset);
        assertEquals(1, report.getInt("missing"));
        assertEquals(2, report.getInt("edited"));
        assertEquals(2, report.getInt("foreign"));
        assertEquals(9, report.getInt("found"));
        assertEquals("OK", label(0));
        assertEquals("Text number 1", hub.tasks(dataset).get(0).text());
        assertEquals("new", status(9));
    }

    @Test
    void whatWasImportedButNeverNotedIsFound() {
        long number = hub.outside.store().seen(hub.project).get(4).id();
        hub.ledger.gone(List.of(tasks.get(4).id()));
        hub.outside.store().annotate(number, "OK", 1);
        hub.export(new TestJob(dataset));
        assertEquals("OK", label(4));
        assertEquals(number, hub.tasks(dataset).get(4).lsTask());
    }

    @Test
    void aBrokenEndIsNoFewerAnswers() {
        hub.outside.store().annotate(outside(0), "OK", 1);
        hub.export(new TestJob(dataset));
        hub.outside.fault("GET", "/api/tasks", Fault.truncated(), 10);
        assertThrows(TryLater.class, () -> hub.export(new TestJob(dataset)));
        hub.outside.noFaults();
        hub.outside.fault("GET", "/api/tasks", Fault.html(), 10);
        assertThrows(Refused.class, () -> hub.export(new TestJob(dataset)));
        hub.outside.noFaults();
        assertEquals("OK", label(0));
        assertEquals("imported", status(1));
    }

    @Test
    void killedAnywhere() {
        hub.outside.store().annotate(outside(0), "OK", 1);
        hub.outside.store().annotate(outside(1), null, 2);
        hub.outside.store().delete(outside(9));
        for (int call = 0; call < 8; call++) {
            TestJob job = new TestJob(dataset);
            hub.outside.fault("*", "/api/.*", Fault.after(job::kill), call, 1);
            try {
                hub.export(job);
            } catch (TestJob.Killed e) {
                assertEquals(1, hub.export(job.takenOver()));
            }
            hub.outside.noFaults();
        }
        assertEquals("OK", label(0));
        assertEquals("skipped", status(1));
        assertEquals("new", status(9));
        assertEquals(2, hub.db.sql.number("select count(*) from annotations where withdrawn_at is null"));
    }

    @Test
    void whatWasProposedIsNoted() {
        hub.propose(dataset, "m1", t -> "NG", 0.7);
        hub.predict(new TestJob(dataset));
        long prediction = Json.createReader(new java.io.StringReader(hub.outside.store().predictions(hub.project))).readArray().getJsonObject(0).getInt("id");
        long task = Json.createReader(new java.io.StringReader(hub.outside.store().predictions(hub.project))).readArray().getJsonObject(0).getInt("task");
        hub.outside.store().annotate(task, Store.choice("label", "text", "OK"), 1, false, prediction);
        hub.export(new TestJob(dataset));
        assertEquals(List.of("NG"), hub.db.sql.query("select prelabel_label from annotations", row -> row.getString(1)));
    }

    @Test
    void manyTasksOverManyPages() {
        long large = hub.dataset(450);
        hub.importTasks(new TestJob(large));
        List<Task> all = hub.tasks(large);
        for (int i = 0; i < all.size(); i += 3) {
            hub.outside.store().annotate(all.get(i).lsTask(), "NG", 1);
        }
        // Something is added while it is read: all is read again.
        hub.outside.fault("GET", "/api/tasks", Fault.after(() -> hub.outside.store().add(hub.project,
                Json.createObjectBuilder().add("text", "late").build(), null)), 1, 1);
        assertEquals(150, hub.export(new TestJob(large)));
        assertEquals(1, hub.report(large).getInt("foreign"));
        assertEquals(0, hub.report(large).getInt("missing"));
    }
}
