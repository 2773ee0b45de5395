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
import org.fastlabel.dataset.FolderKinds;
import org.fastlabel.dataset.FolderListing;
import org.fastlabel.dataset.KnownDataset;
import org.fastlabel.dataset.SourceSpec;
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

    /** Fields as in a request to open it. @param labels how many of its items are confirmed in its latest session */
    @JsonbNillable
    public record Recent(String id, String name, String type, String path, Integer tile, String text_column, String label_column,
            String path_column, int count, int labels, String last_used) {

        static Recent of(KnownDataset d, int labels) {
            return new Recent(d.id(), d.name(), d.type(), d.path(), d.tile(), d.options().get(SourceSpec.TEXT_COLUMN),
                    d.options().get(SourceSpec.LABEL_COLUMN), d.options().get(SourceSpec.PATH_COLUMN), d.count(), labels,
                    d.lastUsed().toString());
        }
    }

    public record Datasets(List<Recent> recent, List<String> roots) {
    }

    /**
     * @param path  null at the top, where {@code folders} are the roots themselves
     * @param kinds what the folder, or a table in it, could be opened as, the most telling first
     */
    @JsonbNillable
    public record Browse(String path, String parent, List<String> folders, int images, int sounds, int texts,
            List<FolderListing.Sheet> sheets, List<FolderListing.Table> tables, List<FolderKinds.Kind> kinds) {
    }

    @GET
    @Path("datasets")
    public Datasets datasets() {
        List<KnownDataset> known = datasets.recent(RECENT);
        Map<String, Integer> labels = labeling.labelCounts(known.stream().map(KnownDataset::id).toList());
        return new Datasets(known.stream().map(d -> Recent.of(d, labels.getOrDefault(d.id(), 0))).toList(), roots());
    }

    @GET
    @Path("browse")
    public Browse browse(@QueryParam("path") String path) {
        if (path == null || path.isBlank()) {
            return new Browse(null, null, roots(), 0, 0, 0, List.of(), List.of(), List.of());
        }
        java.nio.file.Path folder = paths.resolve(path);
        FolderListing listing = FolderListing.of(folder);
        String parent = paths.roots().contains(folder) ? null : folder.getParent().toString();
        return new Browse(folder.toString(), parent, listing.folders(), listing.images(), listing.sounds(), listing.texts(),
                listing.sheets(), listing.tables(), FolderKinds.of(folder, listing));
    }

    private List<String> roots() {
        return paths.roots().stream().map(java.nio.file.Path::toString).toList();
    }
}
