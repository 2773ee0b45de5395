package org.fastlabel.embedding;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fastlabel.api.Conflict;
import org.fastlabel.checkpoint.Checkpoint;
import org.fastlabel.checkpoint.Checkpoints;
import org.fastlabel.dataset.OpenDataset;

/** Which checkpoint is in use and which is to be. Cheap to look at. */
public final class CheckpointControl {

    private final Switchboard board;
    private final Checkpoints library;
    private final KnownModels known;
    private final StoreSizes sizes;
    private final boolean pinned;

    CheckpointControl(Switchboard board, Checkpoints library, KnownModels known, StoreSizes sizes, boolean pinned) {
        this.board = board;
        this.library = library;
        this.known = known;
        this.sizes = sizes;
        this.pinned = pinned;
    }

    /**
     * A checkpoint, with what is known of it here.
     *
     * @param imagesPerSecond of the one in use as seen by now, of others when they were loaded last; null when it never was
     * @param embedded        items of the open data set that it has embedded
     * @param storeBytes      what those embeddings take on disk
     * @param active          whether it is the one in use
     */
    public record Row(Checkpoint checkpoint, Double imagesPerSecond, int embedded, long storeBytes, boolean active) {
    }

    public List<Row> rows() {
        String inUse = inUse();
        List<Row> rows = new ArrayList<>();
        library.list().forEach(checkpoint -> rows.add(row(checkpoint, inUse)));
        imported().forEach(one -> rows.add(new Row(ImportedModel.listed(one), null, one.embedded(), one.bytes(), one.id().equals(inUse))));
        return rows;
    }

    /** Of the open data set. */
    private List<ImportedEmbeddings.Imported> imported() {
        OpenDataset opened = board.dataset();
        return opened == null ? List.of() : ImportedEmbeddings.list(EmbeddingDesk.stores(opened));
    }

    private Row row(Checkpoint checkpoint, String inUse) {
        Optional<KnownModels.Known> seen = known.of(checkpoint.id());
        OpenDataset opened = board.dataset();
        Optional<StoreGlance> size = opened == null ? Optional.empty() : seen
                .flatMap(k -> sizes.at(EmbeddingDesk.stores(opened).resolve(k.embedders().get(opened.source().kind()))));
        Model active = board.active();
        double pace = active != null && active.id().equals(checkpoint.id()) ? active.imagesPerSecond()
                : seen.map(KnownModels.Known::imagesPerSecond).orElse(0.0);
        return new Row(checkpoint, seen.isPresent() ? CheckpointStatus.measured(pace) : null,
                embedded(checkpoint.id(), size.map(StoreGlance::embedded).orElse(0)), size.map(StoreGlance::bytes).orElse(0L),
                checkpoint.id().equals(inUse));
    }

    /** Of what is at work the number of this moment. */
    private int embedded(String id, int stored) {
        Serving serving = board.serving();
        Switching change = board.switching();
        for (Serving one : new Serving[] {serving, change == null ? null : change.next()}) {
            if (one != null && one.model().id().equals(id)) {
                return one.store().settled() - one.store().unreadable();
            }
        }
        return stored;
    }

    /** Id of the checkpoint in use. */
    public String inUse() {
        return board.inUse();
    }

    /** The change that is under way or has failed; or null. */
    public SwitchView switching() {
        return SwitchView.of(board.switching(), library);
    }

    /** Whether what was named at the start of the server cannot be changed. */
    public boolean pinned() {
        return pinned;
    }

    /** Whether the open data set is embedded by the checkpoint in use, and not by a model for texts. */
    public boolean embedsOpenDataset() {
        OpenDataset opened = board.dataset();
        return opened != null && (!CheckpointModels.bySentences(opened) || inUse().startsWith(ImportedModel.PREFIX));
    }

    /** The model in use; its device and precision. Null while it is loading. */
    public CheckpointStatus status() {
        return CheckpointStatus.of(board, library);
    }

    /**
     * Begins to change to another checkpoint: it is fetched where that is needed, embeds the open data set while the one in use
     * serves on, and takes its place. Another change that is under way is given up.
     *
     * @return the id
     * @throws Conflict with code {@code checkpoint-pinned}; {@link org.fastlabel.api.NotFound} when there is no such checkpoint
     */
    public String use(String id) {
        boolean imported = imported().stream().anyMatch(one -> one.id().equals(id));
        String found = imported ? id : library.find(id).id();
        board.use(found);
        return found;
    }

    /** Gives up the change that is under way, or forgets the one that failed. @return id of the checkpoint in use */
    public String cancel() {
        board.cancel();
        return inUse();
    }

    /** @throws Conflict with code {@code checkpoint-in-use}, or as {@link Checkpoints#remove} */
    public void remove(String id) {
        Switching change = board.switching();
        if (id.equals(inUse()) || board.active() != null && id.equals(board.active().id()) || change != null && change.underWay() && id.equals(change.id())) {
            throw new Conflict("checkpoint-in-use", "This checkpoint is in use, or about to be; put another one in use first.");
        }
        if (id.startsWith(ImportedModel.PREFIX) && board.dataset() != null) {
            ImportedEmbeddings.remove(EmbeddingDesk.stores(board.dataset()), id);
        } else {
            library.remove(id);
        }
    }
}
