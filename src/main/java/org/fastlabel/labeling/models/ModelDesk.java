package org.fastlabel.labeling.models;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fastlabel.api.Conflict;
import org.fastlabel.api.NotFound;
import org.fastlabel.api.Settings;
import org.fastlabel.dataset.OpenDataset;
import org.fastlabel.embedding.Embeddings;
import org.fastlabel.labeling.Classes;
import org.fastlabel.labeling.Classes.LabelClass;
import org.fastlabel.labeling.HeadTrained;
import org.fastlabel.labeling.LabelingState;
import org.fastlabel.labeling.LabelingState.CurvePoint;
import org.fastlabel.labeling.Trained;
import org.fastlabel.labeling.Labels;
import org.fastlabel.labeling.head.Head;
import org.fastlabel.labeling.models.ModelStore.Stored;

/** Keeps a model of each training, with the labels that made it. */
@ApplicationScoped
public class ModelDesk {

    private static final System.Logger LOG = System.getLogger(ModelDesk.class.getName());

    @Inject
    private Embeddings embeddings;

    private final Clock clock = Clock.systemUTC();
    private final ModelStore store = new ModelStore(Settings.home().resolve("models"));

    void trained(@Observes HeadTrained event) {
        try {
            OpenDataset dataset = event.dataset();
            LabelingState state = event.state();
            noteAccuracy(dataset, state);
            store.save(card(dataset, state, event.learnt()), state.head(), ModelLabels.write(event.learnt(), dataset.items()));
        } catch (RuntimeException e) {
            // The head itself is safe in the session's own files.
            LOG.log(System.Logger.Level.WARNING, "a model could not be kept", e);
        }
    }

    private ModelCard card(OpenDataset dataset, LabelingState state, Labels learnt) {
        Classes classes = state.classes();
        int[] counts = learnt.counts(classes.size());
        Trained trained = state.now().trained();
        String space = trained.space() == null ? embeddings.embedder().id() : trained.space();
        return new ModelCard(dataset.id(), trained.version(), clock.instant(), dataset.name(),
                dataset.source().kind().wireName(), space, state.head().input(), state.head().architecture(),
                classes, trained.labels(), Arrays.stream(counts).boxed().toList(),
                accuracy(state, trained.labels()), null, false);
    }

    private static CurvePoint accuracy(LabelingState state, int labels) {
        return state.curve().stream().filter(p -> p.labels() == labels).findFirst().orElse(null);
    }

    /** Accuracy is measured some time after the training: the cards of this session's heads are completed when it is known. */
    private void noteAccuracy(OpenDataset dataset, LabelingState state) {
        for (long version : state.reachableHeads()) {
            store.find(dataset.id(), version).filter(card -> card.accuracy() == null).ifPresent(card -> {
                CurvePoint measured = accuracy(state, card.labels());
                if (measured != null) {
                    store.update(card.measured(measured));
                }
            });
        }
    }

    /** The newest first. */
    List<Stored> list(OpenDataset dataset, LabelingState state) {
        noteAccuracy(dataset, state);
        return store.list(dataset.id());
    }

    /** @throws NotFound with code {@code unknown-model} */
    ModelCard card(String id) {
        return store.card(id);
    }

    /** Of the head that was trained or loaded last; also of one that is not stored yet, or no longer. @throws Conflict without one */
    ModelCard current(OpenDataset dataset, LabelingState state) {
        Trained trained = state.now().trained();
        if (trained == null) {
            throw new Conflict("no-model", "There is no model yet; confirm some labels first.");
        }
        try {
            return store.card(trained.model());
        } catch (NotFound e) {
            return card(dataset, state, state.labels());
        }
    }

    Head head(ModelCard card) {
        return store.head(card);
    }

    /** The labels that made a model, class ids by key; empty when it is not stored. */
    Optional<Map<String, Integer>> labels(ModelCard card) {
        return store.find(card.datasetId(), card.version()).map(stored -> ModelLabels.read(store.labels(stored)));
    }

    ModelCard name(String id, String name) {
        ModelCard named = store.card(id).named(name);
        store.update(named);
        return named;
    }

    void loaded(ModelCard card) {
        store.update(card.usedAgain());
    }

    /**
     * @throws Conflict with code {@code other-dataset}, {@code other-checkpoint} or {@code other-classes} when a model cannot judge
     *         what is open now
     */
    void requireFit(ModelCard card, OpenDataset dataset, Classes now) {
        if (!card.datasetId().equals(dataset.id())) {
            throw new Conflict("other-dataset", "This model was trained on \"" + card.datasetName()
                    + "\"; open that data set first. Nothing was changed.");
        }
        String checkpoint = embeddings.embedder().id();
        if (!card.checkpoint().equals(checkpoint) || card.input() != embeddings.embedder().dim()) {
            throw new Conflict("other-checkpoint", "This model judges embeddings of the checkpoint " + card.checkpoint() + ", but "
                    + checkpoint + " is loaded; the two do not compare. Nothing was changed.");
        }
        requireSameClasses(card.classes(), now);
    }

    /** Each class of the model must still mean the same; that there are more by now does no harm. */
    static void requireSameClasses(Classes model, Classes now) {
        List<String> differ = new ArrayList<>();
        for (LabelClass c : model.live()) {
            String name = now.isLive(c.id()) ? now.all().get(c.id()).name() : null;
            if (!c.name().equalsIgnoreCase(name)) {
                differ.add("\"" + c.name() + "\"" + (name == null ? " is gone" : " is now \"" + name + "\""));
            }
        }
        if (!differ.isEmpty()) {
            throw new Conflict("other-classes", "The classes are not those of the model: " + String.join(", ", differ)
                    + ". Nothing was changed.");
        }
    }
}
