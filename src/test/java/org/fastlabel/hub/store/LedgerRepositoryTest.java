package org.fastlabel.hub.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.fastlabel.api.NotFound;
import org.fastlabel.hub.Rules;
import org.fastlabel.hub.Task;
import org.fastlabel.hub.TaskLedger.OutsideAnswer;
import org.fastlabel.hub.TaskLedger.Wanted;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LedgerRepositoryTest {

    private HubDatabase database;
    private LedgerRepository ledger;

    @BeforeEach
    void open() {
        database = new HubDatabase();
        ledger = new LedgerRepository(database.sql);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Task task(long id) {
        return ledger.tasks(List.of(id)).get(0);
    }

    private void outside(long... lsTasks) {
        Map<Long, Long> numbers = new HashMap<>();
        for (int i = 0; i < lsTasks.length; i++) {
            numbers.put((long) i + 1, lsTasks[i]);
        }
        database.within(() -> ledger.imported(7, numbers));
    }

    @Test
    void tasksComeInPagesInTheOrderTheyWerePutIn() {
        long id = database.dataset(1_203, Rules.USUAL);
        List<String> keys = new ArrayList<>();
        long after = 0;
        for (List<Task> page = ledger.after(id, 0, 500, Wanted.ALL); !page.isEmpty(); page = ledger.after(id, after, 500, Wanted.ALL)) {
            page.forEach(t -> keys.add(t.key()));
            after = page.get(page.size() - 1).id();
        }
        assertEquals(1_203, keys.size());
        assertEquals("k1", keys.get(0));
        assertEquals("k1203", keys.get(1_202));
        assertEquals(1_203, ledger.count(id, Wanted.UNLABELED));
        assertEquals("Text number 17", ledger.after(id, 16, 1, Wanted.ALL).get(0).text());
        assertEquals("unknown-dataset", assertThrows(NotFound.class, () -> ledger.dataset(99)).code());
    }

    @Test
    void aTaskOutsideIsImportedAndComesBackWhenItIsGone() {
        long id = database.dataset(3, Rules.USUAL);
        outside(101, 102);
        assertEquals("imported", task(1).status());
        assertEquals(101L, task(1).lsTask());
        assertEquals(1, ledger.count(id, Wanted.NOT_IMPORTED));
        assertEquals(List.of(2L), ledger.outside(7, List.of(102L, 999L)).stream().map(Task::id).toList());
        assertEquals(List.of(), ledger.outside(8, List.of(102L)));
        assertEquals(1, ledger.ofProject(7).size());
        database.within(() -> ledger.gone(List.of(1L)));
        assertEquals("new", task(1).status());
        assertNull(task(1).lsTask());
    }

    @Test
    void confidenceGivesUncertaintyAndPriorityAsDocumented() {
        database.dataset(3, Rules.USUAL);
        database.within(() -> ledger.score(Map.of(1L, 0.9, 2L, 0.5, 3L, 1.0)));
        assertEquals(1 - 0.9, task(1).uncertainty());
        assertEquals((int) ((1 - 0.9) * 1000), task(1).priority());
        assertEquals(500, task(2).priority());
        assertEquals(0, task(3).priority());
        assertEquals(List.of(2L, 1L, 3L), database.sql.query("select id from tasks order by place, id", r -> r.getLong(1)));
    }

    @Test
    void aProposalReplacesTheEarlierOneAndAnUnusableAnswerTakesItAway() {
        long id = database.dataset(2, Rules.USUAL);
        Task.Proposal proposal = new Task.Proposal("NG", 0.75, "m@1", Json.createObjectBuilder().add("p", 0.75).build());
        database.within(() -> ledger.propose(Map.of(1L, proposal, 2L, proposal), Map.of()));
        assertEquals(proposal, task(1).proposal());
        database.within(() -> ledger.propose(Map.of(), Map.of(1L, Json.createObjectBuilder().add("error", "no JSON").build())));
        assertNull(task(1).proposal());
        assertEquals(1, ledger.count(id, Wanted.WITHOUT_PROPOSAL));
        assertEquals(2, database.sql.number("select count(*) from tasks where prelabel_json is not null"));
    }

    private static OutsideAnswer said(long number, String who, String label) {
        return new OutsideAnswer(number, who, label, 2.5, HubDatabase.NOW.plusSeconds(number), null);
    }

    private int answered(Map<Long, List<OutsideAnswer>> answers) {
        return database.within(() -> ledger.answered(answers));
    }

    @Test
    void answersFromOutsideReplaceWhatWasThereBefore() {
        database.dataset(3, Rules.USUAL);
        outside(101, 102, 103);
        assertEquals(2, answered(Map.of(1L, List.of(said(1, "x@y", "OK")), 2L, List.of(said(2, "x@y", null)), 3L, List.of(said(3, "x@y", "NG")))));
        assertEquals("labeled", task(1).status());
        assertEquals("skipped", task(2).status());
        assertEquals(2, answered(Map.of(1L, List.of(said(1, "x@y", "NG")), 3L, List.of(said(3, "x@y", "NG")))));
        assertEquals("NG", task(1).label());
        assertEquals(0, answered(Map.of(1L, List.of())));
        assertEquals("imported", task(1).status());
        assertNull(task(1).label());
        assertEquals(1, answered(Map.of(1L, List.of(said(1, "x@y", "NG")))), "it was there again");
        assertEquals(3, database.sql.number("select count(*) from annotations"), "and is not there twice");
    }

    @Test
    void aLabelOutsideTheSetSettlesNothing() {
        database.dataset(1, Rules.USUAL);
        outside(101);
        assertEquals(0, answered(Map.of(1L, List.of(said(1, "x@y", "Okay")))));
        assertEquals("imported", task(1).status());
    }

    @Test
    void theSameAnswersTwiceChangeNothing() {
        database.dataset(1, Rules.USUAL);
        outside(101);
        answered(Map.of(1L, List.of(said(1, "x@y", "OK"))));
        long version = database.sql.number("select version from tasks where id = 1");
        assertEquals(1, answered(Map.of(1L, List.of(said(1, "x@y", "OK")))));
        assertEquals(version, database.sql.number("select version from tasks where id = 1"));
    }

    @Test
    void tenThousandTasksAreWrittenInBatches() {
        long id = database.dataset(10_000, Rules.USUAL);
        Map<Long, Long> numbers = database.taskIds(id).stream().collect(Collectors.toMap(t -> t, t -> t + 100_000));
        database.within(() -> ledger.imported(7, numbers));
        database.within(() -> ledger.score(numbers.keySet().stream().collect(Collectors.toMap(t -> t, t -> t % 100 / 100.0))));
        assertEquals(10_000, answered(numbers.keySet().stream().collect(Collectors.toMap(t -> t, t -> List.of(said(t, "x@y", "OK"))))));
        assertEquals(10_000, ledger.count(id, Wanted.LABELED));
    }

    @Test
    void theShareForOverlapIsChosenByTheKeyAlone() {
        List<Integer> buckets = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            buckets.add(TaskRepository.bucket("row-" + i));
        }
        long tenth = buckets.stream().filter(b -> b < 1_000).count();
        assertTrue(tenth > 900 && tenth < 1_100, tenth + " of 10000");
        assertNotEquals(TaskRepository.bucket("a"), TaskRepository.bucket("b"));
        assertEquals(2, TaskRepository.overlap(new Rules(2, 0.5, "majority", false, 0, null), 4_999));
        assertEquals(1, TaskRepository.overlap(new Rules(2, 0.5, "majority", false, 0, null), 5_000));
    }
}
