package org.fastlabel.goldennoise.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.fastlabel.dataset.table.Column;
import org.fastlabel.dataset.table.Column.Type;
import org.fastlabel.goldennoise.Verdict;
import org.fastlabel.goldennoise.rating.Comparison;
import org.fastlabel.goldennoise.rating.Comparison.Choice;
import org.fastlabel.goldennoise.store.Decision;
import org.fastlabel.goldennoise.store.PairChoice;
import org.fastlabel.goldennoise.store.Picture;
import org.fastlabel.goldennoise.store.TransferRepository.Whole;

/**
 * Of one prompt one picture was preferred to another: what reward models learn from. Where pairs were compared, each answer but a tie is
 * one; elsewhere each golden picture is preferred to each bad one, and to each that was not chosen.
 *
 * @param source {@code pair}, {@code golden-bad} or {@code golden-neither}
 */
record Preference(String session, Whole whole, Picture chosen, Picture rejected, String source, String judge) {

    static final List<Column<Preference>> COLUMNS = List.of(
            column("prompt", r -> r.whole.prompt().text()),
            column("chosen", r -> Export.IMAGES + r.chosen.path()),
            column("rejected", r -> Export.IMAGES + r.rejected.path()),
            column("chosen_seed", r -> Long.toString(r.chosen.seed())),
            column("rejected_seed", r -> Long.toString(r.rejected.seed())),
            column("source", Preference::source),
            column("judge", Preference::judge),
            column("session", Preference::session),
            column("batch_id", r -> r.whole.batch().id()),
            column("model", r -> r.whole.batch().model()));

    private static Column<Preference> column(String name, Function<Preference, Object> value) {
        return new Column<>(name, Type.TEXT, value);
    }

    static List<Preference> of(String session, Whole whole) {
        List<Preference> all = new ArrayList<>();
        Map<Long, Picture> bySeed = whole.pictures().stream().collect(Collectors.toMap(Picture::seed, p -> p));
        for (PairChoice pair : whole.pairs()) {
            Comparison c = pair.comparison();
            if (c.choice() != Choice.TIE) {
                all.add(new Preference(session, whole, bySeed.get(c.choice() == Choice.LEFT ? c.left() : c.right()),
                        bySeed.get(c.choice() == Choice.LEFT ? c.right() : c.left()), "pair", pair.judge()));
            }
        }
        whole.decision().filter(d -> !d.origin().equals("pairs")).ifPresent(d -> {
            for (Picture golden : of(whole, d, Verdict.GOLDEN)) {
                of(whole, d, Verdict.BAD).forEach(bad -> all.add(new Preference(session, whole, golden, bad, "golden-bad", d.judge())));
                of(whole, d, Verdict.NEITHER)
                        .forEach(other -> all.add(new Preference(session, whole, golden, other, "golden-neither", d.judge())));
            }
        });
        return all;
    }

    private static List<Picture> of(Whole whole, Decision decision, Verdict verdict) {
        return whole.shown().stream().filter(p -> decision.verdicts().get(p.id()) == verdict).toList();
    }
}
