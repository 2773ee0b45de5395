package org.fastlabel.hub.head;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.fastlabel.api.CapacityExceeded;
import org.fastlabel.api.Conflict;
import org.fastlabel.hub.Dataset;
import org.fastlabel.hub.Opinion;
import org.fastlabel.hub.PreLabeler;
import org.fastlabel.hub.Task;
import org.fastlabel.jobs.JobRun;
import org.fastlabel.jobs.RetryLater;

/** The data set's own head; while it has none, that of the Label workspace where the same data set is open there. */
@ApplicationScoped
public class HeadPreLabeler implements PreLabeler {

    /** Texts that take no time, or pictures that take a minute. */
    private static final int CHUNK = 128;

    @Inject
    private HeadDesk desk;
    @Inject
    private SessionHead session;

    @Override
    public String by() {
        return "head";
    }

    /** The model that sees the items is loaded where the pages are. */
    @Override
    public boolean needsWeb() {
        return true;
    }

    @Override
    public Readiness readiness(Dataset dataset) {
        Optional<TrainedHead> head = desk.newest(dataset.id());
        if (head.isPresent()) {
            Optional<String> hindrance = desk.hindrance(dataset, head.get());
            return new Readiness(hindrance.isEmpty(), head.get().version(), hindrance.orElse("Learnt from " + head.get().learnt() + " labels."));
        }
        Optional<String> other = session.version(dataset);
        return other.map(version -> new Readiness(true, version, "The head of the Label workspace, where this data set is open."))
                .orElseGet(() -> new Readiness(false, "", "There is no head yet. Confirm tasks with at least two different labels; it is trained by itself "
                        + "from " + Due.FIRST + " labels on, or when you ask for it."));
    }

    @Override
    public Judge open(Dataset dataset, String model) {
        Optional<TrainedHead> found = desk.newest(dataset.id());
        if (found.isEmpty()) {
            return session.judge(dataset).orElseThrow(() -> new Conflict("no-head", readiness(dataset).detail()));
        }
        TrainedHead head = found.get();
        return new Judge() {
            @Override
            public String version() {
                return head.version();
            }

            @Override
            public int chunk() {
                return CHUNK;
            }

            @Override
            public List<Opinion> judge(List<Task> tasks, JobRun job) {
                return later(() -> desk.judge(head, dataset, tasks, job::goOn));
            }
        };
    }

    /** What is not there yet comes later. */
    static <T> T later(Supplier<T> work) {
        try {
            return work.get();
        } catch (RetryLater e) {
            throw e;
        } catch (CapacityExceeded e) {
            throw new RetryLater(e.code(), e.getMessage(), null);
        }
    }
}
