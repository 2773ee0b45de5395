package org.fastlabel.hub.backend;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.fastlabel.api.FastLabelException;
import org.fastlabel.hub.Dataset;
import org.fastlabel.hub.OutsideEvents;
import org.fastlabel.hub.head.HeadDesk;
import org.fastlabel.jobs.JobQueue;

/**
 * What Label Studio tells of annotations. They are fetched and learnt later; many events of one data set in a row are one piece of work, and
 * one that is lost does no harm, as the next fetch finds everything.
 */
@ApplicationScoped
public class Events {

    private static final System.Logger LOG = System.getLogger(Events.class.getName());
    static final String WHO = "label-studio";

    @Resource
    private ManagedExecutorService executor;
    @Inject
    private Projects projects;
    @Inject
    private HeadDesk heads;
    @Inject
    private Instance<OutsideEvents> outside;

    private record Told(long project, boolean deleted) {
    }

    private final Set<Told> waiting = ConcurrentHashMap.newKeySet();

    /** Returns at once. @param deleted whether something is gone there @return whether it is about a project that is known here */
    boolean annotated(JsonObject event, boolean deleted) {
        Optional<Long> project = Asked.project(event.get("project"));
        List<Dataset> datasets = projects.datasets(event.get("project"));
        if (datasets.isEmpty()) {
            return false;
        }
        datasets.forEach(dataset -> heads.await(dataset.id()));
        Told told = new Told(project.orElseThrow(), deleted);
        if (waiting.add(told)) {
            executor.execute(() -> fetch(told));
        }
        return true;
    }

    private void fetch(Told told) {
        waiting.remove(told);
        try {
            outside.forEach(news -> news.changed(told.project, told.deleted));
        } catch (FastLabelException e) {
            LOG.log(System.Logger.Level.INFO, "The annotations of project {0} are fetched later: {1}", told.project, e.getMessage());
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "the annotations of project " + told.project + " could not be asked for", e);
        }
    }

    /** A training of each data set of a project; the last of the jobs. */
    Optional<JobQueue.Queued> train(JsonObject body) {
        return projects.datasets(body.get("project")).stream().map(dataset -> heads.train(dataset.id(), WHO)).reduce((a, b) -> b);
    }
}
