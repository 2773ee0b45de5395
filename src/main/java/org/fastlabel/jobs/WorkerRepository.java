package org.fastlabel.jobs;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Which processes run jobs. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRED)
public class WorkerRepository {

    /** One that has not been seen for so long is gone. */
    private static final Duration GONE = Duration.ofMinutes(1);

    @PersistenceContext
    private EntityManager em;

    public void seen(String name, String role, int running, Instant now) {
        em.createQuery("delete from WorkerEntity w where w.lastSeen < :then").setParameter("then", JobEntity.utc(now.minus(GONE)))
                .executeUpdate();
        WorkerEntity worker = em.find(WorkerEntity.class, name);
        if (worker == null) {
            worker = new WorkerEntity(name, role, now);
            worker.seen(running, now);
            em.persist(worker);
        } else {
            worker.seen(running, now);
        }
    }

    /** By the clock of the database. */
    public Instant time() {
        BigDecimal seconds = new BigDecimal(em.createNativeQuery("select extract(epoch from current_timestamp)").getSingleResult().toString());
        return Instant.EPOCH.plusNanos(seconds.movePointRight(9).longValue());
    }

    public void gone(String name) {
        em.createQuery("delete from WorkerEntity w where w.name = :name").setParameter("name", name).executeUpdate();
    }

    public List<Job.Worker> all() {
        return em.createQuery("select w from WorkerEntity w order by w.name", WorkerEntity.class).getResultStream()
                .map(WorkerEntity::toRecord).toList();
    }
}
