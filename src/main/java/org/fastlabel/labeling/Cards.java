package org.fastlabel.labeling;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.dataset.MediaKind;
import org.fastlabel.dataset.MediaSource;
import org.fastlabel.dataset.OpenDataset;
import org.fastlabel.embedding.Embeddings;

/** What is shown of items on cards, read on several threads. */
final class Cards {

    private final OpenDataset dataset;
    private final Embeddings embeddings;
    private final Executor executor;
    private final Thumbs thumbs;

    Cards(OpenDataset dataset, Embeddings embeddings, Executor executor) {
        this.dataset = dataset;
        this.embeddings = embeddings;
        this.executor = executor;
        this.thumbs = new Thumbs(dataset);
    }

    /**
     * @param image           base 64, or null when none was asked for or the item is a text
     * @param text            of a text, whole; else null
     * @param durationSeconds of a sound; else NaN
     */
    record Face(String image, String text, double durationSeconds) {
    }

    /** What reads it: texts have no pictures, and pictures and sounds need not be shown. */
    private Face read(int id, boolean images) {
        MediaSource source = dataset.source();
        String key = dataset.items().key(id);
        String text = source.kind() == MediaKind.TEXT ? source.text(key) : null;
        double duration = source.kind() == MediaKind.AUDIO ? source.durationSeconds(key) : Double.NaN;
        return new Face(images && text == null ? thumbs.of(id) : null, text, duration);
    }

    /**
     * Adds the faces of all ids that have none yet; those that cannot be read are noted as unreadable, for everybody.
     *
     * @param bad takes the ids that cannot be read
     */
    void read(int[] ids, boolean images, Map<Integer, Face> faces, BitSet bad) {
        Map<Integer, CompletableFuture<Face>> running = new LinkedHashMap<>();
        for (int id : ids) {
            if (!faces.containsKey(id) && !bad.get(id)) {
                running.put(id, CompletableFuture.supplyAsync(() -> read(id, images), executor));
            }
        }
        running.forEach((id, face) -> {
            try {
                faces.put(id, face.join());
            } catch (CompletionException e) {
                if (!(e.getCause() instanceof InvalidInput unreadable)) {
                    throw e;
                }
                embeddings.markUnreadable(id, unreadable.getMessage());
                bad.set(id);
            }
        });
    }
}
