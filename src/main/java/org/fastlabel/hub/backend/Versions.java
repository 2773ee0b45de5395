package org.fastlabel.hub.backend;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import org.fastlabel.hub.Dataset;
import org.fastlabel.hub.head.HeadDesk;
import org.fastlabel.hub.store.HubDatasetRepository;

/** The versions of the heads that Label Studio can get predictions of. */
@ApplicationScoped
public class Versions {

    private static final int MOST = 100;

    @EJB
    private HubDatasetRepository datasets;
    @Inject
    private HeadDesk heads;

    /** {@code {"versions": […]}} of the newest data sets that belong to a project. */
    JsonObject list() {
        JsonArrayBuilder versions = Json.createArrayBuilder();
        for (Dataset dataset : datasets.page(null, MOST)) {
            if (dataset.lsProject() != null) {
                versions.add(heads.version(dataset.id()));
            }
        }
        return Json.createObjectBuilder().add("versions", versions).build();
    }
}
