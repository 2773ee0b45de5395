package org.fastlabel.hub.head;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.fastlabel.api.Conflict;
import org.fastlabel.labeling.head.Heads;
import org.junit.jupiter.api.Test;

class HeadTrainingTest {

    private static int right(HeadsOnH2 h, TrainedHead head, int from, int to) {
        int right = 0;
        for (int i = from; i < to; i++) {
            long task = h.tasks.get(i);
            float[] row = h.embeddings.find(List.of(task), head.embedder()).get(task);
            int best = new Heads(null).judge(head.head(), row).best(0);
            right += head.labels().get(best).equals((i + 1) % 2 == 0 ? "OK" : "NG") ? 1 : 0;
        }
        return right;
    }

    @Test
    void learnsFromTwoLabelsOfTwoClassesOn() {
        try (HeadsOnH2 h = new HeadsOnH2(40)) {
            Conflict few = assertThrows(Conflict.class, h::train);
            assertEquals("too-few-labels", few.code());
            h.label(0, 2);
            assertEquals("trained on 2 labels", h.train());
            TrainedHead head = h.heads.newest(h.dataset).orElseThrow();
            assertEquals(2, head.learnt());
            assertNull(head.accuracy());
            assertEquals(List.of("OK", "NG"), head.labels());
        }
    }

    @Test
    void judgesWhatItHasNotSeenAndSaysHowWell() {
        try (HeadsOnH2 h = new HeadsOnH2(120)) {
            h.label(0, 40);
            assertTrue(h.train().startsWith("trained on 40 labels; "));
            TrainedHead head = h.heads.newest(h.dataset).orElseThrow();
            assertEquals(80, right(h, head, 40, 120));
            assertEquals(40, head.accuracy().of());
            assertEquals(40, head.accuracy().right());
            assertTrue(head.accuracy().interval().low() > 0.9);
        }
    }

    @Test
    void theSameLabelsGiveTheSameVersionAndEveryTextIsSeenOnce() {
        try (HeadsOnH2 h = new HeadsOnH2(60)) {
            h.label(0, 20);
            h.train();
            TrainedHead first = h.heads.newest(h.dataset).orElseThrow();
            int seen = h.embedder.seen.get();
            assertEquals(60, seen);
            // A server that has just started knows nothing but the database.
            h.embedder = new PlainEmbedder("plain-1");
            assertTrue(h.train().startsWith("nothing new to learn"));
            assertEquals(0, h.embedder.seen.get());
            TrainedHead again = h.heads.newest(h.dataset).orElseThrow();
            assertEquals(first.version(), again.version());
            assertArrayEquals(first.head().toBytes(), again.head().toBytes());
        }
    }

    @Test
    void versionChangesWithLabelsAndModelAndComesBackWithThem() {
        try (HeadsOnH2 h = new HeadsOnH2(40)) {
            h.label(0, 20);
            h.train();
            String first = h.heads.newest(h.dataset).orElseThrow().version();
            h.label(20, 21);
            h.train();
            String more = h.heads.newest(h.dataset).orElseThrow().version();
            assertNotEquals(first, more);
            h.embedder = new PlainEmbedder("plain-2");
            h.train();
            TrainedHead other = h.heads.newest(h.dataset).orElseThrow();
            assertNotEquals(more, other.version());
            assertEquals("plain-2", other.embedder());
            // What the first model saw is forgotten: nobody judges with it any more.
            assertTrue(h.embeddings.find(h.tasks, "plain-1").isEmpty());
            assertTrue(h.log.stream().anyMatch(line -> line.startsWith("Forgot")));
            h.embedder = new PlainEmbedder("plain-1");
            h.database.sql.update("update tasks set status = 'new', label = null, labeled_at = null where id = ?", h.tasks.get(20));
            h.train();
            assertEquals(first, h.heads.newest(h.dataset).orElseThrow().version());
            assertEquals(List.of(first, other.version(), more), h.heads.versions(h.dataset));
        }
    }

    @Test
    void labelsThatTheDatasetDoesNotKnowAreLeftOut() {
        try (HeadsOnH2 h = new HeadsOnH2(20)) {
            h.label(0, 12);
            h.database.sql.update("update tasks set label = 'what' where id = ?", h.tasks.get(0));
            h.train();
            assertEquals(11, h.heads.newest(h.dataset).orElseThrow().learnt());
        }
    }

    @Test
    void whatItSawIsNotedAlsoWhenItFails() {
        try (HeadsOnH2 h = new HeadsOnH2(20)) {
            h.label(0, 1);
            assertThrows(Conflict.class, h::train);
            LookRepository.Look look = h.looks.looks().get(0);
            assertEquals(1, look.seen().labels());
            assertEquals(HeadsOnH2.at(0), look.seen().until());
            h.label(1, 3);
            assertEquals(3, h.looks.looks().get(0).now().labels());
            h.train();
            assertEquals(3, h.looks.looks().get(0).seen().labels());
        }
    }

    @Test
    void aDatasetTakesEverythingWithIt() {
        try (HeadsOnH2 h = new HeadsOnH2(20)) {
            h.label(0, 12);
            h.train();
            h.database.sql.update("delete from tasks where dataset_id = ?", h.dataset);
            h.database.sql.update("delete from datasets where id = ?", h.dataset);
            for (String table : List.of("hub_heads", "hub_head_looks", "hub_embeddings")) {
                assertEquals(0, h.database.sql.number("select count(*) from " + table), table);
            }
        }
    }
}
