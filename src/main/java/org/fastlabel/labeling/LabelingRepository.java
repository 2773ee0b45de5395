package org.fastlabel.labeling;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The events in the database. Each append is a transaction of its own, committed when the call returns. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class LabelingRepository {

    @PersistenceContext
    private EntityManager em;

    private final Clock clock = Clock.systemUTC();

    public void append(String datasetId, LabelingEvent event) {
        em.persist(new LabelingEventEntity(datasetId, event, OffsetDateTime.now(clock)));
    }

    public List<LabelingEvent> session(String datasetId) {
        return records(em.createQuery("select e from LabelingEventEntity e where e.datasetId = :dataset and e.seq >= (select max(c.seq) "
                + "from LabelingEventEntity c where c.datasetId = :dataset and c.kind = 'CONFIG') order by e.seq",
                LabelingEventEntity.class).setParameter("dataset", datasetId).getResultList());
    }

    public List<LabelingEvent> allLabelEvents(String datasetId) {
        return records(em.createQuery("select e from LabelingEventEntity e where e.datasetId = :dataset and e.kind in "
                + "('CONFIG', 'SUBMIT', 'RELABEL', 'RESTORE', 'IMPORT', 'CLASSES', 'LOAD', 'UNDO') order by e.seq", LabelingEventEntity.class)
                .setParameter("dataset", datasetId).getResultList());
    }

    private static List<LabelingEvent> records(List<LabelingEventEntity> entities) {
        return entities.stream().map(LabelingEventEntity::toRecord).toList();
    }

    public Optional<LabelingEvent> submitted(String datasetId, String submitId) {
        return em.createQuery("select e from LabelingEventEntity e where e.datasetId = :dataset and e.submitId = :submit",
                LabelingEventEntity.class).setParameter("dataset", datasetId).setParameter("submit", submitId)
                .getResultStream().findFirst().map(LabelingEventEntity::toRecord);
    }

    public Map<String, Integer> labelCounts(List<String> datasetIds) {
        Map<String, Integer> counts = new HashMap<>();
        if (datasetIds.isEmpty()) {
            return counts;
        }
        em.createQuery("select e.datasetId, e.labels from LabelingEventEntity e where e.datasetId in :datasets and e.seq = (select "
                + "max(l.seq) from LabelingEventEntity l where l.datasetId = e.datasetId)", Object[].class)
                .setParameter("datasets", datasetIds).getResultList()
                .forEach(row -> counts.put((String) row[0], (Integer) row[1]));
        return counts;
    }

    public long lastVersion(String datasetId) {
        Long last = em.createQuery("select max(e.version) from LabelingEventEntity e where e.datasetId = :dataset", Long.class)
                .setParameter("dataset", datasetId).getSingleResult();
        return last == null ? 0 : last;
    }
}
