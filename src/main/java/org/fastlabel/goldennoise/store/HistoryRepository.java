package org.fastlabel.goldennoise.store;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.fastlabel.goldennoise.ShownImage;
import org.fastlabel.goldennoise.Verdict;

/** What was decided, as it stands now. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRED)
public class HistoryRepository {

    /** Groups that are read at a time. */
    private static final int PAGE = 300;
    private static final String STANDING = "from BatchEntity b, DecisionEntity d, PromptEntity p where d.seq = b.decision and "
            + "p.id = b.promptId";

    @PersistenceContext
    private EntityManager em;

    /** One decision and what it is about. @param pictures that were shown, in their order */
    public record Entry(Session session, Prompt prompt, Batch batch, Decision decision, List<Picture> pictures) {
    }

    /**
     * Which decisions to list; null for any.
     *
     * @param words   that the prompt has, in any case
     * @param verdict that one of the pictures has
     * @param after   the last decision of the page before
     */
    public record Filter(String session, Long prompt, String words, String model, String judge, Verdict verdict, Instant from, Instant to,
                         Long after) {
    }

    /** What there is to filter by. */
    public record Facets(List<String> models, List<String> judges) {
    }

    /** The last decision comes first. */
    public List<Entry> entries(Filter filter, int most) {
        Map<String, Object> values = new LinkedHashMap<>();
        StringBuilder where = new StringBuilder();
        and(where, values, "b.sessionId = :session", "session", filter.session());
        and(where, values, "b.promptId = :prompt", "prompt", filter.prompt());
        and(where, values, "lower(p.words) like :words escape '!'", "words", filter.words() == null ? null : "%"
                + filter.words().toLowerCase(Locale.ROOT).replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%");
        and(where, values, "b.model = :model", "model", filter.model());
        and(where, values, "d.judge = :judge", "judge", filter.judge());
        and(where, values, "exists (select v.id from VerdictEntity v where v.decisionSeq = d.seq and v.verdict = :verdict)", "verdict",
                filter.verdict() == null ? null : filter.verdict().name());
        and(where, values, "d.made >= :from", "from", filter.from() == null ? null : filter.from().atOffset(ZoneOffset.UTC));
        and(where, values, "d.made < :to", "to", filter.to() == null ? null : filter.to().atOffset(ZoneOffset.UTC));
        and(where, values, "d.seq < :after", "after", filter.after());
        TypedQuery<Object[]> query = em.createQuery("select b, d, p " + STANDING + where + " order by d.seq desc", Object[].class);
        values.forEach(query::setParameter);
        return entries(query.setMaxResults(most).getResultList());
    }

    private static void and(StringBuilder where, Map<String, Object> values, String condition, String name, Object value) {
        if (value != null) {
            where.append(" and ").append(condition);
            values.put(name, value);
        }
    }

    private List<Entry> entries(List<Object[]> rows) {
        Map<String, Session> sessions = new HashMap<>();
        Map<String, List<Picture>> pictures = new HashMap<>();
        Map<Long, Map<Long, Verdict>> verdicts = new HashMap<>();
        if (!rows.isEmpty()) {
            em.createQuery("select i from ImageEntity i where i.batchId in :batches and i.place is not null order by i.place", ImageEntity.class)
                    .setParameter("batches", rows.stream().map(row -> ((BatchEntity) row[0]).id()).toList()).getResultStream()
                    .map(ImageEntity::toRecord).forEach(i -> pictures.computeIfAbsent(i.batchId(), id -> new ArrayList<>()).add(i));
            em.createQuery("select v from VerdictEntity v where v.decisionSeq in :decisions", VerdictEntity.class)
                    .setParameter("decisions", rows.stream().map(row -> ((DecisionEntity) row[1]).seq()).toList()).getResultList()
                    .forEach(v -> verdicts.computeIfAbsent(v.decisionSeq(), d -> new TreeMap<>()).put(v.imageId(), v.verdict()));
        }
        List<Entry> entries = new ArrayList<>();
        for (Object[] row : rows) {
            Batch batch = ((BatchEntity) row[0]).toRecord();
            DecisionEntity decision = (DecisionEntity) row[1];
            entries.add(new Entry(sessions.computeIfAbsent(batch.sessionId(), id -> em.find(SessionEntity.class, id).toRecord()),
                    ((PromptEntity) row[2]).toRecord(), batch, decision.toRecord(verdicts.getOrDefault(decision.seq(), Map.of())),
                    pictures.getOrDefault(batch.id(), List.of())));
        }
        return entries;
    }

    public Facets facets() {
        return new Facets(em.createQuery("select distinct b.model " + STANDING + " order by b.model", String.class).getResultList(),
                em.createQuery("select distinct d.judge " + STANDING + " order by d.judge", String.class).getResultList());
    }

    /** Decisions of which the files beside the pictures do not tell yet; the group and what stands, which may be nothing. */
    public Map<String, Long> unrecorded(int most) {
        Map<String, Long> pending = new LinkedHashMap<>();
        em.createQuery("select b from BatchEntity b where (b.decision is not null and (b.recorded is null or b.recorded <> b.decision)) or "
                + "(b.decision is null and b.recorded is not null) order by b.seq", BatchEntity.class).setMaxResults(most).getResultList()
                .forEach(b -> pending.put(b.id(), b.decision()));
        return pending;
    }

    /** Notes that the file beside the pictures tells of this decision; null: that there is none. */
    public void recorded(String batchId, Long decision) {
        em.createQuery("select b from BatchEntity b where b.id = :id", BatchEntity.class).setParameter("id", batchId).getResultStream()
                .forEach(b -> b.recorded(decision));
    }

    /** One group with what stands about it, or nothing where nothing does. */
    public List<Entry> entry(String batchId) {
        return entries(em.createQuery("select b, d, p " + STANDING + " and b.id = :id", Object[].class).setParameter("id", batchId)
                .getResultList());
    }

    /** How many pictures were judged how. @param session null for all @return per session */
    public Map<String, Map<Verdict, Long>> counts(String session) {
        Map<String, Object> values = new LinkedHashMap<>();
        StringBuilder where = new StringBuilder();
        and(where, values, "b.sessionId = :session", "session", session);
        TypedQuery<Object[]> query = em.createQuery("select b.sessionId, v.verdict, count(v) from BatchEntity b, VerdictEntity v where "
                + "v.decisionSeq = b.decision" + where + " group by b.sessionId, v.verdict", Object[].class);
        values.forEach(query::setParameter);
        Map<String, Map<Verdict, Long>> counts = new HashMap<>();
        query.getResultList().forEach(row -> counts.computeIfAbsent((String) row[0], id -> new EnumMap<>(Verdict.class))
                .put(Verdict.valueOf((String) row[1]), (Long) row[2]));
        return counts;
    }

    /** Of pictures that a pre-filter chose, or chance beside it: how many were shown and how many of those are golden. */
    public long[] effect(String sessionId, boolean explored) {
        List<Object[]> rows = em.createQuery("select v.verdict, count(v) from BatchEntity b, VerdictEntity v, ImageEntity i where "
                + "v.decisionSeq = b.decision and i.id = v.imageId and b.prefilter is not null and b.sessionId = :session and "
                + "i.explored = :explored group by v.verdict", Object[].class).setParameter("session", sessionId)
                .setParameter("explored", explored).getResultList();
        return new long[] {rows.stream().filter(r -> r[0].equals(Verdict.GOLDEN.name())).mapToLong(r -> (Long) r[1]).sum(),
            rows.stream().mapToLong(r -> (Long) r[1]).sum()};
    }

    /** As {@link org.fastlabel.goldennoise.GoldenRecords#judged}. */
    public List<ShownImage> judged(String sessionId, String modelId) {
        List<ShownImage> all = new ArrayList<>();
        long after = 0;
        while (true) {
            Map<String, Object> values = new LinkedHashMap<>();
            StringBuilder where = new StringBuilder();
            and(where, values, "b.sessionId = :session", "session", sessionId);
            and(where, values, "b.model = :model", "model", modelId);
            TypedQuery<Object[]> query = em.createQuery("select b, d, p " + STANDING + where + " and d.seq > :after order by d.seq",
                    Object[].class).setParameter("after", after).setMaxResults(PAGE);
            values.forEach(query::setParameter);
            List<Entry> page = entries(query.getResultList());
            if (page.isEmpty()) {
                return all;
            }
            for (Entry entry : page) {
                after = entry.decision().seq();
                entry.pictures().stream().filter(p -> entry.decision().verdicts().containsKey(p.id())).map(p -> shown(entry, p)).forEach(all::add);
            }
            em.clear();
        }
    }

    private static ShownImage shown(Entry entry, Picture p) {
        Batch b = entry.batch();
        return new ShownImage(b.id(), b.promptId(), entry.prompt().text(), p.seed(), b.noiseVersion(), b.model(), b.parameters(), p.place(),
                p.path(), p.clipScore(), p.explored(), entry.decision().verdicts().get(p.id()), entry.decision().judge(),
                entry.decision().made());
    }
}
