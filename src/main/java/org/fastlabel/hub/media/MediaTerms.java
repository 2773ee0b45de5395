package org.fastlabel.hub.media;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import org.fastlabel.api.Settings;
import org.fastlabel.hub.media.MediaSignature.Term;
import org.fastlabel.hub.store.HubDatasetRepository;

/**
 * How long signed addresses open anything. Label Studio keeps an address in a task's data for the life of the project, and nobody but an
 * import changes it there: hours, which are usual for signed addresses, would leave projects without pictures. So there are two ends. An
 * administrator revokes all addresses of a data set at once, when they have got into wrong hands or somebody has left. And each runs out by
 * itself after {@code FASTLABEL_MEDIA_DAYS}, a year unless told otherwise: longer than nearly all labelling takes, and the end of what was
 * forgotten in an old project or a log. An import replaces those that were revoked and those past half of their time.
 */
@ApplicationScoped
public class MediaTerms {

    private final Clock clock;

    @EJB
    private HubDatasetRepository datasets;

    public MediaTerms() {
        this(null, Clock.systemUTC());
    }

    MediaTerms(HubDatasetRepository datasets, Clock clock) {
        this.datasets = datasets;
        this.clock = clock;
    }

    /** Of an address that is made today. The same all day, so that importing twice changes nothing. */
    Term begun(long dataset) {
        return new Term(datasets.mediaVersion(dataset), today() + Settings.mediaDays());
    }

    boolean over(Term term, long dataset) {
        return today() > term.lastDay() || term.version() != datasets.mediaVersion(dataset);
    }

    /** Over, or soon. */
    boolean old(Term term, long dataset) {
        return over(term, dataset) || term.lastDay() - today() < Settings.mediaDays() / 2;
    }

    private long today() {
        return clock.millis() / Duration.ofDays(1).toMillis();
    }
}
