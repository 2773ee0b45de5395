package org.fastlabel.goldennoise.store;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.fastlabel.goldennoise.Verdict;

/** Everything of a group, to take it away and to bring it back. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRED)
public class TransferRepository {

    @PersistenceContext
    private EntityManager em;

    /** @param pictures all candidates @param decisions all versions, the first one first @param pairs those that count */
    public record Whole(Batch batch, Prompt prompt, List<Picture> pictures, List<Decision> decisions, List<PairChoice> pairs) {

        /** The one that stands; empty where none does. */
        public Optional<Decision> decision() {
            return decisions.stream().filter(d -> batch.decision() != null && batch.decision() == d.seq()).findFirst();
        }

        public List<Picture> shown() {
            return pictures.stream().filter(p -> p.place() != null).sorted((a, b) -> Integer.compare(a.place(), b.place())).toList();
        }
    }

    /** Groups that are made, after one of them. @param session null for all */
    public List<Whole> made(String session, long after, int most) {
        TypedQuery<Object[]> query = em.createQuery("select b, p from BatchEntity b, PromptEntity p where p.id = b.promptId and "
                + "b.state = 'DONE' and b.seq > :after" + (session == null ? "" : " and b.sessionId = :session") + " order by b.seq", Object[].class)
                .setParameter("after", after).setMaxResults(most);
        if (session != null) {
            query.setParameter("session", session);
        }
        return query.getResultList().stream().map(row -> whole(((BatchEntity) row[0]).toRecord(), ((PromptEntity) row[1]).toRecord())).toList();
    }

    private Whole whole(Batch batch, Prompt prompt) {
        List<Picture> pictures = em.createQuery("select i from ImageEntity i where i.batchId = :batch order by i.candidate", ImageEntity.class)
                .setParameter("batch", batch.id()).getResultStream().map(ImageEntity::toRecord).toList();
        Map<Long, Map<Long, Verdict>> verdicts = new HashMap<>();
        em.createQuery("select v from VerdictEntity v, DecisionEntity d where v.decisionSeq = d.seq and d.batchId = :batch",
                VerdictEntity.class).setParameter("batch", batch.id()).getResultList()
                .forEach(v -> verdicts.computeIfAbsent(v.decisionSeq(), d -> new TreeMap<>()).put(v.imageId(), v.verdict()));
        List<Decision> decisions = em.createQuery("select d from DecisionEntity d where d.batchId = :batch order by d.version",
                DecisionEntity.class).setParameter("batch", batch.id()).getResultStream()
                .map(d -> d.toRecord(verdicts.getOrDefault(d.seq(), Map.of()))).toList();
        List<PairChoice> pairs = em.createQuery("select p from PairEntity p where p.batchId = :batch and p.undone = false order by p.seq",
                PairEntity.class).setParameter("batch", batch.id()).getResultStream().map(PairEntity::toRecord).toList();
        return new Whole(batch, prompt, pictures, decisions, pairs);
    }

    /** The prompts of a session after one of them; numbers have no gaps. */
    public List<Prompt> prompts(String session, int afterNumber, int most) {
        return em.createQuery("select p.id, p.number, p.words, p.state from PromptEntity p where p.sessionId = :session and p.number > :after "
                + "and p.number <= :last order by p.number", Object[].class).setParameter("session", session).setParameter("after", afterNumber)
                .setParameter("last", afterNumber + most).getResultStream().map(row -> new Prompt((Long) row[0], session, (Integer) row[1],
                        (String) row[2], Prompt.State.valueOf((String) row[3]))).toList();
    }

    public Optional<Prompt> prompt(String session, int number) {
        return em.createQuery("select p from PromptEntity p where p.sessionId = :session and p.number = :number", PromptEntity.class)
                .setParameter("session", session).setParameter("number", number).getResultStream().findFirst().map(PromptEntity::toRecord);
    }

    /** Marks prompts of a session that was just brought in. */
    public void skip(String session, List<Integer> numbers) {
        for (int number : numbers) {
            prompt(session, number).ifPresent(p -> {
                em.persist(new StepEntity(new Step(session, Step.Kind.SKIP, p.id(), null, null, null, null, null, null)));
                em.find(PromptEntity.class, p.id()).state(Prompt.State.SKIPPED);
            });
        }
    }

    /**
     * Brings a group in; numbers of the database are given anew.
     *
     * @param whole   ids of its pictures are the candidates' numbers, and so are those in its decisions
     * @param current version of the decision that stands; 0 for none
     */
    public void add(Whole whole, int current) {
        SessionRepository.locked(em, whole.batch().sessionId());
        BatchEntity batch = new BatchEntity(whole.batch());
        em.persist(batch);
        em.flush();
        List<ImageEntity> images = new ArrayList<>();
        for (Picture picture : whole.pictures()) {
            ImageEntity image = new ImageEntity(picture);
            em.persist(image);
            images.add(image);
        }
        whole.pairs().forEach(pair -> em.persist(new PairEntity(pair)));
        em.flush();
        for (Decision decision : whole.decisions()) {
            DecisionEntity entity = new DecisionEntity(decision);
            em.persist(entity);
            em.flush();
            decision.verdicts().forEach((candidate, verdict) ->
                    em.persist(new VerdictEntity(entity.seq(), images.get(candidate.intValue()).id(), verdict)));
            if (decision.version() == current) {
                batch.decided(entity.seq());
                em.find(PromptEntity.class, whole.prompt().id()).state(Prompt.State.DECIDED);
            }
        }
    }
}
