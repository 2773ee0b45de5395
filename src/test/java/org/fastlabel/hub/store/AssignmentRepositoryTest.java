package org.fastlabel.hub.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.fastlabel.api.Conflict;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.NotFound;
import org.fastlabel.hub.Rules;
import org.fastlabel.hub.TaskLedger.OutsideAnswer;
import org.fastlabel.hub.store.AnnotationRepository.Given;
import org.fastlabel.hub.store.AssignmentRepository.Round;
import org.fastlabel.hub.store.Dealing.Dealt;
import org.fastlabel.hub.store.MineRepository.Mine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AssignmentRepositoryTest {

    private static final Instant NOW = HubDatabase.NOW;

    private HubDatabase database;
    private AssignmentRepository assignments;
    private AnnotationRepository annotations;
    private MineRepository mine;
    private LedgerRepository ledger;

    @BeforeEach
    void open() {
        database = new HubDatabase();
        assignments = new AssignmentRepository(database.sql);
        annotations = new AnnotationRepository(database.sql);
        mine = new MineRepository(database.sql);
        ledger = new LedgerRepository(database.sql);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static Rules rules(int overlap, double share, int lockMinutes) {
        return new Rules(overlap, share, "majority", false, lockMinutes, null);
    }

    private List<Dealt> deal(long dataset, List<String> people, int most) {
        List<Dealt> dealt = new ArrayList<>();
        String[] after = {null};
        do {
            Round round = database.within(() -> assignments.deal(dataset, people, most - dealt.size(), after[0], NOW));
            dealt.addAll(round.dealt());
            after[0] = round.next();
        } while (after[0] != null && dealt.size() < most);
        return dealt;
    }

    private long answer(long task, String who, String label) {
        return answer(task, who, label, UUID.randomUUID().toString(), NOW);
    }

    private long answer(long task, String who, String label, String submitId, Instant at) {
        return database.within(() -> annotations.answer(task, who, new Given(label, label == null ? "unclear" : null, 1.5, true, submitId), at));
    }

    private String status(long task) {
        return ledger.tasks(List.of(task)).get(0).status();
    }

    private List<Mine> open(String who, long dataset) {
        return mine.page(who, dataset, "open", null, 500, NOW).tasks();
    }

    @Test
    void hardestFirstAndThoseWithoutPriorityLastByNumber() {
        long id = database.dataset(6, Rules.USUAL);
        database.within(() -> ledger.score(Map.of(2L, 0.9, 4L, 0.5, 5L, 0.5)));
        assertEquals(List.of(4L, 5L, 2L, 1L), deal(id, List.of("ann"), 4).stream().map(Dealt::task).toList());
        assertEquals(List.of(4L, 5L, 2L, 1L), open("ann", id).stream().map(m -> m.task().id()).toList());
        assertEquals("ann", ledger.tasks(List.of(4L)).get(0).assignedTo());
    }

    @Test
    void aLargeDataSetIsGivenOutInRoundsAndFairly() {
        long id = database.dataset(1_700, Rules.USUAL);
        List<Dealt> dealt = deal(id, List.of("ann", "bob", "cy"), Integer.MAX_VALUE);
        assertEquals(1_700, dealt.stream().map(Dealt::task).distinct().count());
        Dealing.counts(dealt).values().forEach(n -> assertTrue(n == 566 || n == 567, "got " + n));
        assertEquals(0, assignments.places(id));
    }

    @Test
    void overlapGivesATaskToSeveralPeopleAndSettlesWhenAllHaveAnswered() {
        long id = database.dataset(10, rules(2, 1, 0));
        assertEquals(20, deal(id, List.of("ann", "bob", "cy"), 100).size());
        List<String> people = database.sql.query("select username from assignments where task_id = 1", r -> r.getString(1));
        assertEquals(2, new HashSet<>(people).size());
        answer(1, people.get(0), "OK");
        assertEquals("new", status(1));
        answer(1, people.get(1), "NG");
        assertEquals("review", status(1));
        database.within(() -> annotations.decide(1, "admin", "NG", NOW));
        assertEquals("labeled", status(1));
    }

    /** Requests that come at the same time, as from several processes. */
    @Test
    void noTaskGoesToTwoPeopleHoweverManyAskAtOnce() throws Exception {
        long id = database.dataset(600, rules(2, 0.2, 0));
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<List<Dealt>>> asks = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                String person = "p" + i % 8;
                asks.add(() -> deal(id, List.of(person), 40));
            }
            for (Future<List<Dealt>> future : threads.invokeAll(asks)) {
                future.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertEquals(0, database.sql.number("select count(*) from (select task_id from assignments a join tasks t on t.id = a.task_id "
                + "group by task_id, t.overlap having count(*) > t.overlap) x"));
        assertEquals(0, database.sql.number("select count(*) from (select task_id from assignments group by task_id, username having count(*) > 1) x"));
        assertEquals(0, database.sql.number("select count(*) from tasks t where holders <> (select count(*) from assignments a where a.task_id = t.id)"));
    }

    /** Answers, taking back and giving out at once: each assignment ends one way. */
    @Test
    void anAnswerAndTakingBackNeverBothWin() throws Exception {
        long id = database.dataset(60, Rules.USUAL);
        deal(id, List.of("ann"), 60);
        List<Long> tasks = database.taskIds(id);
        ExecutorService threads = Executors.newFixedThreadPool(6);
        Set<Long> saved = new HashSet<>();
        try {
            List<Callable<Long>> work = new ArrayList<>();
            for (long task : tasks) {
                work.add(() -> {
                    try {
                        answer(task, "ann", "OK");
                        return task;
                    } catch (Conflict e) {
                        assertEquals("assignment-returned", e.code());
                        return null;
                    }
                });
                if (task % 3 == 0) {
                    work.add(() -> {
                        database.within(() -> assignments.unassign(task, null, NOW));
                        deal(id, List.of("bob"), 1);
                        return null;
                    });
                }
            }
            for (Future<Long> future : threads.invokeAll(work)) {
                Long task = future.get();
                if (task != null) {
                    saved.add(task);
                }
            }
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        } finally {
            threads.shutdownNow();
        }
        for (long task : tasks) {
            List<String> states = database.sql.query("select state from assignments where task_id = ? and username = 'ann'", r -> r.getString(1), task);
            assertEquals(saved.contains(task), states.contains("answered"), "task " + task + " " + states);
            assertEquals(saved.contains(task), status(task).equals("labeled"));
        }
    }

    @Test
    void aTaskThatIsAssignedAnewIsTakenFromWhoHadIt() {
        long id = database.dataset(2, Rules.USUAL);
        database.within(() -> assignments.assign(1, "ann", NOW));
        database.within(() -> assignments.assign(1, "bob", NOW));
        assertEquals("bob", ledger.tasks(List.of(1L)).get(0).assignedTo());
        assertEquals(0, open("ann", id).size());
        assertEquals("assignment-returned", assertThrows(Conflict.class, () -> answer(1, "ann", "OK")).code());
        answer(1, "bob", "OK");
        assertEquals("already-labeled", assertThrows(Conflict.class, () -> database.within(() -> assignments.assign(1, "ann", NOW))).code());
        assertEquals("unknown-task", assertThrows(NotFound.class, () -> answer(2, "bob", "OK")).code());
        assertEquals("unknown-task", assertThrows(NotFound.class, () -> answer(99, "bob", "OK")).code());
    }

    @Test
    void aTaskWhoseTimeIsUpIsGivenToTheNext() {
        long id = database.dataset(1, rules(1, 0, 30));
        deal(id, List.of("ann"), 1);
        Instant later = NOW.plus(Duration.ofMinutes(31));
        assertEquals(1, open("ann", id).size());
        assertEquals(0, mine.page("ann", id, "open", null, 10, later).tasks().size());
        assertEquals(0, mine.remaining("ann", id, later));
        assertEquals("assignment-returned", assertThrows(Conflict.class, () -> answer(1, "ann", "OK", "s", later)).code());
        assertEquals(List.of(id), assignments.overdue(later));
        assertEquals(List.of(new Dealt(1, "bob")), database.within(() -> assignments.deal(id, List.of("bob"), 1, null, later)).dealt());
        assertEquals("bob", ledger.tasks(List.of(1L)).get(0).assignedTo());
        assertEquals(List.of(), assignments.overdue(later));
    }

    @Test
    void theSameSubmissionTwiceIsTakenOnce() {
        long id = database.dataset(2, Rules.USUAL);
        deal(id, List.of("ann"), 2);
        answer(1, "ann", "OK", "s1", NOW);
        answer(1, "ann", "OK", "s1", NOW.plusSeconds(5));
        assertEquals(1, database.sql.number("select count(*) from annotations"));
        assertThrows(InvalidInput.class, () -> answer(2, "ann", "OK", "s1", NOW));
        assertEquals("unknown-label", assertThrows(InvalidInput.class, () -> answer(2, "ann", "Okay")).code());
        assertEquals("new", status(2));
    }

    @Test
    void whatAPersonSaidIsTakenBackStepByStep() {
        long id = database.dataset(3, Rules.USUAL);
        deal(id, List.of("ann"), 3);
        answer(1, "ann", "OK", "a", NOW);
        answer(2, "ann", null, "b", NOW.plusSeconds(1));
        answer(1, "ann", "NG", "c", NOW.plusSeconds(2));
        assertEquals("NG", ledger.tasks(List.of(1L)).get(0).label());
        assertEquals(List.of(1L, 2L, 1L), List.of(undo(id), undo(id), undo(id)));
        assertNull(database.within(() -> annotations.undo(id, "ann", NOW)).orElse(null));
        assertEquals("new", status(1));
        assertEquals(3, open("ann", id).size());
        answer(1, "ann", "OK", "a", NOW);
        assertEquals("new", status(1), "a submission that was taken back is not made again by sending it again");
    }

    private long undo(long id) {
        long task = database.within(() -> annotations.undo(id, "ann", NOW.plusSeconds(9))).orElseThrow();
        if (task == 1 && status(1).equals("labeled")) {
            assertEquals("OK", ledger.tasks(List.of(1L)).get(0).label(), "what was replaced stands again");
        }
        return task;
    }

    @Test
    void knownAnswersAreMixedInAndNotShownAsSuch() {
        long id = database.dataset(30, Rules.USUAL);
        database.within(() -> new TaskRepository(database.sql).gold(id, Map.of(7L, "OK", 8L, "NG"), NOW));
        assertEquals(28, deal(id, List.of("ann", "bob"), 100).size());
        List<Dealt> gold = database.within(() -> assignments.dealGold(id, Map.of("ann", 1, "bob", 2), NOW));
        assertEquals(Map.of("ann", 1, "bob", 2), Dealing.counts(gold));
        answer(7, "bob", "NG");
        assertEquals("OK", ledger.tasks(List.of(7L)).get(0).label());
        Mine seen = mine.find(8, "bob").orElseThrow();
        assertEquals("new", seen.status());
        answer(8, "bob", "NG");
        if (mine.find(8, "ann").isPresent()) {
            assertEquals("new", mine.find(8, "ann").orElseThrow().status(), "that others have done it is not to be seen");
        }
        StatsRepository stats = new StatsRepository(database.sql);
        assertEquals(new StatsRepository.Right<>("bob", 1, 2), stats.gold("bob", id));
    }

    @Test
    void allTasksOfOnePersonAreTakenBackButNotWhatTheyAnswered() {
        long id = database.dataset(40, Rules.USUAL);
        deal(id, List.of("ann", "bob"), 40);
        answer(open("ann", id).get(0).task().id(), "ann", "OK");
        assertEquals(19, database.within(() -> assignments.unassignSome(id, "ann", NOW)));
        assertEquals(0, open("ann", id).size());
        assertEquals(20, open("bob", id).size());
        assertEquals(19, deal(id, List.of("cy"), 40).size());
    }

    @Test
    void anAnswerOutsideEndsTheTaskHereAndItsEndOpensItAgain() {
        long id = database.dataset(1, Rules.USUAL);
        deal(id, List.of("ann"), 1);
        database.within(() -> ledger.imported(7, Map.of(1L, 101L)));
        database.within(() -> ledger.answered(Map.of(1L, List.of(new OutsideAnswer(5, "x@y", "OK", null, NOW, null)))));
        assertEquals(0, open("ann", id).size());
        assertEquals(Map.of("answered", 1L), new StatsRepository(database.sql).assignments(id).get("ann"));
        database.within(() -> ledger.answered(Map.of(1L, List.of())));
        assertEquals(List.of(1L), open("ann", id).stream().map(m -> m.task().id()).collect(Collectors.toList()));
    }

    @Test
    void changedTimesApplyToWhatIsGivenOutAlready() {
        long id = database.dataset(3, Rules.USUAL);
        deal(id, List.of("ann"), 3);
        database.within(() -> assignments.reschedule(id, rules(1, 0, 10)));
        assertEquals(1, assignments.overdue(NOW.plus(Duration.ofMinutes(10))).size());
        assertEquals(0, assignments.overdue(NOW.plus(Duration.ofMinutes(9))).size());
    }

    @Test
    void manyRandomStepsLeaveTheBooksInOrder() {
        Random random = new Random(3);
        long id = database.dataset(40, rules(2, 0.5, 0));
        for (int step = 0; step < 300; step++) {
            String who = "p" + random.nextInt(4);
            int what = random.nextInt(6);
            if (what == 0) {
                deal(id, List.of(who), 5);
            } else if (what == 1) {
                database.within(() -> assignments.unassignSome(id, who, NOW));
            } else if (what == 2) {
                database.within(() -> annotations.undo(id, who, NOW));
            } else {
                List<Mine> open = open(who, id);
                if (!open.isEmpty()) {
                    answer(open.get(random.nextInt(open.size())).task().id(), who, random.nextInt(5) == 0 ? null : random.nextBoolean() ? "OK" : "NG");
                }
            }
        }
        assertTrue(database.sql.number("select count(*) from annotations where counted = true") > 20);
        assertEquals(0, database.sql.number("select count(*) from tasks t where holders <> (select count(*) from assignments a where a.task_id = t.id "
                + "and a.state <> 'returned') or holders > overlap"));
        assertEquals(0, database.sql.number("select count(*) from annotations n where counted = true and withdrawn_at is null and not exists "
                + "(select 1 from assignments a where a.task_id = n.task_id and a.username = n.username and a.state in ('answered', 'skipped'))"));
        assertEquals(0, database.sql.number("select count(*) from assignments a where state in ('answered', 'skipped') and not exists (select 1 from "
                + "annotations n where n.counted = true and a.task_id = n.task_id and n.username = a.username)"));
        assertEquals(0, database.sql.number("select count(*) from (select task_id from annotations where counted = true group by task_id, username "
                + "having count(*) > 1) x"));
        assertEquals(0, database.sql.number("select count(*) from tasks t where status = 'labeled' and (select count(*) from annotations n where "
                + "n.counted = true and n.task_id = t.id) < overlap"));
    }
}
