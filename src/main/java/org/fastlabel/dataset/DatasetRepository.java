package org.fastlabel.dataset;

import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** Remembers which data sets were opened. */
@Stateless
public class DatasetRepository {

    @PersistenceContext
    private EntityManager em;

    /** Notes that a data set is used now. */
    public void used(OpenDataset dataset, Clock clock) {
        DatasetEntity entity = em.find(DatasetEntity.class, dataset.id());
        if (entity == null) {
            entity = new DatasetEntity(dataset.id(), dataset.source().spec(), dataset.name());
            em.persist(entity);
        }
        entity.used(dataset.source().spec(), dataset.items().presentCount(), OffsetDateTime.now(clock));
    }

    /** @param most how many, the last used first */
    public List<KnownDataset> recent(int most) {
        return em.createQuery("select d from DatasetEntity d order by d.lastUsed desc", DatasetEntity.class)
                .setMaxResults(most).getResultList().stream().map(DatasetEntity::toRecord).toList();
    }

    public Optional<KnownDataset> last() {
        return recent(1).stream().findFirst();
    }
}
