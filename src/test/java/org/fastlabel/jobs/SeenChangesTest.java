package org.fastlabel.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.JsonValue;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeenChangesTest {

    private final SeenChanges seen = new SeenChanges();

    private static Job job(long id, long change) {
        return new Job(id, "test", "queued", null, null, 0, 0, "", 0, 5, null, null, null, null, "ann", null, false,
                JsonValue.EMPTY_JSON_OBJECT, change);
    }

    private List<Long> news(Job... jobs) {
        return seen.news(List.of(jobs)).stream().map(Job::change).toList();
    }

    @Test
    void sendsEachChangeOnceAndInOrder() {
        seen.begin(List.of(job(1, 10)));
        assertEquals(List.of(), news(job(1, 10)));
        assertEquals(List.of(12L, 13L), news(job(3, 13), job(2, 12), job(1, 10)));
        assertEquals(List.of(14L), news(job(2, 14), job(3, 13), job(1, 10)));
        assertEquals(14, seen.last());
    }

    @Test
    void sendsAChangeThatComesLate() {
        seen.begin(List.of());
        assertEquals(List.of(20L), news(job(1, 20)));
        assertEquals(List.of(19L), news(job(1, 20), job(2, 19)));
        assertEquals(List.of(), news(job(1, 20), job(2, 19)));
    }
}
