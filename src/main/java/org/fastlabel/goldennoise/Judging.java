package org.fastlabel.goldennoise;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.goldennoise.rating.Comparison;
import org.fastlabel.goldennoise.store.Batch;
import org.fastlabel.goldennoise.store.BatchRepository;
import org.fastlabel.goldennoise.store.Decision;
import org.fastlabel.goldennoise.store.JudgementRepository;
import org.fastlabel.goldennoise.store.Prompt;
import org.fastlabel.goldennoise.store.Said;
import org.fastlabel.goldennoise.store.Session;
import org.fastlabel.goldennoise.store.Step;

/** What people do at the workbench. What is answered here is committed; files beside the pictures follow. */
@ApplicationScoped
public class Judging {

    private static final int MOST_SEEDS = 256;

    @EJB
    private BatchRepository batches;
    @EJB
    private JudgementRepository judgements;
    @Inject
    private Workbench bench;
    @Inject
    private Views views;
    @Inject
    private Generations generations;
    @Inject
    private RecordFiles records;

    private final Clock clock = Clock.systemUTC();

    /** @param next the next prompt with its group, when that is made already */
    public record Saved(boolean saved, String batchId, long golden, long bad, long neither, int version, long undo, Workbench.Ready next) {
    }

    public record Compared(boolean saved, Views.Pair pair, List<Views.Ranked> ranking, boolean judged, long undo) {
    }

    public record Skipped(boolean skipped) {
    }

    /** @param undone null when there was nothing to take back */
    public record Undone(String undone, Long promptId, String batchId, long undo) {
    }

    public Saved select(Fields fields) {
        return select(fields.required("batch_id"), fields, fields.flag("replace", false));
    }

    /** @param replace whether an earlier decision gives way */
    public Saved select(String batchId, Fields fields, boolean replace) {
        Set<Long> golden = fields.seeds("golden", MOST_SEEDS);
        if (golden == null) {
            throw new InvalidInput("missing-golden", "\"golden\" is missing: a list of seeds, which may be empty.");
        }
        Set<Long> bad = fields.seeds("bad", MOST_SEEDS);
        Integer version = fields.has("version") ? fields.whole("version", 0, 0, Integer.MAX_VALUE) : null;
        Decision decision = judgements.select(new JudgementRepository.Selection(batchId, golden, bad == null ? Set.of() : bad, replace, version),
                said(fields));
        Batch batch = batches.find(batchId).orElseThrow(Views::unknown);
        afterwards();
        Session session = bench.session(batch.sessionId());
        return new Saved(true, batchId, decision.count(Verdict.GOLDEN), decision.count(Verdict.BAD), decision.count(Verdict.NEITHER),
                decision.version(), judgements.undoable(session.id()), bench.ready(session));
    }

    private Said said(Fields fields) {
        return new Said(fields.judge(), fields.seconds(), fields.submitId(), clock.instant());
    }

    public Compared compare(Fields fields) {
        String batchId = fields.required("batch_id");
        String choice = fields.oneOf("choice", null, List.of("left", "right", "tie"));
        if (choice == null) {
            throw new InvalidInput("missing-choice", "\"choice\" is missing: left, right or tie.");
        }
        judgements.compare(batchId, new Comparison(fields.seed("left"), fields.seed("right"),
                Comparison.Choice.valueOf(choice.toUpperCase(Locale.ROOT))), said(fields));
        Views.Group group = views.group(batchId);
        if (group.judged()) {
            afterwards();
        }
        return new Compared(true, group.pair(), group.ranking(), group.judged(),
                judgements.undoable(batches.find(batchId).orElseThrow(Views::unknown).sessionId()));
    }

    public Skipped skip(Fields fields) {
        Prompt prompt = bench.prompt(fields.id("prompt_id"));
        judgements.skip(prompt, fields.text("reason", null, 500));
        batches.undecidedGroup(prompt.id()).filter(b -> !b.state().over()).ifPresent(b -> generations.cancel(b.id()));
        generations.wake();
        return new Skipped(true);
    }

    public Undone undo(Fields fields) {
        Session session = bench.session(fields.text("session_id", null, 40));
        Optional<Step> step = judgements.undo(session.id());
        afterwards();
        return new Undone(step.map(s -> s.kind().wireName()).orElse(null), step.map(Step::promptId).orElse(null),
                step.map(Step::batchId).orElse(null), judgements.undoable(session.id()));
    }

    private void afterwards() {
        records.writeLater();
        generations.wake();
    }
}
