package org.fastlabel.embedding;

import java.nio.file.Path;
import org.fastlabel.api.Conflict;
import org.fastlabel.api.Settings;
import org.fastlabel.checkpoint.Checkpoint;
import org.fastlabel.checkpoint.Checkpoints;
import org.fastlabel.clip.ClipModel;
import org.fastlabel.dataset.MediaKind;
import org.fastlabel.dataset.OpenDataset;
import org.fastlabel.embedding.text.SentenceModel;

/** Fetches and loads models for real. */
final class CheckpointModels {

    private static final System.Logger LOG = System.getLogger(CheckpointModels.class.getName());

    private final Checkpoints library;

    CheckpointModels(Checkpoints library) {
        this.library = library;
    }

    /** As {@link Outside#fetch}. */
    void fetch(String id) throws InterruptedException {
        Checkpoint found = library.find(id);
        if (found.ready()) {
            return;
        } else if (found.source() != Checkpoint.Source.HUB) {
            throw new Conflict("checkpoint-absent", found.error() != null ? found.error() : found.title() + " is no longer there.");
        }
        library.download(id, null);
        Checkpoint after = library.await(id);
        if (!after.ready()) {
            throw new Conflict(after.errorCode() != null ? after.errorCode() : "download-stopped",
                    after.error() != null ? after.error() : "The download of " + after.title() + " was stopped.");
        }
    }

    void stopFetching(String id) {
        library.cancel(id);
    }

    Model clip(String id) {
        long start = System.nanoTime();
        ClipModel loaded = ClipModel.open(library.folder(id), Settings.device());
        loaded.measure(Settings.home().resolve("measured"));
        log(loaded.name(), loaded.embedDim(), loaded.device(), start);
        return LoadedModel.clip(id, library.find(id).name(), loaded);
    }

    Model texts() {
        long start = System.nanoTime();
        String setting = Settings.textModel();
        SentenceModel loaded = setting.equals(Settings.SENTENCE_MODEL) ? SentenceModel.embedded(Settings.device())
                : SentenceModel.open(Path.of(setting), Settings.device());
        log(loaded.name(), loaded.dim(), loaded.device(), start);
        return LoadedModel.sentences(setting, loaded);
    }

    private static void log(String name, int dim, String device, long start) {
        LOG.log(System.Logger.Level.INFO, "Loaded checkpoint {0} ({1} dimensions) on {2} in {3} ms.", name, dim, device,
                (System.nanoTime() - start) / 1_000_000);
    }

    static boolean bySentences(OpenDataset dataset) {
        return dataset.source().kind() == MediaKind.TEXT && !Settings.textModel().equals(Settings.CLIP_MODEL);
    }
}
