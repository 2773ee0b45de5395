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

    CheckpointControl(Switchboard board, Checkpoints library, KnownModels known) {
        this.board = board;
        this.library = library;
        this.known = known;
    }

    /**
     * A checkpoint, with what is known of it here.
     *
     * @param imagesPerSecond measured when it was loaded last; null when it never was
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
        return rows;
    }

    private Row row(Checkpoint checkpoint, String inUse) {
        Optional<KnownModels.Known> seen = known.of(checkpoint.id());
        OpenDataset opened = board.dataset();
        StoreSize size = seen.isEmpty() || opened == null ? StoreSize.NONE
                : StoreSize.of(EmbeddingDesk.folder(opened, seen.get().embedders().get(opened.source().kind())));
        return new Row(checkpoint, seen.map(k -> CheckpointStatus.measured(k.imagesPerSecond())).orElse(null), size.rows(), size.bytes(),
                checkpoint.id().equals(inUse));
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
        return board.pinned();
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
        String found = library.find(id).id();
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
        library.remove(id);
    }
}
