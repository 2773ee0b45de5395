package org.fastlabel.labeling.quality;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fastlabel.api.FastLabelException;
import org.fastlabel.dataset.MediaKind;
import org.fastlabel.dataset.MediaSource;
import org.fastlabel.dataset.OpenDataset;
import org.fastlabel.embedding.EmbeddingMatrix;
import org.fastlabel.embedding.Embeddings;
import org.fastlabel.labeling.Twins;

/** Finds the near-duplicates of the open data set once its items are embedded, in the background. Safe from any thread. */
@ApplicationScoped
public class Duplicates implements Twins {

    private static final System.Logger LOG = System.getLogger(Duplicates.class.getName());
    private static final int[] ALONE = new int[0];

    @Inject
    private Embeddings embeddings;
    @Resource
    private ManagedExecutorService executor;

    private volatile Found found;

    /** @param groupOf empty while it is being computed */
    /** @param changes of the matrix when it was looked at */
    private record Found(String datasetId, EmbeddingMatrix matrix, long changes, Optional<List<int[]>> groups, Map<Integer, int[]> groupOf) {

        boolean of(OpenDataset dataset, EmbeddingMatrix now) {
            return datasetId.equals(dataset.id()) && matrix == now && changes == now.changes();
        }
    }

    @Override
    public int[] groupOf(OpenDataset dataset, int id) {
        return current(dataset).groupOf.getOrDefault(id, ALONE);
    }

    /** All groups; empty while they are being looked for, or items are still being embedded. */
    public Optional<List<int[]>> groups(OpenDataset dataset) {
        return current(dataset).groups;
    }

    /** What is known of the data set; starts a search where something new can be found. */
    private Found current(OpenDataset dataset) {
        EmbeddingMatrix matrix = embeddings.matrix();
        Found known = found;
        boolean complete = embeddings.progress().state().equals("done");
        if (known != null && known.datasetId.equals(dataset.id()) && (!complete || known.of(dataset, matrix))) {
            return known;
        }
        if (!complete) {
            return new Found(dataset.id(), matrix, -1, Optional.empty(), Map.of());
        }
        return begin(dataset, matrix);
    }

    private synchronized Found begin(OpenDataset dataset, EmbeddingMatrix matrix) {
        if (found == null || !found.of(dataset, matrix)) {
            Found looking = new Found(dataset.id(), matrix, matrix.changes(), Optional.empty(), Map.of());
            found = looking;
            executor.execute(() -> look(dataset, matrix, looking));
        }
        return found;
    }

    private void look(OpenDataset dataset, EmbeddingMatrix matrix, Found looking) {
        long start = System.nanoTime();
        List<int[]> groups = List.of();
        try {
            groups = NearDuplicates.groups(matrix, new Reader(dataset));
            LOG.log(System.Logger.Level.INFO, "{0} groups of near-duplicates in {1} ms.", groups.size(),
                    (System.nanoTime() - start) / 1_000_000);
        } catch (RuntimeException e) {
            // Labelling goes on without it.
            LOG.log(System.Logger.Level.WARNING, "near-duplicates could not be looked for", e);
        }
        Map<Integer, int[]> groupOf = new HashMap<>();
        for (int[] group : groups) {
            for (int id : group) {
                groupOf.put(id, group);
            }
        }
        synchronized (this) {
            if (found == looking) {
                found = new Found(looking.datasetId, matrix, looking.changes, Optional.of(groups), groupOf);
            }
        }
    }

    /** Reads items as they are asked for, and remembers the last thousands. */
    private static final class Reader implements NearDuplicates.Same {

        private static final int REMEMBERED = 20_000;

        private final OpenDataset dataset;
        private final Map<Integer, Optional<Fingerprint>> known = new HashMap<>();

        Reader(OpenDataset dataset) {
            this.dataset = dataset;
        }

        @Override
        public boolean test(int a, int b) {
            Optional<Fingerprint> first = fingerprint(a);
            Optional<Fingerprint> second = fingerprint(b);
            return first.isPresent() && second.isPresent() && first.get().sameAs(second.get());
        }

        private Optional<Fingerprint> fingerprint(int id) {
            if (known.size() > REMEMBERED) {
                known.clear();
            }
            return known.computeIfAbsent(id, this::read);
        }

        private Optional<Fingerprint> read(int id) {
            MediaSource source = dataset.source();
            String key = dataset.items().key(id);
            try {
                return Optional.of(source.kind() == MediaKind.TEXT ? Fingerprint.of(source.text(key))
                        : source.kind() == MediaKind.AUDIO ? Fingerprint.ofSpectrogram(source.image(key))
                        : Fingerprint.of(source.image(key)));
            } catch (FastLabelException e) {
                return Optional.empty();
            }
        }
    }
}
