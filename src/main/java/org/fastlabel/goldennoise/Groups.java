package org.fastlabel.goldennoise;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.fastlabel.goldennoise.rating.SeedPlan.Drawn;
import org.fastlabel.goldennoise.store.Batch;
import org.fastlabel.goldennoise.store.BatchRepository;
import org.fastlabel.goldennoise.store.Prompt;
import org.fastlabel.goldennoise.store.Session;
import org.fastlabel.goldennoise.store.SessionRepository;
import org.fastlabel.goldennoise.store.SessionSettings;

/** Plans groups: their seeds and what is shown of them. */
@ApplicationScoped
public class Groups {

    @EJB
    private BatchRepository batches;
    @EJB
    private SessionRepository sessions;

    private final RandomGenerator random = new SecureRandom();
    private final Clock clock = Clock.systemUTC();

    /**
     * The open group of a prompt, or a new one.
     *
     * @param size  pictures to show
     * @param seeds to use, which makes a new group without a pre-filter; null to have them drawn
     * @param more  whether to make a new group in any case
     */
    public Batch open(Session session, Prompt prompt, int size, List<Long> seeds, boolean more) {
        return batches.open(prompt, more || seeds != null, false, had -> plan(session, prompt, size, seeds, false, had));
    }

    private BatchRepository.Plan plan(Session session, Prompt prompt, int size, List<Long> seeds, boolean ahead, BatchRepository.Had had) {
        SessionSettings s = session.settings();
        boolean filtered = seeds == null && !s.prefilter().equals("none") && s.candidates() > size;
        List<Drawn> drawn = seeds != null ? seeds.stream().map(seed -> new Drawn(seed, false)).toList()
                : s.seedPlan().draw(filtered ? s.candidates() : size, s.seedBase(), prompt.number(), had.shared(), had.seeds(), random);
        return new BatchRepository.Plan(new Batch(UUID.randomUUID().toString(), 0, session.id(), prompt.id(), Batch.State.QUEUED, ahead,
                seeds != null ? seeds.size() : size, s.parameters(), filtered ? new Batch.Filtered(s.prefilter(), s.candidates(), s.explore())
                : null, null, 0, null, null, clock.instant(), null), drawn);
    }

    /** Puts the groups of the next prompts of the current session into the queue. @return whether there are any new ones */
    public boolean ahead() {
        Optional<Session> current = sessions.current();
        if (current.isEmpty()) {
            return false;
        }
        boolean any = false;
        for (Prompt prompt : sessions.open(current.get().id(), current.get().settings().ahead() + 1)) {
            if (batches.undecidedGroup(prompt.id()).isEmpty()) {
                batches.open(prompt, false, true, had -> plan(current.get(), prompt, current.get().settings().batchSize(), null, true, had));
                any = true;
            }
        }
        return any;
    }
}
