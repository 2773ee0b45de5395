package org.fastlabel.hub.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.NotFound;
import org.fastlabel.hub.Rules;
import org.fastlabel.hub.media.MediaSignature.Term;
import org.fastlabel.hub.store.HubDatabase;
import org.fastlabel.hub.store.HubDatasetRepository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When an address of a picture ends. */
class MediaTermsTest {

    private final HubDatabase database = new HubDatabase();
    private final HubDatasetRepository datasets = new HubDatasetRepository(database.sql);
    private final long dataset = database.dataset(1, Rules.USUAL);

    private MediaTerms after(int days) {
        return new MediaTerms(datasets, Clock.fixed(HubDatabase.NOW.plus(Duration.ofDays(days)), ZoneOffset.UTC));
    }

    @AfterEach
    void close() {
        database.close();
        System.clearProperty("fastlabel.media.days");
    }

    @Test
    void afterAYearAndIsOldAtHalfOfIt() {
        Term term = after(0).begun(dataset);
        assertEquals(term, after(0).begun(dataset), "the same all day");
        assertFalse(after(183).old(term, dataset));
        assertTrue(after(184).old(term, dataset));
        assertFalse(after(365).over(term, dataset));
        assertTrue(after(366).over(term, dataset));
    }

    @Test
    void afterAsManyDaysAsTheOperatorSays() {
        System.setProperty("fastlabel.media.days", "7");
        Term term = after(0).begun(dataset);
        assertFalse(after(7).over(term, dataset));
        assertTrue(after(8).over(term, dataset));
        for (String bad : new String[] {"0", "-1", "a week", "40000"}) {
            System.setProperty("fastlabel.media.days", bad);
            assertThrows(InvalidInput.class, () -> after(0).begun(dataset), bad);
        }
    }

    @Test
    void atOnceWhenItIsRevokedAndThatOfItsDataSetOnly() {
        long other = database.dataset(1, Rules.USUAL);
        Term term = after(0).begun(dataset);
        Term others = after(0).begun(other);
        datasets.endMedia(dataset);
        assertTrue(after(0).over(term, dataset));
        assertFalse(after(0).over(others, other));
        assertFalse(after(0).old(after(0).begun(dataset), dataset));
        assertThrows(NotFound.class, () -> datasets.endMedia(dataset + 1000));
    }
}
