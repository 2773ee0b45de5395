package org.fastlabel.jobs;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonObject;

/** The queue in the database. */
@ApplicationScoped
public class DurableQueue implements JobQueue {

    @EJB
    private JobDesk desk;

    @Override
    public Queued submit(String kind, Long datasetId, JsonObject parameters, String by) {
        return desk.submit(kind, datasetId, parameters, by);
    }
}
