package org.fastlabel.goldennoise.store;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.fastlabel.api.Conflict;
import org.fastlabel.goldennoise.rating.PreFilter.Pick;
import org.fastlabel.goldennoise.rating.SeedPlan.Drawn;

/** Groups of pictures: what is to be made, and what is made. What is committed here has its file on disk already. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRED)
public class BatchRepository {

    @PersistenceContext
    private EntityManager em;

    /** What a prompt has had so far. */
    public record Had(Set<Long> seeds, int shared) {
    }

    /** What a new group is to be. */
    public record Plan(Batch batch, List<Drawn> seeds) {
    }

    /**
     * The group of a prompt that waits for a decision, or a new one.
     *
     * @param another whether to make a new one in any case
     * @param ahead   whether nobody has asked for it yet
     * @param plan    of a new one
     */
    public Batch open(Prompt prompt, boolean another, boolean ahead, Function<Had, Plan> plan) {
        SessionRepository.locked(em, prompt.sessionId());
        if (!another) {
            Optional<BatchEntity> open = undecided(prompt.id());
            if (open.isPresent()) {
                if (!ahead) {
                    open.get().wanted();
                }
                return open.get().toRecord();
            }
        }
        Plan wanted = plan.apply(had(prompt.id()));
        BatchEntity batch = new BatchEntity(wanted.batch());
        em.persist(batch);
        em.flush();
        for (int i = 0; i < wanted.seeds().size(); i++) {
            Drawn drawn = wanted.seeds().get(i);
            em.persist(new ImageEntity(new Picture(0, batch.id(), i, drawn.seed(), drawn.shared(), null, null, false, null, null, null)));
        }
        return batch.toRecord();
    }

    private Optional<BatchEntity> undecided(long promptId) {
        return em.createQuery("select b from BatchEntity b where b.promptId = :prompt and b.decision is null order by b.seq desc",
                BatchEntity.class).setParameter("prompt", promptId).setMaxResults(1).getResultStream().findFirst();
    }

    /** The last group of a prompt that waits for a decision. */
    public Optional<Batch> undecidedGroup(long promptId) {
        return undecided(promptId).map(BatchEntity::toRecord);
    }

    private Had had(long promptId) {
        List<ImageEntity> images = em.createQuery("select i from ImageEntity i, BatchEntity b where i.batchId = b.id and "
                + "b.promptId = :prompt", ImageEntity.class).setParameter("prompt", promptId).getResultList();
        Set<Long> seeds = new HashSet<>();
        int shared = 0;
        for (ImageEntity image : images) {
            Picture picture = image.toRecord();
            seeds.add(picture.seed());
            shared += picture.shared() ? 1 : 0;
        }
        return new Had(seeds, shared);
    }

    public Optional<Batch> find(String id) {
        return entity(id).map(BatchEntity::toRecord);
    }

    private Optional<BatchEntity> entity(String id) {
        return em.createQuery("select b from BatchEntity b where b.id = :id", BatchEntity.class).setParameter("id", id)
                .getResultStream().findFirst();
    }

    /** As candidates, or those that are shown in their order, when it is decided which. */
    public List<Picture> pictures(String batchId) {
        return em.createQuery("select i from ImageEntity i where i.batchId = :batch order by i.candidate", ImageEntity.class)
                .setParameter("batch", batchId).getResultStream().map(ImageEntity::toRecord).toList();
    }

    public Optional<Picture> picture(String batchId, long seed) {
        return em.createQuery("select i from ImageEntity i where i.batchId = :batch and i.seed = :seed", ImageEntity.class)
                .setParameter("batch", batchId).setParameter("seed", seed).getResultStream().findFirst().map(ImageEntity::toRecord);
    }

    /** Whether a file belongs to a picture of another group. */
    public boolean claimed(String path, String batchId) {
        return em.createQuery("select count(i) from ImageEntity i where i.path = :path and i.batchId <> :batch", Long.class)
                .setParameter("path", path).setParameter("batch", batchId).getSingleResult() > 0;
    }

    /** CLIP scores of all pictures of a prompt. */
    public double[] clipScores(long promptId) {
        return em.createQuery("select i.clipScore from ImageEntity i, BatchEntity b where i.batchId = b.id and b.promptId = :prompt and "
                + "i.clipScore is not null", Double.class).setParameter("prompt", promptId).getResultStream().mapToDouble(d -> d).toArray();
    }

    /** Groups that are to be made: those that somebody asked for first, then the older ones; ahead only for one session. */
    public List<String> waiting(String currentSession) {
        return em.createQuery("select b.id from BatchEntity b where b.state in ('QUEUED', 'RUNNING') and (b.ahead = false or "
                + "b.sessionId = :current) order by b.ahead, b.seq", String.class).setParameter("current", currentSession).getResultList();
    }

    private BatchEntity locked(String id) {
        List<BatchEntity> found = em.createQuery("select b from BatchEntity b where b.id = :id", BatchEntity.class).setParameter("id", id)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE).getResultList();
        if (found.isEmpty()) {
            throw new Conflict("batch-gone", "This group has been deleted meanwhile.");
        }
        return found.get(0);
    }

    /** @return false when it is not waiting any more */
    public boolean begun(String id, String model, int noiseVersion) {
        BatchEntity batch = locked(id);
        if (batch.toRecord().state().over()) {
            return false;
        }
        batch.begun(model, noiseVersion);
        return true;
    }

    /** Notes pictures whose files are there. @param made by id: path and scores */
    public void made(String id, List<Picture> made) {
        locked(id);
        for (Picture picture : made) {
            em.find(ImageEntity.class, picture.id()).made(picture.path(), picture.clipScore(), picture.aesthetic());
        }
    }

    /** What the selector foresees. @param golden by the picture's id */
    public void foreseen(String id, Map<Long, Double> golden) {
        locked(id);
        golden.forEach((image, p) -> em.find(ImageEntity.class, image).foreseen(p));
    }

    /** Which candidates are shown, in which order. */
    public void chosen(String id, List<Picture> candidates, List<Pick> picks) {
        locked(id);
        List<ImageEntity> images = new ArrayList<>();
        candidates.forEach(c -> images.add(em.find(ImageEntity.class, c.id())));
        images.forEach(image -> image.chosen(null, false));
        for (int place = 0; place < picks.size(); place++) {
            Pick pick = picks.get(place);
            images.get(pick.candidate()).chosen(place, pick.explored());
        }
    }

    /** Moves a group that is under way; one that is over stays as it is. @return as it is now */
    public Batch move(String id, Batch.State state) {
        BatchEntity batch = locked(id);
        if (!batch.toRecord().state().over()) {
            batch.state(state);
        }
        return batch.toRecord();
    }

    public void failed(String id, String code, String detail) {
        BatchEntity batch = locked(id);
        if (!batch.toRecord().state().over()) {
            batch.failed(code, detail);
        }
    }

    /** Puts one that failed or was cancelled back into the queue, wanted by somebody. */
    public Batch again(String id) {
        BatchEntity batch = locked(id);
        Batch.State now = batch.toRecord().state();
        if (now == Batch.State.FAILED || now == Batch.State.CANCELLED) {
            batch.state(Batch.State.QUEUED);
        }
        batch.wanted();
        return batch.toRecord();
    }
}
