package org.fastlabel.goldennoise.store;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.fastlabel.api.Conflict;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.NotFound;
import org.fastlabel.goldennoise.Verdict;
import org.fastlabel.goldennoise.rating.BradleyTerry;
import org.fastlabel.goldennoise.rating.Comparison;
import org.fastlabel.goldennoise.rating.PairSchedule;
import org.fastlabel.goldennoise.rating.Strength;

/**
 * Takes down what people say, and takes it back. Whoever says something about a session waits for those who do so at the same moment,
 * so two pages cannot judge a group both, and a request that is sent twice finds what it has done.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRED)
public class JudgementRepository {

    @PersistenceContext
    private EntityManager em;

    /** @param replace whether an earlier decision gives way @param version the one that it must be then; null for any */
    public record Selection(String batchId, Set<Long> golden, Set<Long> bad, boolean replace, Integer version) {
    }

    /**
     * @throws Conflict     {@code already-judged}, {@code other-version} or {@code not-ready}
     * @throws InvalidInput {@code unknown-seed} or {@code golden-and-bad}
     */
    public Decision select(Selection selection, Said said) {
        BatchEntity batch = locked(selection.batchId());
        Optional<Step> before = sent(batch.toRecord().sessionId(), said.submitId());
        if (before.isPresent()) {
            return decision(required(before.get(), Step.Kind.SELECTION).after()).orElseThrow();
        }
        List<Picture> shown = shown(batch);
        checkSeeds(selection, shown);
        Optional<Decision> now = decision(batch.decision());
        if (now.isPresent() && !selection.replace()) {
            throw new Conflict("already-judged", "This group was judged already by " + now.get().judge() + " at " + now.get().made()
                    + ". Go on with the next one, or change that decision.");
        }
        if (selection.version() != null && selection.version() != now.map(Decision::version).orElse(0)) {
            throw new Conflict("other-version", "The decision about this group has been changed meanwhile; look at it again.");
        }
        Map<Long, Verdict> verdicts = new LinkedHashMap<>();
        shown.forEach(p -> verdicts.put(p.id(), selection.golden().contains(p.seed()) ? Verdict.GOLDEN
                : selection.bad().contains(p.seed()) ? Verdict.BAD : Verdict.NEITHER));
        Decision made = decide(batch, said, "choice", verdicts);
        Batch b = batch.toRecord();
        step(new Step(b.sessionId(), Step.Kind.SELECTION, b.promptId(), b.id(), null, now.map(Decision::seq).orElse(null), made.seq(), null,
                said.submitId()));
        refresh(b.promptId());
        return made;
    }

    private static void checkSeeds(Selection selection, List<Picture> shown) {
        Set<Long> known = shown.stream().map(Picture::seed).collect(Collectors.toSet());
        for (Set<Long> seeds : List.of(selection.golden(), selection.bad())) {
            seeds.stream().filter(seed -> !known.contains(seed)).findFirst().ifPresent(seed -> {
                throw new InvalidInput("unknown-seed", "No picture of seed " + seed + " is shown in this group.");
            });
        }
        selection.golden().stream().filter(selection.bad()::contains).findFirst().ifPresent(seed -> {
            throw new InvalidInput("golden-and-bad", "The picture of seed " + seed + " cannot be golden and bad at once.");
        });
    }

    private BatchEntity locked(String batchId) {
        BatchEntity batch = em.createQuery("select b from BatchEntity b where b.id = :id", BatchEntity.class).setParameter("id", batchId)
                .getResultStream().findFirst().orElseThrow(() -> new NotFound("unknown-batch", "There is no such group of pictures; it may "
                        + "have been deleted."));
        SessionRepository.locked(em, batch.toRecord().sessionId());
        em.refresh(batch);
        return batch;
    }

    private List<Picture> shown(BatchEntity batch) {
        if (batch.toRecord().state() != Batch.State.DONE) {
            throw new Conflict("not-ready", "The pictures of this group are not all made; wait for them, or make them again.");
        }
        return em.createQuery("select i from ImageEntity i where i.batchId = :batch and i.place is not null order by i.place",
                ImageEntity.class).setParameter("batch", batch.id()).getResultStream().map(ImageEntity::toRecord).toList();
    }

    /** What a request of this id has done already. */
    private Optional<Step> sent(String sessionId, String submitId) {
        return submitId == null ? Optional.empty() : em.createQuery("select s from StepEntity s where s.sessionId = :session and "
                + "s.submitId = :submit", StepEntity.class).setParameter("session", sessionId).setParameter("submit", submitId)
                .getResultStream().findFirst().map(StepEntity::toRecord);
    }

    private static Step required(Step step, Step.Kind kind) {
        if (step.kind() != kind) {
            throw new Conflict("submit-id-used", "This submit_id was used for something else; send a new one.");
        }
        return step;
    }

    private Decision decide(BatchEntity batch, Said said, String origin, Map<Long, Verdict> verdicts) {
        Integer last = em.createQuery("select max(d.version) from DecisionEntity d where d.batchId = :batch", Integer.class)
                .setParameter("batch", batch.id()).getSingleResult();
        DecisionEntity decision = new DecisionEntity(new Decision(0, batch.id(), last == null ? 1 : last + 1, said.judge(), said.seconds(),
                said.at(), origin, verdicts));
        em.persist(decision);
        em.flush();
        verdicts.forEach((image, verdict) -> em.persist(new VerdictEntity(decision.seq(), image, verdict)));
        batch.decided(decision.seq());
        return decision.toRecord(verdicts);
    }

    private void step(Step step) {
        em.persist(new StepEntity(step));
        em.flush();
    }

    /** The state of a prompt follows from its groups and steps. */
    private void refresh(long promptId) {
        em.flush();
        long decided = em.createQuery("select count(b) from BatchEntity b where b.promptId = :prompt and b.decision is not null", Long.class)
                .setParameter("prompt", promptId).getSingleResult();
        long skips = em.createQuery("select count(s) from StepEntity s where s.promptId = :prompt and s.kind = 'SKIP' and s.undone = false",
                Long.class).setParameter("prompt", promptId).getSingleResult();
        em.find(PromptEntity.class, promptId).state(decided > 0 ? Prompt.State.DECIDED : skips > 0 ? Prompt.State.SKIPPED : Prompt.State.OPEN);
    }

    /** Empty for null. */
    public Optional<Decision> decision(Long seq) {
        if (seq == null) {
            return Optional.empty();
        }
        Map<Long, Verdict> verdicts = new TreeMap<>();
        em.createQuery("select v from VerdictEntity v where v.decisionSeq = :seq", VerdictEntity.class).setParameter("seq", seq)
                .getResultList().forEach(v -> verdicts.put(v.imageId(), v.verdict()));
        return Optional.ofNullable(em.find(DecisionEntity.class, seq)).map(d -> d.toRecord(verdicts));
    }

    /** What was said of the pairs of a group, but for what was taken back. */
    public List<PairChoice> pairs(String batchId) {
        return em.createQuery("select p from PairEntity p where p.batchId = :batch and p.undone = false order by p.seq", PairEntity.class)
                .setParameter("batch", batchId).getResultStream().map(PairEntity::toRecord).toList();
    }

    /**
     * Takes down one pair. With the last one that is asked for the group is decided: the strongest picture is golden, and so is each
     * that is certainly above the group's mean; bad is what is certainly below.
     *
     * @throws Conflict {@code already-compared} or {@code not-ready}
     */
    public void compare(String batchId, Comparison comparison, Said said) {
        BatchEntity batch = locked(batchId);
        Batch b = batch.toRecord();
        Optional<Step> before = sent(b.sessionId(), said.submitId());
        if (before.isPresent()) {
            required(before.get(), Step.Kind.PAIR);
            return;
        }
        List<Picture> shown = shown(batch);
        Set<Long> known = shown.stream().map(Picture::seed).collect(Collectors.toSet());
        Set<Long> two = new HashSet<>(List.of(comparison.left(), comparison.right()));
        if (two.size() < 2 || !known.containsAll(two)) {
            throw new InvalidInput("unknown-seed", "left and right must be the seeds of two pictures of this group.");
        }
        List<Comparison> done = new ArrayList<>(pairs(batchId).stream().map(PairChoice::comparison).toList());
        if (done.stream().anyMatch(c -> two.contains(c.left()) && two.contains(c.right()))) {
            throw new Conflict("already-compared", "These two have been compared already, perhaps in another tab. Go on with the next pair.");
        }
        PairEntity pair = new PairEntity(new PairChoice(0, batchId, comparison, said.judge(), said.seconds(), said.at()));
        em.persist(pair);
        em.flush();
        done.add(comparison);
        Long decision = null;
        if (b.decision() == null && done.size() >= PairSchedule.wanted(shown.size())) {
            decision = decide(batch, said, "pairs", verdicts(shown, done)).seq();
        }
        step(new Step(b.sessionId(), Step.Kind.PAIR, b.promptId(), batchId, pair.seq(), b.decision(), decision, null, said.submitId()));
        refresh(b.promptId());
    }

    private static Map<Long, Verdict> verdicts(List<Picture> shown, List<Comparison> done) {
        List<Strength> ranked = BradleyTerry.rank(shown.stream().map(Picture::seed).toList(), done);
        Map<Long, Strength> bySeed = ranked.stream().collect(Collectors.toMap(Strength::seed, s -> s));
        Map<Long, Verdict> verdicts = new LinkedHashMap<>();
        shown.forEach(p -> {
            Strength s = bySeed.get(p.seed());
            verdicts.put(p.id(), s == ranked.get(0) || s.low() > 0 ? Verdict.GOLDEN : s.high() < 0 ? Verdict.BAD : Verdict.NEITHER);
        });
        return verdicts;
    }

    /** @throws Conflict {@code already-judged} */
    public void skip(Prompt prompt, String reason) {
        SessionRepository.locked(em, prompt.sessionId());
        PromptEntity now = em.find(PromptEntity.class, prompt.id());
        em.refresh(now);
        if (now.toRecord().state() == Prompt.State.DECIDED) {
            throw new Conflict("already-judged", "This prompt has been judged already, perhaps in another tab.");
        }
        if (now.toRecord().state() == Prompt.State.OPEN) {
            step(new Step(prompt.sessionId(), Step.Kind.SKIP, prompt.id(), null, null, null, null, reason, null));
            refresh(prompt.id());
        }
    }

    /** Takes back the last step of a session; what it had decided stays in the history of decisions. */
    public Optional<Step> undo(String sessionId) {
        SessionRepository.locked(em, sessionId);
        Optional<StepEntity> last = em.createQuery("select s from StepEntity s where s.sessionId = :session and s.undone = false order by "
                + "s.sessionId desc, s.undone desc, s.seq desc", StepEntity.class).setParameter("session", sessionId).setMaxResults(1).getResultStream().findFirst();
        last.ifPresent(entity -> {
            Step step = entity.toRecord();
            entity.undo();
            if (step.pairSeq() != null) {
                em.find(PairEntity.class, step.pairSeq()).undo();
            }
            if (step.after() != null) {
                locked(step.batchId()).decided(step.before());
            }
            refresh(step.promptId());
        });
        return last.map(StepEntity::toRecord);
    }

    /** How many steps of a session can be taken back. */
    public long undoable(String sessionId) {
        return em.createQuery("select count(s) from StepEntity s where s.sessionId = :session and s.undone = false", Long.class)
                .setParameter("session", sessionId).getSingleResult();
    }
}
