package org.fastlabel.hub.prelabel;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;
import org.fastlabel.hub.Dataset;
import org.fastlabel.hub.PreLabeler;
import org.fastlabel.hub.Task;
import org.fastlabel.jobs.JobRun;

/**
 * Has tasks judged, a few at a time; each few are kept before the next are asked about. A task whose proposal is of the same version is not
 * asked about again: not after a worker's death, and not when somebody presses the button twice.
 */
final class Prelabelling {

    private final Proposing with;

    Prelabelling(Proposing with) {
        this.with = with;
    }

    /** How far it is. @param after the last task that is done @param seen how many are @param unusable of how many there was no usable answer */
    private record Place(String version, long after, int seen, int unusable) {

        static Place of(JsonObject saved, String version) {
            // Another model than before a break, or other words: from the beginning.
            return saved.getString("version", "").equals(version)
                    ? new Place(version, saved.getJsonNumber("after").longValueExact(), saved.getInt("seen"), saved.getInt("unusable"))
                    : new Place(version, 0, 0, 0);
        }

        JsonObject toJson() {
            return Json.createObjectBuilder().add("version", version).add("after", after).add("seen", seen).add("unusable", unusable).build();
        }
    }

    String run(JobRun job) {
        Asked asked = Asked.of(job.parameters());
        Dataset dataset = with.ledger().dataset(asked.datasetId());
        long total = asked.total(with.ledger().count(dataset.id(), asked.wanted()));
        job.progress(0, total, "getting the model ready");
        PreLabeler.Judge judge = with.preLabelers().called(asked.by()).open(dataset, asked.model());
        Place place = Place.of(job.saved(), judge.version());
        job.log("Judged by " + judge.version() + (place.seen > 0 ? "; " + place.seen + " tasks were done before." : "."));
        place = judge(job, asked, judge, place, total);
        int proposed = place.seen - place.unusable;
        if (place.unusable > 0) {
            job.log(place.unusable + " answers could not be used; these tasks come first for people.");
        }
        int written = 0;
        if (asked.write()) {
            job.goOn();
            job.progress(place.seen, place.seen, "writing predictions");
            written = with.write(job, dataset.id());
        }
        return "prelabeled " + proposed + " tasks; wrote " + written + " predictions";
    }

    private Place judge(JobRun job, Asked asked, PreLabeler.Judge judge, Place from, long total) {
        Place place = from;
        while (asked.limit() == 0 || place.seen < asked.limit()) {
            job.goOn();
            job.progress(place.seen, Math.max(total, place.seen), "judging");
            int most = asked.limit() == 0 ? judge.chunk() : Math.min(judge.chunk(), asked.limit() - place.seen);
            List<Task> page = with.ledger().after(asked.datasetId(), place.after, most, asked.wanted());
            if (page.isEmpty()) {
                break;
            }
            Chunk chunk = new Chunk(with.repository().calibrations(asked.datasetId()));
            page.stream().filter(t -> by(t, judge) && t.modelProb() == null).forEach(chunk::score);
            List<Task> open = page.stream().filter(t -> !by(t, judge)).toList();
            if (!open.isEmpty()) {
                chunk.judged(open, judge.judge(open, job), asked.by(), judge.version());
            }
            chunk.keep(with.repository());
            place = new Place(place.version, page.get(page.size() - 1).id(), place.seen + page.size(), place.unusable + chunk.unusable());
            job.save(place.toJson());
        }
        job.progress(place.seen, place.seen, "judged");
        return place;
    }

    private static boolean by(Task task, PreLabeler.Judge judge) {
        return task.proposal() != null && judge.version().equals(task.proposal().model());
    }
}
