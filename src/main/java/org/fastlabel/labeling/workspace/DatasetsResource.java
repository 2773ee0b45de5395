package org.fastlabel.labeling.workspace;

import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.json.bind.annotation.JsonbNillable;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.fastlabel.dataset.DatasetRepository;
import org.fastlabel.dataset.FolderListing;
import org.fastlabel.dataset.KnownDataset;
import org.fastlabel.labeling.LabelingDesk;
import org.fastlabel.security.PathGuard;

/** What can be chosen: recent data sets, and the folders below the allowed roots. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public class DatasetsResource {

    private static final int RECENT = 12;

    @EJB
    private DatasetRepository datasets;
    @EJB
    private LabelingDesk labeling;
    @Inject
    private PathGuard paths;

    /** @param labels how many of its items are confirmed in its latest session */
    @JsonbNillable
    public record Recent(String id, String name, String type, String path, Integer tile, int count, int labels, String last_used) {
    }

    public record Datasets(List<Recent> recent, List<String> roots) {
    }

    /** @param path null at the top, where {@code folders} are the roots themselves */
    @JsonbNillable
    public record Browse(String path, String parent, List<String> folders, int images, List<FolderListing.Sheet> sheets) {
    }

    @GET
    @Path("datasets")
    public Datasets datasets() {
        List<KnownDataset> known = datasets.recent(RECENT);
        Map<String, Integer> labels = labeling.labelCounts(known.stream().map(KnownDataset::id).toList());
        return new Datasets(known.stream().map(d -> new Recent(d.id(), d.name(), d.type(), d.path(), d.tile(), d.count(),
                labels.getOrDefault(d.id(), 0), d.lastUsed().toString())).toList(), roots());
    }

    @GET
    @Path("browse")
    public Browse browse(@QueryParam("path") String path) {
        if (path == null || path.isBlank()) {
            return new Browse(null, null, roots(), 0, List.of());
        }
        java.nio.file.Path folder = paths.resolve(path);
        FolderListing listing = FolderListing.of(folder);
        String parent = paths.roots().contains(folder) ? null : folder.getParent().toString();
        return new Browse(folder.toString(), parent, listing.folders(), listing.images(), listing.sheets());
    }

    private List<String> roots() {
        return paths.roots().stream().map(java.nio.file.Path::toString).toList();
    }
}
