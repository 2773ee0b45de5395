package org.fastlabel.embedding;

import jakarta.json.bind.annotation.JsonbNillable;
import org.fastlabel.api.Settings;
import org.fastlabel.checkpoint.Checkpoints;
import org.fastlabel.dataset.MediaKind;
import org.fastlabel.torch.Torch;

/**
 * What the status line says about the model that embeds the open data set.
 *
 * @param id                of the embedder; null while it is not loaded
 * @param dim               length of an embedding
 * @param device            where it runs, and where it is not loaded what the settings ask for
 * @param device_reason     why it is the processor although the settings ask for a GPU, or null
 * @param precision         what it computes in; null while it is not loaded
 * @param images_per_second measured here; null when it was not
 * @param error             why there is none, or why it is not the chosen one; or null
 * @param switching         the change to another one, or null
 */
@JsonbNillable
public record CheckpointStatus(String id, String name, int dim, String device, String device_reason, boolean ready, String precision,
        Double images_per_second, String error, SwitchView switching) {

    static CheckpointStatus of(Switchboard board, Checkpoints library) {
        SwitchView switching = SwitchView.of(board.switching(), library);
        Failure trouble = board.failure() != null ? board.failure() : board.problem();
        String error = trouble == null ? null : trouble.message();
        Serving serving = board.serving();
        Model model = serving != null ? serving.model() : board.dataset() == null ? board.active() : null;
        if (model == null) {
            return new CheckpointStatus(null, name(board.wanted()), 0, Settings.device(), null, false, null, null, error, switching);
        }
        Embedder embedder = serving != null ? serving.embedder() : model.embedder(MediaKind.IMAGE);
        return new CheckpointStatus(embedder.id(), model.name(), embedder.dim(), model.device(),
                Torch.whyNotGpu(Settings.device()), true, model.precision(), measured(model.imagesPerSecond()), error, switching);
    }

    /** The end of a path or of a hub's name. */
    private static String name(String id) {
        return id.substring(Math.max(id.lastIndexOf('/'), id.lastIndexOf('\\')) + 1);
    }

    /** Null for what was not measured. */
    static Double measured(double perSecond) {
        return perSecond > 0 ? (Double) (Math.round(perSecond * 10) / 10.0) : null;
    }
}
