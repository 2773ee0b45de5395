package org.fastlabel.labeling.workspace;

import jakarta.ejb.EJB;
import jakarta.ejb.Lock;
import jakarta.ejb.LockType;
import jakarta.ejb.Singleton;
import jakarta.inject.Inject;
import jakarta.json.bind.annotation.JsonbNillable;
import jakarta.json.bind.annotation.JsonbProperty;
import java.util.List;
import java.util.Map;
import org.fastlabel.dataset.CelebaSheet;
import org.fastlabel.dataset.OpenDataset;
import org.fastlabel.dataset.SourceSpec;
import org.fastlabel.embedding.EmbeddingDesk;
import org.fastlabel.embedding.Embeddings;
import org.fastlabel.labeling.LabelingDesk;
import org.fastlabel.labeling.LabelingDesk.Summary;

/** Everything the bar and the status line of the pages show, in one look. Cheap: nothing is computed for it. */
@Singleton
@Lock(LockType.READ)
public class StatusView {

    @EJB
    private Workspace workspace;
    @EJB
    private LabelingDesk labeling;
    @Inject
    private EmbeddingDesk embeddings;
    @Inject
    private CelebaSheet celeba;

    /** @param eta_s seconds left, -1 when unknown */
    @JsonbNillable
    public record EmbeddingStatus(int done, int total, int unreadable, String state, double rate, long eta_s, String error) {
    }

    @JsonbNillable
    public record Status(DatasetView dataset, EmbeddingDesk.Checkpoint checkpoint, int labeled_count, int unlabeled_count,
            Map<String, Integer> counts, boolean undo_available, int undo_depth, String scorer, String query, long version,
            Object accuracy, EmbeddingStatus embedding, CelebaSheet.State download, boolean training, List<String> classes,
            String first_hint, @JsonbProperty("message") String notice) {
    }

    public Status status() {
        OpenDataset dataset = workspace.current();
        Embeddings.Progress p = embeddings.progress();
        Summary s = labeling.summary();
        boolean sample = dataset.source().spec() instanceof SourceSpec.Sample;
        return new Status(DatasetView.of(dataset, p.unreadable()), embeddings.checkpoint(), s.labeledCount(),
                s.unlabeledCount(), s.counts(), s.undoDepth() > 0, s.undoDepth(), s.scorer(), s.query(), s.version(), s.accuracy(),
                new EmbeddingStatus(p.done(), p.total(), p.unreadable(), p.state(), Math.round(p.rate() * 10) / 10.0, p.etaSeconds(),
                        p.error()), celeba.state(), s.training(), s.classes(), sample ? "smiling" : null, workspace.notice());
    }
}
