package org.fastlabel.it.inside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceUnit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.fastlabel.embedding.Embeddings;
import org.fastlabel.it.Server;
import org.fastlabel.it.Waiting;
import org.fastlabel.api.Settings;
import org.fastlabel.labeling.LabelEdits;
import org.fastlabel.labeling.LabelingDesk;
import org.fastlabel.labeling.LabelingSession;
import org.fastlabel.labeling.LabelingSession.Train;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What cannot be seen from outside: that the singleton never makes readers wait, on which threads work runs, what is stored. */
@Tag("fault")
@ExtendWith(ArquillianExtension.class)
class LabelingDeskIT {

    private static final int LABELS = 40;
    private static final String MANAGED = "concurrent/.*|http-thread-pool.*|.*[Mm]anaged.*|ForkJoinPool.*|admin-.*|main|Thread-.*";

    @EJB
    private LabelingDesk desk;
    @Inject
    private Embeddings embeddings;
    @Resource
    private ManagedExecutorService executor;
    @PersistenceUnit
    private EntityManagerFactory database;

    /** The program as it is built, with this test in it. */
    @Deployment
    static WebArchive program() {
        Server.restShared();
        return ShrinkWrap.createFromZipFile(WebArchive.class, Path.of(System.getProperty("fastlabel.build"), "ROOT.war").toFile())
                .addClasses(LabelingDeskIT.class, Waiting.class);
    }

    @BeforeEach
    void embedded() {
        Waiting.until("there is a data set", Duration.ofSeconds(300), () -> desk.session() != null);
        Waiting.until("everything is embedded", Duration.ofSeconds(400), () -> embeddings.progress().state().equals("done"));
    }

    private static LabelEdits edits(LabelingSession session) {
        int[] ids = IntStream.range(0, session.dataset().items().size()).filter(id -> !session.state().labels().has(id))
                .limit(LABELS).toArray();
        return new LabelEdits(ids, Arrays.stream(ids).map(id -> id % 2).toArray());
    }

    @Test
    void readersDoNotWaitForTraining() throws Exception {
        LabelingSession session = desk.session();
        int labels = session.state().labels().count();
        Future<?> submits = executor.submit(() -> {
            for (int i = 0; i < 10; i++) {
                session.submit(edits(session), null, Train.YES);
            }
        });
        long readsWithinOneTraining = 0;
        while (!submits.isDone()) {
            boolean training = session.training();
            int before = session.state().labels().count();
            int seen = desk.summary().labeledCount();
            // Whole submits only: never a part of one.
            assertEquals(0, (seen - labels) % LABELS);
            // Who waits for a training is answered when it is over, and then it is over, or the next submit is there.
            if (training && desk.session().training() && session.state().labels().count() == before) {
                readsWithinOneTraining++;
            }
            Thread.sleep(1);
        }
        submits.get();
        assertTrue(readsWithinOneTraining >= 10, readsWithinOneTraining + " reads while a submit was training");
        assertEquals(labels + 10 * LABELS, desk.summary().labeledCount());
    }

    @Test
    void workRunsOnThreadsOfTheContainer() throws Exception {
        LabelingSession session = desk.session();
        Future<?> submit = executor.submit(() -> session.submit(edits(session), null, Train.YES));
        Set<String> foreign = new TreeSet<>();
        int looks = 0;
        while (!submit.isDone() || looks < 50) {
            looks++;
            Thread.getAllStackTraces().forEach((thread, stack) -> {
                boolean ours = Arrays.stream(stack).anyMatch(frame -> frame.getClassName().startsWith("org.fastlabel.")
                        && !frame.getClassName().startsWith("org.fastlabel.it."));
                if (ours && !thread.getName().matches(MANAGED)) {
                    foreign.add(thread.getName());
                }
            });
            Thread.sleep(5);
        }
        submit.get();
        assertTrue(foreign.isEmpty(), "work on " + foreign);
    }

    @Test
    void eventsAreOnlyEverAdded() {
        LabelingSession session = desk.session();
        List<String> before = kinds();
        assertEquals("CONFIG", before.get(0));
        session.submit(edits(session), null, Train.YES);
        session.undo();
        List<String> after = kinds();
        assertEquals(before, after.subList(0, before.size()), "what was stored stays");
        List<String> added = after.subList(before.size(), after.size()).stream().filter(k -> !Set.of("POINT", "TRAIN").contains(k)).toList();
        assertEquals(List.of("SUBMIT", "UNDO"), added);
        Waiting.until("undo can reach three heads and the present one", Duration.ofSeconds(120),
                () -> Settings.home().resolve("heads").resolve("sample").toFile().list().length <= 4);
    }

    private List<String> kinds() {
        return query("select e.kind from LabelingEventEntity e where e.datasetId = 'sample' order by e.seq", String.class);
    }

    private <T> List<T> query(String words, Class<T> type) {
        EntityManager entities = database.createEntityManager();
        try {
            return entities.createQuery(words, type).getResultList();
        } finally {
            entities.close();
        }
    }
}
