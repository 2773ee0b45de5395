package org.fastlabel.hub.prelabel;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import org.fastlabel.hub.PredictionSink;
import org.fastlabel.hub.TaskLedger;
import org.fastlabel.jobs.JobKind;
import org.fastlabel.jobs.JobRun;

/** The kinds of jobs that pre-label and score; each also as one for who must be where the pages are. */
@ApplicationScoped
public class PrelabelJobs {

    static final String PRELABEL = "prelabel";
    static final String SCORE = "score_uncertainty";

    @Inject
    private TaskLedger ledger;
    @Inject
    private PrelabelRepository repository;
    @Inject
    private PreLabelers preLabelers;
    @Inject
    private Instance<PredictionSink> sinks;

    /** What a kind of job does. */
    private interface Work {
        String of(JobRun job);
    }

    private record Kind(String name, boolean needsWeb, Work work) implements JobKind {

        @Override
        public String run(JobRun job) {
            return work.of(job);
        }
    }

    private Proposing proposing() {
        return new Proposing(ledger, repository, preLabelers, sinks);
    }

    private Work prelabelling() {
        return new Prelabelling(proposing())::run;
    }

    private Work scoring() {
        return new Scoring(proposing())::run;
    }

    /** The kind whose process has what the pre-labeller needs. */
    static String kind(String name, boolean needsWeb) {
        return needsWeb ? name + JobKind.IN_WEB : name;
    }

    @Produces
    public JobKind prelabel() {
        return new Kind(kind(PRELABEL, false), false, prelabelling());
    }

    @Produces
    public JobKind prelabelWhereThePagesAre() {
        return new Kind(kind(PRELABEL, true), true, prelabelling());
    }

    @Produces
    public JobKind score() {
        return new Kind(kind(SCORE, false), false, scoring());
    }

    @Produces
    public JobKind scoreWhereThePagesAre() {
        return new Kind(kind(SCORE, true), true, scoring());
    }
}
