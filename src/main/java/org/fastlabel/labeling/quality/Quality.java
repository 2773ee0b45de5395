package org.fastlabel.labeling.quality;

import java.util.List;
import java.util.Optional;
import org.fastlabel.labeling.LabelingSession;
import org.fastlabel.labeling.LabelingState;
import org.fastlabel.labeling.LabelingState.CurvePoint;
import org.fastlabel.labeling.Scores;
import org.fastlabel.labeling.Validation;
import org.fastlabel.labeling.head.Logits;

/**
 * What is known of the quality of a session at one moment.
 *
 * @param computing       whether the cross-validation of the latest labels is still to come
 * @param heldOut         on labels that are never learnt; empty before there is one
 * @param crossValidation on all others, each judged by a head that had not seen it; may be of a few labels ago
 * @param validation      what {@code crossValidation} was computed from
 */
public record Quality(LabelingState state, boolean computing, Optional<Estimate> heldOut, Optional<Estimate> crossValidation,
        Optional<Validation> validation, Optional<StopAdvice> advice) {

    public static Quality of(LabelingSession session) {
        LabelingState state = session.state();
        Scores scores = session.scores();
        Optional<Validation> validation = session.validation();
        boolean computing = session.training() || validation.map(v -> v.labels() != state.labels()).orElse(
                state.accuracy() != null && state.accuracy().labels() == state.labels().count());
        return new Quality(state, computing, heldOut(session, state, scores),
                validation.map(v -> Estimate.of(v.result().unseen(), v.truth())), validation, StopAdvice.of(points(state.curve())));
    }

    private static Optional<Estimate> heldOut(LabelingSession session, LabelingState state, Scores scores) {
        int[] ids = session.heldOutIds(state, scores);
        if (ids.length == 0) {
            return Optional.empty();
        }
        int classes = scores.logits().classes();
        float[] rows = new float[ids.length * classes];
        int[] truth = new int[ids.length];
        for (int i = 0; i < ids.length; i++) {
            truth[i] = state.labels().get(ids[i]);
            for (int c = 0; c < classes; c++) {
                rows[i * classes + c] = scores.logits().get(ids[i], c);
            }
        }
        return Optional.of(Estimate.of(new Logits(rows, classes), truth));
    }

    private static List<StopAdvice.Point> points(List<CurvePoint> curve) {
        return curve.stream().map(CurvePoint::headline)
                .map(p -> new StopAdvice.Point(p.labels(), 1 - p.accuracy(), p.high() - p.low())).toList();
    }

    /** Labels that look wrong, most suspicious first; ids of items. Labels changed since the measurement are left out. */
    public List<Suspects.Suspect> suspects(int most) {
        return validation.map(v -> Suspects.of(v.result().unseen(), v.truth()).stream()
                .map(s -> new Suspects.Suspect(v.ids()[s.row()], s.suspicion(), s.suggested()))
                .filter(s -> state.labels().get(s.row()) == v.labels().get(s.row())).limit(most).toList()).orElse(List.of());
    }
}
