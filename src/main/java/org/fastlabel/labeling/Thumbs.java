package org.fastlabel.labeling;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.fastlabel.dataset.OpenDataset;
import org.fastlabel.media.image.Thumbnails;

/** Thumbnails of one data set's items in base 64, the last few thousand kept. Safe from any thread. */
final class Thumbs {

    private static final int MAX_SIDE = 160;
    private static final int KEPT = 3000;

    private final OpenDataset dataset;
    private final Map<Integer, String> kept = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, String> eldest) {
            return size() > KEPT;
        }
    };

    Thumbs(OpenDataset dataset) {
        this.dataset = dataset;
    }

    /** @throws org.fastlabel.api.InvalidInput when the item cannot be read; the message says why */
    String of(int id) {
        synchronized (kept) {
            String known = kept.get(id);
            if (known != null) {
                return known;
            }
        }
        byte[] bytes = Thumbnails.encode(dataset.source().image(dataset.items().key(id)), MAX_SIDE);
        String made = Base64.getEncoder().encodeToString(bytes);
        synchronized (kept) {
            kept.put(id, made);
        }
        return made;
    }
}
