package org.fastlabel.hub.prelabel;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.fastlabel.hub.Dataset;
import org.fastlabel.hub.PreLabeler;
import org.fastlabel.hub.Task;
import org.fastlabel.jobs.JobRun;

/**
 * Says how uncertain the model is of each task, and so which ones people should see first. What people have answered so far is learnt from
 * before, where it is enough. Tasks without a proposal get one first; those that have one keep it, whoever made it.
 */
final class Scoring {

    private final Proposing with;

    Scoring(Proposing with) {
        this.with = with;
    }

    /** @param after the last task that is done @param scored how many are */
    private record Place(long after, int scored) {

        static Place of(JsonObject saved) {
            return saved.isEmpty() ? new Place(0, 0) : new Place(saved.getJsonNumber("after").longValueExact(), saved.getInt("scored"));
        }

        JsonObject toJson() {
            return Json.createObjectBuilder().add("after", after).add("scored", scored).build();
        }
    }

    String run(JobRun job) {
        Asked asked = Asked.of(job.parameters());
        Dataset dataset = with.ledger().dataset(asked.datasetId());
        Map<String, Calibration> calibrations = with.repository().recalibrate(dataset.id());
        calibrations.forEach((model, c) -> job.log("Confidence of " + model + " is calibrated by " + c.answers() + " answers."));
        long total = asked.total(with.ledger().count(dataset.id(), asked.wanted()));
        Place place = Place.of(job.saved());
        PreLabeler.Judge judge = null;
        while (asked.limit() == 0 || place.scored < asked.limit()) {
            job.goOn();
            job.progress(place.scored, Math.max(total, place.scored), "scoring");
            int chunk = judge == null ? 200 : judge.chunk();
            List<Task> page = with.ledger().after(dataset.id(), place.after, asked.limit() == 0 ? chunk : Math.min(chunk, asked.limit() - place.scored),
                    asked.wanted());
            if (page.isEmpty()) {
                break;
            }
            List<Task> silent = page.stream().filter(t -> t.proposal() == null).toList();
            if (!silent.isEmpty() && judge == null) {
                judge = with.preLabelers().called(asked.by()).open(dataset, asked.model());
                job.log("Tasks without a proposal are judged by " + judge.version() + ".");
                continue;
            }
            score(job, asked, judge, page, silent, calibrations);
            place = new Place(page.get(page.size() - 1).id(), place.scored + page.size());
            job.save(place.toJson());
        }
        job.progress(place.scored, place.scored, "scored");
        if (asked.write()) {
            job.log("Wrote " + with.write(job, dataset.id()) + " predictions.");
        }
        return "scored " + place.scored + " tasks";
    }

    private void score(JobRun job, Asked asked, PreLabeler.Judge judge, List<Task> page, List<Task> silent, Map<String, Calibration> calibrations) {
        Chunk chunk = new Chunk(calibrations);
        page.stream().filter(t -> t.proposal() != null).forEach(chunk::score);
        if (!silent.isEmpty()) {
            chunk.judged(silent, judge.judge(silent, job), asked.by(), judge.version());
        }
        chunk.keep(with.repository());
    }
}
