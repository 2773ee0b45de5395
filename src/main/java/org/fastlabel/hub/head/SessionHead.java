package org.fastlabel.hub.head;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fastlabel.api.CapacityExceeded;
import org.fastlabel.hub.Dataset;
import org.fastlabel.hub.Opinion;
import org.fastlabel.hub.PreLabeler.Judge;
import org.fastlabel.hub.Task;
import org.fastlabel.hub.media.OpenSession;
import org.fastlabel.jobs.JobRun;
import org.fastlabel.labeling.Classes.LabelClass;
import org.fastlabel.labeling.LabelingDesk;
import org.fastlabel.labeling.LabelingSession;
import org.fastlabel.labeling.LabelingState;
import org.fastlabel.labeling.LabelingState.Scorer;
import org.fastlabel.labeling.Scores;

/** The head of the Label workspace, for a data set that was taken from there. */
@ApplicationScoped
public class SessionHead {

    @EJB
    private LabelingDesk desk;
    @Inject
    private OpenSession open;

    /** Names the session's head; empty where another data set is open, its classes are others, or nothing was learnt. */
    Optional<String> version(Dataset dataset) {
        try {
            LabelingState state = desk.session().state();
            boolean same = open.holds(dataset) && open.classes().equals(dataset.labels());
            return same && state.scorer() == Scorer.HEAD ? Optional.of("label-" + state.now().trained().model()) : Optional.empty();
        } catch (CapacityExceeded e) {
            return Optional.empty();
        }
    }

    /** Empty in the same cases as {@link #version}. */
    Optional<Judge> judge(Dataset dataset) {
        return version(dataset).map(version -> {
            LabelingSession session = desk.session();
            return judge(version, session, session.scores(), session.state().classes().live());
        });
    }

    private static Judge judge(String version, LabelingSession session, Scores scores, List<LabelClass> classes) {
        return new Judge() {
            @Override
            public String version() {
                return version;
            }

            @Override
            public int chunk() {
                return 500;
            }

            @Override
            public List<Opinion> judge(List<Task> tasks, JobRun job) {
                List<Opinion> opinions = new ArrayList<>();
                for (Task task : tasks) {
                    int id = session.dataset().items().idOf(task.key());
                    opinions.add(id < 0 || !scores.judged(id) ? Opinion.unusable("It is not embedded in the Label workspace (yet).",
                            Json.createObjectBuilder().build()) : opinion(scores.probs(id), classes));
                }
                job.goOn();
                return opinions;
            }
        };
    }

    private static Opinion opinion(double[] probs, List<LabelClass> classes) {
        double sum = classes.stream().mapToDouble(c -> c.id() < probs.length ? probs[c.id()] : 0).sum();
        Map<String, Double> byLabel = new LinkedHashMap<>();
        classes.forEach(c -> byLabel.put(c.name(), c.id() < probs.length && sum > 0 ? probs[c.id()] / sum : 0));
        return Opinion.of(byLabel, "head", Json.createObjectBuilder().build());
    }
}
