package org.fastlabel.goldennoise.store;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import org.fastlabel.api.NotFound;

/** Sessions and their prompts. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRED)
public class SessionRepository {

    /** Rows that are written before memory is given back. */
    private static final int CHUNK = 1_000;
    /** By number; the columns before it are constant here, but the index serves the order only when all of them are named. */
    private static final String BY_INDEX = "order by p.sessionId, p.state, p.number";

    @PersistenceContext
    private EntityManager em;

    /** Makes a session, the current one from now on. @param prompts in order */
    public void create(Session session, List<String> prompts) {
        em.persist(new SessionEntity(session, lastUse() + 1));
        em.flush();
        for (int i = 0; i < prompts.size(); i++) {
            em.persist(new PromptEntity(session.id(), i + 1, prompts.get(i), Prompt.State.OPEN));
            if (i % CHUNK == CHUNK - 1) {
                em.flush();
                em.clear();
            }
        }
    }

    private long lastUse() {
        Long last = em.createQuery("select max(s.used) from SessionEntity s", Long.class).getSingleResult();
        return last == null ? 0 : last;
    }

    /** Makes it the current one. */
    public void use(String id) {
        locked(em, id).used(lastUse() + 1);
    }

    public Optional<Session> find(String id) {
        return Optional.ofNullable(em.find(SessionEntity.class, id)).map(SessionEntity::toRecord);
    }

    /** The one used last. */
    public Optional<Session> current() {
        return em.createQuery("select s from SessionEntity s order by s.used desc, s.created desc", SessionEntity.class).setMaxResults(1)
                .getResultStream().findFirst().map(SessionEntity::toRecord);
    }

    /** The one used last comes first. */
    public List<Session> all() {
        return em.createQuery("select s from SessionEntity s order by s.used desc, s.created desc", SessionEntity.class)
                .getResultStream().map(SessionEntity::toRecord).toList();
    }

    /** Holds everybody else off the session until the transaction ends. @throws NotFound with code {@code unknown-session} */
    static SessionEntity locked(EntityManager em, String id) {
        SessionEntity session = em.find(SessionEntity.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (session == null) {
            throw unknown();
        }
        return session;
    }

    public static NotFound unknown() {
        return new NotFound("unknown-session", "There is no such session; it may have been deleted. Choose another one, or set one up.");
    }

    public Optional<Prompt> prompt(long id) {
        return Optional.ofNullable(em.find(PromptEntity.class, id)).map(PromptEntity::toRecord);
    }

    /** The next prompts that wait for a decision, in their order. */
    public List<Prompt> open(String sessionId, int most) {
        return em.createQuery("select p from PromptEntity p where p.sessionId = :session and p.state = 'OPEN' "
                + BY_INDEX, PromptEntity.class).setParameter("session", sessionId).setMaxResults(most).getResultStream().map(PromptEntity::toRecord).toList();
    }

    /** How far a session has come, in prompts. */
    public record Tally(long total, long decided, long skipped) {
    }

    /** Quick with however many prompts: those that are open are not counted one by one. */
    public Tally tally(String sessionId) {
        int last = em.createQuery("select p.number from PromptEntity p where p.sessionId = :session order by p.sessionId desc, p.number desc",
                Integer.class).setParameter("session", sessionId).setMaxResults(1).getResultStream().findFirst().orElse(0);
        return new Tally(last, count(sessionId, Prompt.State.DECIDED), count(sessionId, Prompt.State.SKIPPED));
    }

    private long count(String sessionId, Prompt.State state) {
        return em.createQuery("select count(p) from PromptEntity p where p.sessionId = :session and p.state = :state", Long.class)
                .setParameter("session", sessionId).setParameter("state", state.name()).getSingleResult();
    }

    /** Takes a session away, with everything of it. */
    public void delete(String id) {
        locked(em, id);
        for (String statement : List.of(
                "delete from VerdictEntity v where v.imageId in (select i.id from ImageEntity i, BatchEntity b where i.batchId = b.id "
                        + "and b.sessionId = :session)",
                "delete from DecisionEntity d where d.batchId in (select b.id from BatchEntity b where b.sessionId = :session)",
                "delete from PairEntity p where p.batchId in (select b.id from BatchEntity b where b.sessionId = :session)",
                "delete from StepEntity s where s.sessionId = :session",
                "delete from ImageEntity i where i.batchId in (select b.id from BatchEntity b where b.sessionId = :session)",
                "delete from BatchEntity b where b.sessionId = :session",
                "delete from PromptEntity p where p.sessionId = :session",
                "delete from SessionEntity s where s.id = :session")) {
            em.createQuery(statement).setParameter("session", id).executeUpdate();
        }
    }
}
