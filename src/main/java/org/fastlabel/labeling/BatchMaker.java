package org.fastlabel.labeling;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.fastlabel.dataset.ItemIndex;
import org.fastlabel.dataset.OpenDataset;
import org.fastlabel.embedding.Embeddings;
import org.fastlabel.labeling.Cards.Face;
import org.fastlabel.labeling.strategy.Pool;
import org.fastlabel.labeling.strategy.RandomChoice;
import org.fastlabel.labeling.strategy.SamplingStrategy;
import org.fastlabel.labeling.strategy.SamplingStrategy.Selection;

/**
 * Puts the next batch together: chosen from the whole pool, with what the cards show, without what cannot be read. Strategies
 * choose among the items that may be learnt; a few held-out ones, drawn by chance, come along so that their labels can measure.
 */
public final class BatchMaker {

    /** How often items that prove unreadable, or the same, are replaced by others before a batch is shown smaller than asked for. */
    private static final int ATTEMPTS = 5;
    /** Who uses these looks for something in particular; items drawn by chance would be in the way. */
    private static final Set<String> FINDING = Set.of("easy_pos", "easy_neg", "similar", "verify");

    private final LabelingSession session;
    private final Embeddings embeddings;
    private final Cards cards;
    private final Executor executor;

    BatchMaker(LabelingSession session, Embeddings embeddings, Executor executor) {
        this.session = session;
        this.embeddings = embeddings;
        this.cards = new Cards(session.dataset(), embeddings, executor);
        this.executor = executor;
    }

    /** @param twins other unlabelled items that are as good as the same, for which the card stands too */
    record Card(int id, String filename, Face face, int[] twins) {
    }

    /** @param message what the person should know, or null */
    record Batch(List<Card> cards, String batchType, LabelingState state, Scores scores, String message) {
    }

    Batch next(SamplingStrategy strategy, int size, boolean images, long seed) {
        LabelingState state = session.state();
        Scores scores = session.scores();
        OpenDataset dataset = session.dataset();
        BitSet bad = new BitSet();
        Selection selection = null;
        Map<Integer, Face> faces = new LinkedHashMap<>();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            selection = select(strategy, size, state, scores, bad, seed);
            int before = bad.cardinality();
            cards.read(selection.ids(), images, faces, bad);
            // Twins may have become known since the choice; then there is room for others.
            if (bad.cardinality() == before && Arrays.stream(selection.ids()).allMatch(id -> standsForItsTwins(state, id, bad))) {
                break;
            }
        }
        int[] shown = Arrays.stream(selection.ids()).filter(id -> !bad.get(id)).toArray();
        embedSoon(shown);
        List<Card> batch = new ArrayList<>();
        BitSet spokenFor = new BitSet();
        for (int id : shown) {
            // Of twins among them the first speaks for all.
            if (!spokenFor.get(id)) {
                int[] twins = Arrays.stream(session.unlabelledTwins(state, id)).filter(twin -> twin != id).toArray();
                Arrays.stream(twins).forEach(spokenFor::set);
                batch.add(new Card(id, dataset.items().key(id), faces.get(id), twins));
            }
        }
        String message = batch.isEmpty() ? "Everything that can be read has a label." : selection.message().orElse(null);
        return new Batch(batch, strategy.batchType(), state, scores, message);
    }

    private Selection select(SamplingStrategy strategy, int size, LabelingState state, Scores scores, BitSet bad, long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        Holdout holdout = session.holdout();
        int[] open = candidates(state, bad);
        int[] learnable = Arrays.stream(open).filter(id -> !holdout.has(id)).toArray();
        Pool pool = new Pool(embeddings.matrix(), scores.logits(), learnable, state.labels().ids(), state.classes().binary());
        if (FINDING.contains(strategy.wireName())) {
            return strategy.select(pool, size, random);
        }
        int[] heldOut = Arrays.stream(open).filter(holdout::has).toArray();
        // At the end of a data set either kind makes up for the other.
        int drawn = Math.min(heldOut.length, Math.max((int) Math.round(size * holdout.share()), size - learnable.length));
        int[] byChance = RandomChoice.sample(heldOut, drawn, random);
        Selection chosen = drawn == size ? new Selection(new int[0], strategy, Optional.empty())
                : strategy.select(pool, size - drawn, random);
        int[] all = IntStream.concat(Arrays.stream(chosen.ids()), Arrays.stream(byChance)).toArray();
        return new Selection(sorted(all, state, scores), chosen.used(), chosen.message());
    }

    /** Surely positive first, or with many classes what the judge is surest of. */
    private static int[] sorted(int[] ids, LabelingState state, Scores scores) {
        Comparator<Integer> rising = state.classes().binary()
                ? Comparator.comparing(id -> scores.judged(id) ? scores.logits().positive(id) : 0f) : Comparator.comparing(scores::certainty);
        return Arrays.stream(ids).boxed().sorted(rising.reversed()).mapToInt(Integer::intValue).toArray();
    }

    private int[] candidates(LabelingState state, BitSet bad) {
        ItemIndex items = session.dataset().items();
        boolean someUnreadable = embeddings.progress().unreadable() > 0;
        return IntStream.range(0, items.size()).filter(id -> !state.labels().has(id) && items.present(id) && !bad.get(id)
                && !(someUnreadable && embeddings.unreadable(id).isPresent()) && standsForItsTwins(state, id, bad)).toArray();
    }

    /** Of items that are as good as the same, the first one that can be shown is. */
    private boolean standsForItsTwins(LabelingState state, int id, BitSet bad) {
        for (int twin : session.unlabelledTwins(state, id)) {
            if (!bad.get(twin)) {
                return twin == id;
            }
        }
        return true;
    }

    /** What is on the screen is labelled next, so it is embedded next. */
    private void embedSoon(int[] shown) {
        int[] waiting = Arrays.stream(shown).filter(id -> !embeddings.matrix().ready(id)).toArray();
        if (waiting.length > 0) {
            executor.execute(() -> embeddings.await(waiting, Duration.ofSeconds(5)));
        }
    }
}
