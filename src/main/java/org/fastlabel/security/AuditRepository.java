package org.fastlabel.security;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The table of what was done: rows can be added and read. The database refuses anything else (migration 11.1), and nothing is deleted by age. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRED)
public class AuditRepository {

    @PersistenceContext
    private EntityManager em;

    public void add(Instant at, String who, String action, String subject, String detail) {
        em.persist(new AuditEntity(at, who, action, subject, detail));
    }

    /** The newest comes first. @param before only lines with a smaller id */
    public List<AuditEntry> page(AuditEntry.Filter filter, long before, int most) {
        Map<String, Object> values = new LinkedHashMap<>();
        StringBuilder where = new StringBuilder("a.id < :before");
        values.put("before", before);
        and(where, values, "a.who = :who", "who", filter.who());
        String action = filter.action();
        if (action != null && action.endsWith(".")) {
            and(where, values, "a.action like :action escape '!'", "action", action.replaceAll("([!%_])", "!$1") + "%");
        } else {
            and(where, values, "a.action = :action", "action", action);
        }
        and(where, values, "a.at >= :from", "from", filter.from() == null ? null : filter.from().atOffset(ZoneOffset.UTC));
        and(where, values, "a.at < :to", "to", filter.to() == null ? null : filter.to().atOffset(ZoneOffset.UTC));
        TypedQuery<AuditEntity> query = em.createQuery("select a from AuditEntity a where " + where + " order by a.id desc", AuditEntity.class);
        values.forEach(query::setParameter);
        return query.setMaxResults(most).getResultStream().map(AuditEntity::toRecord).toList();
    }

    private static void and(StringBuilder where, Map<String, Object> values, String condition, String name, Object value) {
        if (value != null) {
            where.append(" and ").append(condition);
            values.put(name, value);
        }
    }
}
