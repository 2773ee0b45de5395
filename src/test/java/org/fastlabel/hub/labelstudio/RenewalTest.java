package org.fastlabel.hub.labelstudio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.fastlabel.fakes.ls.Fault;
import org.fastlabel.fakes.ls.Store;
import org.fastlabel.hub.Dataset;
import org.fastlabel.hub.Task;
import org.fastlabel.hub.TaskItems;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Addresses of pictures in a project are made new, and nothing else there is changed. */
class RenewalTest {

    private static final String PICTURES = "<View><Image name=\"image\" value=\"$image\"/><Choices name=\"label\" toName=\"image\" choice=\"single\">"
            + "<Choice value=\"OK\"/><Choice value=\"NG\"/></Choices></View>";

    private final HubAndOutside hub = new HubAndOutside();
    private final long project = hub.outside.store().create("Pictures", PICTURES);
    private final long dataset = hub.dataset(30);
    private int version = 1;

    private final TaskItems items = new TaskItems() {
        @Override
        public Item item(Dataset of, Task task) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String publicUrl(Dataset of, Task task) {
            return "http://hub/" + task.id() + "/" + version;
        }

        @Override
        public Optional<String> renewed(Dataset of, Task task, String address) {
            return address.startsWith("http://hub/") && !address.equals(publicUrl(of, task)) ? Optional.of(publicUrl(of, task)) : Optional.empty();
        }
    };

    @BeforeEach
    void pictures() {
        System.setProperty("ls.project.id", Long.toString(project));
        hub.db.sql.update("update datasets set kind = 'image' where id = ?", dataset);
        TestJob job = new TestJob(dataset);
        assertEquals("imported 30 tasks", new Importer(hub.desk().place(dataset), hub.ledger, items, hub.desk().key(), job, HubAndOutside.SETTLE).run());
    }

    @AfterEach
    void close() {
        hub.close();
    }

    private int renew(TestJob job) {
        return new Renewal(hub.desk().place(dataset), hub.ledger, items, hub.desk().key(), job).run();
    }

    private List<Store.Seen> seen() {
        return hub.outside.store().seen(project);
    }

    @Test
    void whatIsGoodStays() {
        assertEquals(0, renew(new TestJob(dataset)));
        assertEquals(0, hub.outside.count("PATCH", "/api/tasks/\\d+"));
    }

    @Test
    void whatHasEndedIsReplacedAndAllElseOfTheTaskStays() {
        Store.Seen one = seen().get(0);
        hub.outside.store().edit(one.id(), Json.createObjectBuilder(one.data()).add("note", "of a person").build());
        Store.Seen other = seen().get(1);
        hub.outside.store().edit(other.id(), Json.createObjectBuilder(other.data()).add("image", "http://elsewhere/cat.jpg").build());
        hub.outside.store().add(project, Json.createObjectBuilder().add("image", "http://hub/999/1").build(), null);
        version = 2;
        assertEquals(29, renew(new TestJob(dataset)));
        JsonObject changed = seen().get(0).data();
        assertTrue(changed.getString("image").endsWith("/2"), changed.toString());
        assertEquals("of a person", changed.getString("note"));
        assertEquals(one.data().getString("hub_id"), changed.getString("hub_id"));
        assertEquals("http://elsewhere/cat.jpg", seen().get(1).data().getString("image"), "somebody has chosen that");
        assertEquals("http://hub/999/1", seen().get(30).data().getString("image"), "a task that is none of ours");
        assertEquals(0, renew(new TestJob(dataset)));
    }

    @Test
    void goesOnAfterADeath() {
        version = 2;
        TestJob first = new TestJob(dataset);
        hub.outside.fault("PATCH", "/api/tasks/\\d+/?", Fault.after(first::kill), 10, 1);
        try {
            renew(first);
        } catch (TestJob.Killed e) {
            assertTrue(first.dead.get());
        }
        long left = seen().stream().filter(t -> t.data().getString("image").endsWith("/1")).count();
        assertTrue(left > 0 && left < 30, "" + left);
        assertEquals(left, renew(first.takenOver()));
        assertTrue(seen().stream().allMatch(t -> t.data().getString("image").endsWith("/2")));
    }

    @Test
    void textsHaveNoAddress() {
        hub.db.sql.update("update datasets set kind = 'text' where id = ?", dataset);
        long calls = hub.outside.count("GET", "/api/tasks");
        version = 2;
        assertEquals(0, renew(new TestJob(dataset)));
        assertEquals(calls, hub.outside.count("GET", "/api/tasks"));
    }
}
