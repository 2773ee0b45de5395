package org.fastlabel.hub.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.hub.Rules;
import org.fastlabel.hub.Task;
import org.fastlabel.hub.store.AnnotationRepository.Given;
import org.fastlabel.hub.store.StatsRepository.Right;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TaskPageTest {

    private static final int TASKS = 257;

    private HubDatabase database;
    private TaskRepository tasks;
    private LedgerRepository ledger;
    private long id;

    @BeforeEach
    void open() {
        database = new HubDatabase();
        tasks = new TaskRepository(database.sql);
        ledger = new LedgerRepository(database.sql);
        id = database.dataset(TASKS, Rules.USUAL);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private TaskQuery query(boolean hardest, String after, int limit) {
        return new TaskQuery(id, null, null, null, null, null, hardest, after, limit);
    }

    private List<Long> all(boolean hardest, int limit) {
        List<Long> seen = new ArrayList<>();
        String after = null;
        do {
            TaskPage page = tasks.page(query(hardest, after, limit));
            page.tasks().forEach(row -> seen.add(row.task().id()));
            after = page.next();
        } while (after != null);
        return seen;
    }

    @Test
    void pagesHaveEveryTaskOnceInEitherOrder() {
        Random random = new Random(5);
        Map<Long, Double> scores = new HashMap<>();
        for (long task = 1; task <= TASKS; task++) {
            if (random.nextInt(4) > 0) {
                scores.put(task, random.nextInt(5) / 5.0);
            }
        }
        database.within(() -> ledger.score(scores));
        List<Long> byPriority = ledger.tasks(database.taskIds(id)).stream().sorted(Comparator.<Task>comparingInt(t -> t.priority() == null ? 1
                : -t.priority()).thenComparingLong(Task::id)).map(Task::id).toList();
        for (int limit : new int[] {1, 7, 50, TASKS - 1, TASKS, 500}) {
            assertEquals(database.taskIds(id), all(false, limit));
            assertEquals(byPriority, all(true, limit));
        }
    }

    private List<Long> found(String status, String assigned, String label, String prelabel, String words) {
        return tasks.page(new TaskQuery(id, status, assigned, label, prelabel, words, true, null, 500)).tasks().stream().map(r -> r.task().id()).toList();
    }

    @Test
    void filtersFindWhatTheySay() {
        AssignmentRepository assignments = new AssignmentRepository(database.sql);
        database.within(() -> assignments.deal(id, List.of("ann"), 3, null, HubDatabase.NOW));
        database.within(() -> new AnnotationRepository(database.sql).answer(2, "ann", new Given("NG", null, null, false, "s"), HubDatabase.NOW));
        database.within(() -> ledger.propose(Map.of(5L, new Task.Proposal("OK", 0.5, "m", null)), Map.of()));
        assertEquals(List.of(1L, 2L, 3L), found(null, "ann", null, null, null));
        assertEquals(TASKS - 3, found(null, "none", null, null, null).size());
        assertEquals(List.of(2L), found("labeled", null, null, null, null));
        assertEquals(List.of(2L), found("labeled", "ann", "NG", null, null));
        assertEquals(List.of(1L, 3L), found(TaskQuery.OPEN, "ann", null, null, null));
        assertEquals(TASKS - 1, found(TaskQuery.OPEN, null, null, null, null).size());
        assertEquals(List.of(), found(null, null, "OK", null, null));
        assertEquals(List.of(5L), found(null, null, null, "OK", null));
        assertEquals(List.of(256L), found(null, null, null, null, "NUMBER 256"));
        assertEquals(List.of(), found(null, null, null, null, "number_256"), "signs of the search mean themselves");
        assertEquals(List.of(), found(null, null, null, null, "%"));
        assertEquals(List.of(), found(null, "' or 1=1 --", null, null, null));
        assertEquals(List.of("ann"), tasks.get(1).assignees());
    }

    @Test
    void aCursorThatWasMadeUpIsRefused() {
        for (String made : List.of("x", "1", "1.2.3", "1;drop", "99999999999.1")) {
            assertEquals("bad-cursor", assertThrows(InvalidInput.class, () -> tasks.page(query(true, made, 10))).code());
        }
    }

    @Test
    void statisticsCountWhatWasSaid() {
        AssignmentRepository assignments = new AssignmentRepository(database.sql);
        AnnotationRepository annotations = new AnnotationRepository(database.sql);
        StatsRepository stats = new StatsRepository(database.sql);
        database.within(() -> ledger.propose(Map.of(1L, new Task.Proposal("OK", 0.5, "m", null), 2L, new Task.Proposal("OK", 0.5, "m", null)), Map.of()));
        database.within(() -> assignments.deal(id, List.of("ann"), 4, null, HubDatabase.NOW));
        // A quarter of an hour before midnight in UTC, whatever the clock on the wall says.
        database.within(() -> annotations.answer(1, "ann", new Given("OK", null, 2.0, true, "a"), HubDatabase.NOW.plusSeconds(13 * 3600 + 45 * 60)));
        database.within(() -> annotations.answer(2, "ann", new Given("NG", null, 4.0, false, "b"), HubDatabase.NOW.plusSeconds(14 * 3600)));
        database.within(() -> annotations.answer(3, "ann", new Given(null, "unclear", 9.0, false, "c"), HubDatabase.NOW.plusSeconds(14 * 3600)));
        assertEquals(Map.of(LocalDate.parse("2026-03-01"), 1L, LocalDate.parse("2026-03-02"), 1L), stats.throughput(id));
        assertEquals(Map.of(LocalDate.parse("2026-03-01"), 1L, LocalDate.parse("2026-03-02"), 1L), stats.throughput("ann", id));
        assertEquals(Map.of("OK", 1L, "NG", 1L), stats.byLabel(id));
        assertEquals(Map.of("NG", 1L, "OK", 1L), stats.byLabel("ann", null));
        assertEquals(List.of(new StatsRepository.Person("ann", 2, 1, 4.0)), stats.people(id));
        assertEquals(4.0, stats.median("ann", id));
        assertEquals(List.of(new Right<>(false, 0, 1), new Right<>(true, 1, 1)),
                stats.anchoring(id).stream().sorted(Comparator.comparing(Right::key)).toList());
        assertEquals(2, stats.proposals(id).stream().mapToLong(Right::of).sum());
        assertEquals(1, stats.proposals(id).stream().mapToLong(Right::right).sum());
        assertEquals(Map.of("answered", 2L, "skipped", 1L, "open", 1L, "imported", 0L), stats.assignments("ann", id, HubDatabase.NOW));
        assertEquals(Map.of("answered", 2L, "skipped", 1L, "open", 1L), stats.assignments(id).get("ann"));
    }
}
