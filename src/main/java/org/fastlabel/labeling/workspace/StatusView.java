package org.fastlabel.labeling.workspace;

import jakarta.ejb.EJB;
import jakarta.ejb.Lock;
import jakarta.ejb.LockType;
import jakarta.ejb.Singleton;
import jakarta.inject.Inject;
import jakarta.json.bind.annotation.JsonbNillable;
import jakarta.json.bind.annotation.JsonbProperty;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.fastlabel.dataset.CelebaSheet;
import org.fastlabel.dataset.OpenDataset;
import org.fastlabel.dataset.SourceSpec;
import org.fastlabel.embedding.CheckpointStatus;
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
    public record Status(DatasetView dataset, CheckpointStatus checkpoint, int labeled_count, int unlabeled_count,
            Map<String, Integer> counts, boolean undo_available, int undo_depth, String scorer, String query, long version,
            Object accuracy, EmbeddingStatus embedding, CelebaSheet.State download, boolean training, List<String> classes,
            String data_type, boolean binary, List<ClassView> class_list, int train_every, int since_training, String head,
            double holdout_share, ModelView model, String first_hint, @JsonbProperty("message") String notice) {
    }

    public record ClassView(int id, String name, String color, int count) {
    }

    /** The head that was trained or loaded last. @param labels how many it was made of */
    @JsonbNillable
    public record ModelView(String id, int labels) {
    }

    public Status status() {
        OpenDataset dataset = workspace.current();
        Embeddings.Progress p = embeddings.progress();
        Summary s = labeling.summary();
        boolean sample = dataset.source().spec() instanceof SourceSpec.Sample;
        int[] counts = s.counts();
        Map<String, Integer> byId = new LinkedHashMap<>();
        IntStream.range(0, counts.length).forEach(c -> byId.put(Integer.toString(c), counts[c]));
        List<ClassView> live = s.classes().live().stream().map(c -> new ClassView(c.id(), c.name(), c.color(), counts[c.id()])).toList();
        List<String> names = s.classes().all().stream().map(c -> c.retired() ? null : c.name()).toList();
        ModelView model = s.trained() == null ? null : new ModelView(s.trained().model(), s.trained().labels());
        return new Status(DatasetView.of(dataset, p.unreadable()), embeddings.checkpoint(), s.labeledCount(),
                s.unlabeledCount(), byId, s.undoDepth() > 0, s.undoDepth(), s.scorer(), s.query(), s.version(), s.accuracy(),
                new EmbeddingStatus(p.done(), p.total(), p.unreadable(), p.state(), Math.round(p.rate() * 10) / 10.0, p.etaSeconds(),
                        p.error()), celeba.state(), s.training(), names, dataset.source().kind().wireName(), s.classes().binary(), live,
                s.options().trainEvery(), s.sinceTraining(), s.options().head().wireName(), s.options().holdoutShare(), model,
                sample ? "smiling" : null, workspace.notice());
    }
}
