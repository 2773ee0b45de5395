package org.fastlabel.hub.prelabel;

import jakarta.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fastlabel.hub.Opinion;
import org.fastlabel.hub.Task;
import org.fastlabel.hub.Uncertainty;

/** What a few tasks got, to be kept at once. */
final class Chunk {

    private final Map<String, Calibration> calibrations;
    private final Map<Long, Task.Proposal> proposals = new HashMap<>();
    private final Map<Long, JsonObject> unusable = new HashMap<>();
    private final Map<Long, Double> confidence = new HashMap<>();

    Chunk(Map<String, Calibration> calibrations) {
        this.calibrations = calibrations;
    }

    /** @param opinions one for each task */
    void judged(List<Task> tasks, List<Opinion> opinions, String by, String version) {
        for (int i = 0; i < opinions.size(); i++) {
            long task = tasks.get(i).id();
            Opinion opinion = opinions.get(i);
            if (opinion.usable()) {
                proposals.put(task, opinion.proposal(by, version));
                confidence.put(task, calibrated(version, opinion.confidence()));
            } else {
                unusable.put(task, opinion.toJson(by));
                confidence.put(task, Uncertainty.NO_CONFIDENCE);
            }
        }
    }

    /** A task that has its proposal already. */
    void score(Task task) {
        confidence.put(task.id(), calibrated(task.proposal().model(), task.proposal().score()));
    }

    private double calibrated(String version, double raw) {
        Calibration known = calibrations.get(version);
        return known == null ? raw : known.platt().apply(raw);
    }

    int unusable() {
        return unusable.size();
    }

    void keep(PrelabelRepository repository) {
        repository.keep(proposals, unusable, confidence);
    }
}
