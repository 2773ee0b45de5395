package org.fastlabel.hub.assign;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fastlabel.api.Conflict;
import org.fastlabel.api.NotFound;
import org.fastlabel.hub.store.AssignmentRepository;
import org.fastlabel.hub.store.AssignmentRepository.Round;
import org.fastlabel.hub.store.Dealing.Dealt;
import org.fastlabel.hub.store.Sql;
import org.fastlabel.security.Account;
import org.fastlabel.security.AccountRepository;
import org.fastlabel.security.AuditLog;

/** Gives out tasks in rounds of some hundred, each a transaction of its own: a large data set holds nobody else up. */
@ApplicationScoped
public class AssignDesk {

    /** The share of what a person gets whose answer is known already, where there are such tasks. */
    static final double GOLD_SHARE = 0.1;

    private final Clock clock = Clock.systemUTC();

    @EJB
    private AssignmentRepository assignments;
    @EJB
    private AccountRepository accounts;
    @Inject
    private AuditLog audit;

    /** @throws NotFound with code {@code unknown-account} @throws Conflict with code {@code account-inactive} */
    String person(String username) {
        Account account = accounts.find(username.strip().toLowerCase(Locale.ROOT))
                .orElseThrow(() -> new NotFound("unknown-account", "There is no account of this name."));
        if (!account.active()) {
            throw new Conflict("account-inactive", "The account " + account.username() + " is disabled; enable it first, or choose another one.");
        }
        return account.username();
    }

    private List<String> annotators() {
        List<String> people = accounts.all().stream().filter(a -> a.active() && !a.admin()).map(Account::username).toList();
        if (people.isEmpty()) {
            throw new Conflict("no-annotators", "There is no active annotator; add one, or name somebody.");
        }
        return people;
    }

    /**
     * Gives out tasks, hardest first.
     *
     * @param username null for all active annotators, fairly
     * @param count    how many at most; null for all there are
     */
    List<Dealt> auto(long datasetId, String username, Integer count, String by) {
        List<String> people = username == null ? annotators() : List.of(person(username));
        assignments.sweep(datasetId, clock.instant());
        long most = Math.min(count == null ? Integer.MAX_VALUE : count, assignments.places(datasetId));
        List<Dealt> dealt = new ArrayList<>(gold(datasetId, people, (int) most));
        int ordinary = count == null ? Integer.MAX_VALUE : count - dealt.size();
        String after = null;
        do {
            Round round = assignments.deal(datasetId, people, Math.min(ordinary, 10 * Sql.PAGE), after, clock.instant());
            dealt.addAll(round.dealt());
            ordinary -= round.dealt().size();
            after = round.next();
        } while (after != null && ordinary > 0);
        audit.record(by, "task.auto-assign", "dataset " + datasetId, dealt.size() + " tasks to " + (username == null ? people.size() + " people"
                : people.get(0)));
        return dealt;
    }

    private List<Dealt> gold(long datasetId, List<String> people, int ordinary) {
        int each = (int) Math.round(GOLD_SHARE * ordinary / people.size());
        if (each == 0) {
            return List.of();
        }
        Map<String, Integer> most = new HashMap<>();
        people.forEach(p -> most.put(p, Math.min(each, Sql.PAGE)));
        return assignments.dealGold(datasetId, most, clock.instant());
    }

    /** Takes all unanswered tasks of one person back. */
    int unassign(long datasetId, String username, String by) {
        int all = 0;
        int some;
        do {
            some = assignments.unassignSome(datasetId, username, clock.instant());
            all += some;
        } while (some == Sql.PAGE);
        audit.record(by, "task.unassign", "dataset " + datasetId, all + " tasks of " + username);
        return all;
    }

    void assign(long taskId, String username, String by) {
        String person = person(username);
        assignments.assign(taskId, person, clock.instant());
        audit.record(by, "task.assign", "task " + taskId, person);
    }

    void unassignOne(long taskId, String username, String by) {
        if (assignments.unassign(taskId, username, clock.instant()) > 0) {
            audit.record(by, "task.unassign", "task " + taskId, username);
        }
    }
}
