package org.fastlabel.labeling;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.dataset.ItemIndex;
import org.fastlabel.embedding.Embeddings;
import org.fastlabel.labeling.strategy.Pool;
import org.fastlabel.labeling.strategy.SamplingStrategy;
import org.fastlabel.labeling.strategy.SamplingStrategy.Selection;

/** Puts the next batch together: chosen from the whole pool, with pictures, without what cannot be read. */
public final class BatchMaker {

    /** How often items that prove unreadable are replaced by others before a batch is shown smaller than asked for. */
    private static final int ATTEMPTS = 5;

    private final LabelingSession session;
    private final Embeddings embeddings;
    private final Thumbs thumbs;
    private final Executor executor;

    BatchMaker(LabelingSession session, Embeddings embeddings, Executor executor) {
        this.session = session;
        this.embeddings = embeddings;
        this.thumbs = new Thumbs(session.dataset());
        this.executor = executor;
    }

    /** @param image base 64, or null when none was asked for */
    record Card(int id, String filename, String image) {
    }

    /** @param message what the person should know, or null */
    record Batch(List<Card> cards, String batchType, LabelingState state, Scores scores, String message) {
    }

    Batch next(SamplingStrategy strategy, int size, boolean images, long seed) {
        LabelingState state = session.state();
        Scores scores = session.scores();
        BitSet bad = new BitSet();
        Selection selection = null;
        Map<Integer, String> pictures = new LinkedHashMap<>();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Pool pool = new Pool(embeddings.matrix(), scores.logits(), candidates(state, bad), state.labels().ids());
            selection = strategy.select(pool, size, new SplittableRandom(seed));
            int before = bad.cardinality();
            if (images) {
                decode(selection.ids(), pictures, bad);
            }
            if (bad.cardinality() == before) {
                break;
            }
        }
        int[] shown = Arrays.stream(selection.ids()).filter(id -> !bad.get(id)).toArray();
        embedSoon(shown);
        ItemIndex items = session.dataset().items();
        List<Card> cards = new ArrayList<>();
        for (int id : shown) {
            cards.add(new Card(id, items.key(id), pictures.get(id)));
        }
        String message = cards.isEmpty() ? "Everything that can be read has a label." : selection.message().orElse(null);
        return new Batch(cards, strategy.batchType(), state, scores, message);
    }

    private int[] candidates(LabelingState state, BitSet bad) {
        ItemIndex items = session.dataset().items();
        boolean someUnreadable = embeddings.progress().unreadable() > 0;
        return IntStream.range(0, items.size()).filter(id -> !state.labels().has(id) && items.present(id) && !bad.get(id)
                && !(someUnreadable && embeddings.unreadable(id).isPresent())).toArray();
    }

    /** Pictures of all ids, on several threads; those that fail are noted as unreadable, for everybody. */
    private void decode(int[] ids, Map<Integer, String> pictures, BitSet bad) {
        Map<Integer, CompletableFuture<String>> running = new LinkedHashMap<>();
        for (int id : ids) {
            if (!pictures.containsKey(id)) {
                running.put(id, CompletableFuture.supplyAsync(() -> thumbs.of(id), executor));
            }
        }
        running.forEach((id, picture) -> {
            try {
                pictures.put(id, picture.join());
            } catch (CompletionException e) {
                if (!(e.getCause() instanceof InvalidInput unreadable)) {
                    throw e;
                }
                embeddings.markUnreadable(id, unreadable.getMessage());
                bad.set(id);
            }
        });
    }

    /** What is on the screen is labelled next, so it is embedded next. */
    private void embedSoon(int[] shown) {
        int[] waiting = Arrays.stream(shown).filter(id -> !embeddings.matrix().ready(id)).toArray();
        if (waiting.length > 0) {
            executor.execute(() -> embeddings.await(waiting, Duration.ofSeconds(5)));
        }
    }
}
