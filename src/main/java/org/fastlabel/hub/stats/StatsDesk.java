package org.fastlabel.hub.stats;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.fastlabel.api.Interval;
import org.fastlabel.hub.data.DatasetView;
import org.fastlabel.hub.stats.StatsView.Score;
import org.fastlabel.hub.store.HubDatasetRepository;
import org.fastlabel.hub.store.StatsRepository;
import org.fastlabel.hub.store.StatsRepository.Proposed;
import org.fastlabel.hub.store.StatsRepository.Right;

/** Puts the counts together. */
@ApplicationScoped
public class StatsDesk {

    private static final int MOST_PAIRS = 500;

    private final Clock clock = Clock.systemUTC();

    @EJB
    private HubDatasetRepository datasets;
    @EJB
    private StatsRepository stats;

    StatsView of(long id) {
        datasets.get(id);
        Map<String, Long> byStatus = DatasetView.statuses(datasets.byStatus(id));
        long total = byStatus.values().stream().mapToLong(n -> n).sum();
        long labeled = byStatus.get("labeled");
        PairCounts pairs = new PairCounts();
        stats.answers(id, pairs::add);
        pairs.end();
        return new StatsView(id, total, byStatus, labeled, total - labeled, stats.byLabel(id), people(id, pairs.shares()), days(stats.throughput(id)),
                agreement(pairs), prelabel(id));
    }

    private List<StatsView.Person> people(long id, Map<String, Double> shares) {
        Map<String, Map<String, Long>> assigned = stats.assignments(id);
        Map<String, StatsRepository.Person> said = new HashMap<>();
        stats.people(id).forEach(p -> said.put(p.username(), p));
        Map<String, Score> gold = new HashMap<>();
        stats.gold(id).forEach(r -> gold.put(r.key(), new Score(r.right(), r.of())));
        TreeSet<String> names = new TreeSet<>(assigned.keySet());
        names.addAll(said.keySet());
        return names.stream().map(name -> {
            StatsRepository.Person p = said.getOrDefault(name, new StatsRepository.Person(name, 0, 0, null));
            Map<String, Long> has = assigned.get(name);
            long open = has == null ? 0 : has.getOrDefault("open", 0L);
            // Who was never given a task here has answered in Label Studio.
            long done = has == null ? p.labels() : has.getOrDefault("answered", 0L);
            long skipped = has == null ? p.skips() : has.getOrDefault("skipped", 0L);
            return new StatsView.Person(name, has == null ? 0 : open + done + skipped, open, done, p.labels(), skipped, p.median(),
                    gold.getOrDefault(name, new Score(0, 0)), shares.get(name));
        }).toList();
    }

    private static List<StatsView.Day> days(Map<LocalDate, Long> days) {
        return days.entrySet().stream().map(e -> new StatsView.Day(e.getKey().toString(), e.getValue())).toList();
    }

    private static StatsView.Agreed agreement(PairCounts pairs) {
        List<StatsView.Kappa> kappas = pairs.people().entrySet().stream().map(e -> new StatsView.Kappa(e.getKey().a(), e.getKey().b(),
                Agreement.kappa(e.getValue()), e.getValue().values().stream().mapToLong(n -> n).sum()))
                .sorted(Comparator.comparingLong(StatsView.Kappa::n).reversed().thenComparing(StatsView.Kappa::a).thenComparing(StatsView.Kappa::b))
                .limit(MOST_PAIRS).toList();
        return new StatsView.Agreed(pairs.alpha(), kappas, pairs.tasks());
    }

    private StatsView.Prelabel prelabel(long id) {
        List<Right<Proposed>> proposals = stats.proposals(id);
        Map<String, long[]> byDay = new TreeMap<>();
        Map<String, long[]> byModel = new TreeMap<>();
        long[] all = new long[2];
        for (Right<Proposed> r : proposals) {
            add(all, r);
            add(byDay.computeIfAbsent(r.key().day().toString(), d -> new long[2]), r);
            add(byModel.computeIfAbsent(String.valueOf(r.key().model()), m -> new long[2]), r);
        }
        Interval interval = Interval.of((int) all[0], (int) all[1]);
        Map<Boolean, Score> seen = new HashMap<>();
        stats.anchoring(id).forEach(r -> seen.put(r.key(), new Score(r.right(), r.of())));
        return new StatsView.Prelabel(all[1] == 0 ? null : new StatsView.Accuracy(all[0], all[1], interval.share(), interval.low(), interval.high()),
                byDay.entrySet().stream().map(e -> new StatsView.DayScore(e.getKey(), e.getValue()[0], e.getValue()[1])).toList(),
                byModel.entrySet().stream().map(e -> new StatsView.ModelScore(e.getKey(), e.getValue()[0], e.getValue()[1])).toList(),
                new StatsView.Anchoring(seen.getOrDefault(true, new Score(0, 0)), seen.getOrDefault(false, new Score(0, 0))));
    }

    private static void add(long[] sum, Right<?> r) {
        sum[0] += r.right();
        sum[1] += r.of();
    }

    /** @param dataset null for all */
    StatsView.Mine mine(String username, Long dataset) {
        if (dataset != null) {
            datasets.get(dataset);
        }
        Instant now = clock.instant();
        Map<String, Long> has = stats.assignments(username, dataset, now);
        long open = has.getOrDefault("open", 0L);
        long labeled = has.getOrDefault("answered", 0L);
        long skipped = has.getOrDefault("skipped", 0L);
        Right<String> gold = stats.gold(username, dataset);
        Map<String, Long> byLabel = stats.byLabel(username, dataset);
        long answered = byLabel.values().stream().mapToLong(n -> n).sum();
        return new StatsView.Mine(username, dataset, open + labeled + skipped, open, has.get("imported"), labeled, answered, skipped,
                stats.since(username, dataset, now.truncatedTo(ChronoUnit.DAYS)), stats.median(username, dataset), new Score(gold.right(), gold.of()),
                byLabel, days(stats.throughput(username, dataset)));
    }
}
