package org.fastlabel.labeling.workspace;

import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.fastlabel.api.JsonBody;
import org.fastlabel.dataset.MediaSource;
import org.fastlabel.dataset.OpenDataset;
import org.fastlabel.labeling.LabelingDesk;
import org.fastlabel.security.PathGuard;

/** Chooses the data set. */
@Path("/config")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ConfigResource {

    @EJB
    private Workspace workspace;
    @EJB
    private LabelingDesk labeling;
    @Inject
    private PathGuard paths;

    /** @param classes the names that the data set itself offers; what it states of single items is never told */
    public record Truth(boolean available, List<String> classes) {
    }

    /**
     * @param count           items
     * @param data_type       image, audio or text
     * @param restored_labels labels of an earlier session with the same data set, which can be brought back
     * @param skipped         items that the data set names and that were left out
     * @param notices         what the person should know, the first twenty
     */
    public record Configured(boolean success, int count, String type, String data_type, DatasetView dataset, int restored_labels,
            Truth truth, int skipped, List<String> notices) {
    }

    @POST
    public Configured configure(String body) {
        RequestedDataset requested = RequestedDataset.of(JsonBody.object(body), paths);
        OpenDataset opened = workspace.configure(requested.spec(), requested.classes());
        MediaSource source = opened.source();
        return new Configured(true, opened.items().presentCount(), source.spec().type(), source.kind().wireName(),
                DatasetView.of(opened, 0), labeling.restorableLabels(),
                new Truth(!source.classNames().isEmpty(), source.classNames()), source.skipped(), source.notices());
    }
}
