package org.fastlabel.goldennoise.transfer;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.fastlabel.dataset.table.Column;
import org.fastlabel.dataset.table.Column.Type;
import org.fastlabel.goldennoise.store.Decision;
import org.fastlabel.goldennoise.store.Picture;
import org.fastlabel.goldennoise.store.TransferRepository.Whole;

/** A picture that was judged, as a row of a table. */
record ImageRow(String session, Whole whole, Decision decision, Picture picture) {

    static final List<Column<ImageRow>> COLUMNS = List.of(
            column("session", Type.TEXT, ImageRow::session),
            column("session_id", Type.TEXT, r -> r.whole.batch().sessionId()),
            column("prompt_number", Type.INTEGER, r -> r.whole.prompt().number()),
            column("prompt", Type.TEXT, r -> r.whole.prompt().text()),
            column("batch_id", Type.TEXT, r -> r.whole.batch().id()),
            column("place", Type.INTEGER, r -> r.picture.place()),
            column("seed", Type.LONG, r -> r.picture.seed()),
            column("verdict", Type.TEXT, r -> r.decision.verdicts().get(r.picture.id()).name().toLowerCase(Locale.ROOT)),
            column("judge", Type.TEXT, r -> r.decision.judge()),
            column("seconds", Type.REAL, r -> r.decision.seconds()),
            column("at", Type.TEXT, r -> r.decision.made().toString()),
            column("decision_version", Type.INTEGER, r -> r.decision.version()),
            column("clip_score", Type.REAL, r -> r.picture.clipScore()),
            column("aesthetic", Type.REAL, r -> r.picture.aesthetic()),
            column("probability", Type.REAL, r -> r.picture.probability()),
            column("explored", Type.INTEGER, r -> r.picture.explored() ? 1 : 0),
            column("shared_seed", Type.INTEGER, r -> r.picture.shared() ? 1 : 0),
            column("prefilter", Type.TEXT, r -> r.whole.batch().prefilter() == null ? null : r.whole.batch().prefilter().by()),
            column("candidates", Type.INTEGER, r -> r.whole.pictures().size()),
            column("model", Type.TEXT, r -> r.whole.batch().model()),
            column("noise_version", Type.INTEGER, r -> r.whole.batch().noiseVersion()),
            column("steps", Type.INTEGER, r -> r.whole.batch().parameters().steps()),
            column("guidance_scale", Type.REAL, r -> r.whole.batch().parameters().guidanceScale()),
            column("scheduler", Type.TEXT, r -> r.whole.batch().parameters().scheduler()),
            column("width", Type.INTEGER, r -> r.whole.batch().parameters().width()),
            column("height", Type.INTEGER, r -> r.whole.batch().parameters().height()),
            column("file", Type.NAME, r -> Export.IMAGES + r.picture.path()));

    private static Column<ImageRow> column(String name, Type type, Function<ImageRow, Object> value) {
        return new Column<>(name, type, value);
    }

    /** Those of a group in the order in which they were shown; none where nothing was decided. */
    static List<ImageRow> of(String session, Whole whole) {
        return whole.decision().map(decision -> whole.shown().stream().filter(p -> decision.verdicts().containsKey(p.id()))
                .map(p -> new ImageRow(session, whole, decision, p)).toList()).orElse(List.of());
    }
}
