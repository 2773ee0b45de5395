package org.fastlabel.hub.labelstudio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.fastlabel.api.Conflict;
import org.fastlabel.jobs.JobQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebhooksTest {

    private final HubAndOutside hub = new HubAndOutside();
    private final Webhooks webhooks = new Webhooks(hub.connections, hub.desk(), hub.db.sql);

    @AfterEach
    void close() {
        System.clearProperty("fastlabel.public.url");
        hub.close();
    }

    @Test
    void registeredOnceForEachProject() {
        assertEquals("no-public-url", assertThrows(Conflict.class, webhooks::register).code());
        System.setProperty("fastlabel.public.url", "http://127.0.0.1:9/");
        long dataset = hub.dataset(1);
        long other = hub.outside.store().create("Another one", "<View></View>");
        hub.ledger.chooseProject(dataset, other);
        webhooks.register();
        JsonObject made = webhooks.register();
        assertEquals(2, hub.outside.store().webhooks().size());
        JsonObject one = hub.outside.store().webhooks().get(0);
        assertEquals("http://127.0.0.1:9/api/hub/webhooks/label_studio?project=" + hub.project, one.getString("url"));
        assertEquals(made.getString("secret"), one.getJsonObject("headers").getString("X-FastLabel-Secret"));
    }

    @Test
    void onlyWhoKnowsTheSecretIsHeard() {
        assertFalse(webhooks.secretIsRight(null));
        assertFalse(webhooks.secretIsRight(""));
        String secret = hub.connections.webhookSecret();
        assertTrue(webhooks.secretIsRight(secret));
        assertFalse(webhooks.secretIsRight(secret + "x"));
        assertFalse(webhooks.secretIsRight(null));
    }

    @Test
    void whatIsSentCarriesTheSecretAndNoPayload() throws IOException {
        List<String> got = new CopyOnWriteArrayList<>();
        HttpServer receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            got.add(exchange.getRequestURI() + " " + exchange.getRequestHeaders().getFirst("X-FastLabel-Secret") + " "
                    + new String(exchange.getRequestBody().readAllBytes()));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        receiver.start();
        System.setProperty("fastlabel.public.url", "http://127.0.0.1:" + receiver.getAddress().getPort());
        long dataset = hub.dataset(1);
        hub.importTasks(new TestJob(dataset));
        webhooks.register();
        hub.outside.store().annotate(hub.tasks(dataset).get(0).lsTask(), "OK", 1);
        assertEquals(List.of("/api/hub/webhooks/label_studio?project=" + hub.project + " " + hub.connections.webhookSecret()
                + " {\"action\":\"ANNOTATION_CREATED\"}"), got);
        receiver.stop(0);
    }

    @Test
    void newsAreFollowedEvenWhenTheyComeAtTheEndOfAReading() {
        long dataset = hub.dataset(2);
        hub.importTasks(new TestJob(dataset));
        hub.export(new TestJob(dataset));
        List<String> queued = new ArrayList<>();
        JobQueue queue = (kind, of, parameters, by) -> {
            queued.add(kind + " " + of);
            return new JobQueue.Queued(1, "queued");
        };
        Followers followers = new Followers(hub.ledger, hub.store, queue);
        followers.changed(hub.project, false);
        followers.changed(hub.project, false);
        followers.changed(hub.project + 1, false);
        assertEquals(List.of("sync_from_ls " + dataset, "sync_from_ls " + dataset), queued);
        assertEquals(List.of(dataset), hub.store.behind());
        // One more comes while the reading goes on: it is still unread afterwards.
        hub.outside.fault("GET", "/api/tasks", org.fastlabel.fakes.ls.Fault.after(() -> followers.changed(hub.project, false)), 1);
        hub.sync(new TestJob(dataset));
        assertEquals(List.of(dataset), hub.store.behind());
        followers.catchUp();
        assertEquals(4, queued.size());
        hub.sync(new TestJob(dataset));
        assertEquals(List.of(), hub.store.behind());
        followers.catchUp();
        assertEquals(4, queued.size());
    }

    @Test
    void afterADeletionEverythingIsRead() {
        long dataset = hub.dataset(2);
        hub.importTasks(new TestJob(dataset));
        hub.export(new TestJob(dataset));
        hub.outside.store().delete(hub.tasks(dataset).get(1).lsTask());
        new Followers(hub.ledger, hub.store, (kind, of, parameters, by) -> new JobQueue.Queued(1, "queued")).changed(hub.project, true);
        hub.sync(new TestJob(dataset));
        assertEquals("new", hub.tasks(dataset).get(1).status());
    }

    @Test
    void oneReadingAtATime() {
        long dataset = hub.dataset(1);
        assertTrue(hub.store.hold(dataset, 1));
        assertFalse(hub.store.hold(dataset, 2));
        assertTrue(hub.store.hold(dataset, 1));
        hub.store.release(dataset, 2);
        assertFalse(hub.store.hold(dataset, 2));
        hub.store.release(dataset, 1);
        assertTrue(hub.store.hold(dataset, 2));
    }

    @Test
    void deletesOnlyItsOwnWhateverTheNumbers() {
        long dataset = hub.dataset(3);
        hub.importTasks(new TestJob(dataset));
        long other = hub.dataset(2);
        hub.importTasks(new TestJob(other));
        jakarta.json.JsonArrayBuilder ids = jakarta.json.Json.createArrayBuilder();
        hub.db.taskIds(dataset).forEach(ids::add);
        Removal removal = new Removal(hub.desk().api(), hub.desk().key(), new TestJob(dataset));
        JsonObject parameters = jakarta.json.Json.createObjectBuilder().add("project_id", hub.project).add("hub_tasks", ids).build();
        assertEquals("deleted 3 tasks", removal.run(parameters));
        assertEquals("deleted 0 tasks", removal.run(parameters));
        assertEquals(2, hub.outside.store().seen(hub.project).size());
    }

    @Test
    void aConnectionIsExplainedStepByStep() {
        ConnectionCheck check = new ConnectionCheck(hub.connections, hub.out, hub.tokens);
        assertTrue(check.labelStudio().getBoolean("ok"), check.labelStudio().toString());
        System.setProperty("ls.project.id", "99");
        assertEquals("project", failed(check));
        System.setProperty("ls.api.token", "0123456789abcdef0123456789abcdef01234567");
        assertEquals("token", failed(check));
        assertTrue(check.labelStudio().toString().contains("switched off"));
        System.setProperty("ls.base.url", hub.outside.url() + "/nowhere");
        assertEquals("reachable", failed(check));
        System.clearProperty("ls.base.url");
        assertEquals("address", failed(check));
    }

    private static String failed(ConnectionCheck check) {
        JsonObject answer = check.labelStudio();
        assertFalse(answer.getBoolean("ok"));
        JsonObject last = answer.getJsonArray("checks").getJsonObject(answer.getJsonArray("checks").size() - 1);
        assertFalse(last.getBoolean("ok"));
        return last.getString("check");
    }
}
