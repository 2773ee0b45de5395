package org.fastlabel.goldennoise;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.fastlabel.api.Conflict;
import org.fastlabel.api.Interval;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.NotFound;
import org.fastlabel.generation.GenerationModels;
import org.fastlabel.generation.GenerationParameters;
import org.fastlabel.generation.ModelView;
import org.fastlabel.goldennoise.prompts.PromptList;
import org.fastlabel.goldennoise.store.Batch;
import org.fastlabel.goldennoise.store.BatchRepository;
import org.fastlabel.goldennoise.store.HistoryRepository;
import org.fastlabel.goldennoise.store.JudgementRepository;
import org.fastlabel.goldennoise.store.Prompt;
import org.fastlabel.goldennoise.store.Session;
import org.fastlabel.goldennoise.store.SessionRepository;
import org.fastlabel.goldennoise.store.SessionSettings;

/** Sessions: set up, gone on with, and where each of them stands. */
@ApplicationScoped
public class Workbench {

    @EJB
    private SessionRepository sessions;
    @EJB
    private BatchRepository batches;
    @EJB
    private HistoryRepository history;
    @EJB
    private JudgementRepository judgements;
    @Inject
    private GenerationModels models;
    @Inject
    private ImageFiles files;
    @Inject
    private Generations generations;
    @Inject
    private Views views;

    private final RandomGenerator random = new SecureRandom();
    private final Clock clock = Clock.systemUTC();

    /** What {@code init_model} answers. */
    public record Begun(String sessionId, String name, int prompts, int duplicates, int empty, List<PromptList.Skipped> skipped, Model model,
                        GenerationParameters params) {
    }

    public record Model(String id, String state) {
    }

    /** @param index from 1 */
    public record Next(String sessionId, Boolean finished, Long promptId, String prompt, Integer index, long total, long decided,
                       long skipped) {
    }

    /** A prompt and its group that is made already. */
    public record Ready(Next prompt, Views.Group batch) {
    }

    public record Listed(String sessionId, String name, String created, String model, GenerationParameters params, String dtype,
                         boolean clipScore, int batchSize, String mode, String seedPlan, String prefilter, int candidates,
                         double explore, int ahead, long prompts, long decided, long skipped, long golden, boolean current) {
    }

    public record Ahead(int ready, int wanted, boolean running) {
    }

    public record Counts(long golden, long bad, long neither, long images) {
    }

    /** The share of golden pictures with its 95 % interval. */
    public record Share(long golden, long shown, double share, double low, double high) {

        static Share of(long[] goldenOfShown) {
            Interval i = Interval.of((int) goldenOfShown[0], (int) goldenOfShown[1]);
            return new Share(goldenOfShown[0], goldenOfShown[1], i.share(), i.low(), i.high());
        }
    }

    public record Prefilter(Share chosen, Share explored) {
    }

    public record Effect(Prefilter prefilter) {
    }

    public record State(Listed session, Next prompt, Views.Group batch, Ready next, Ahead ahead, long undo, Counts counts, Effect effect) {
    }

    /** Makes a session and begins to load its model and to make its first groups. */
    public Begun begin(Fields fields, PromptList prompts) {
        String model = Setup.model(fields);
        SessionSettings settings = Setup.read(fields, defaults(model), random);
        models.check(model, settings.parameters());
        String name = fields.text("name", "", 100);
        String id = UUID.randomUUID().toString();
        String called = name.isEmpty() ? clock.instant().toString().substring(0, 16).replace('T', ' ') : name;
        models.use(model, settings.dtype());
        sessions.create(new Session(id, called, clock.instant(), settings), prompts.prompts());
        generations.wake();
        return new Begun(id, called, prompts.prompts().size(), prompts.duplicates(), prompts.empty(), prompts.skipped(),
                new Model(model, models.view(model).state()), settings.parameters());
    }

    private GenerationParameters defaults(String model) {
        ModelView view = models.view(model);
        ModelView.Defaults usual = view.defaults();
        if (usual == null) {
            throw new Conflict("model-unusable", "This model cannot be used: " + view.error());
        }
        return new GenerationParameters(usual.steps(), usual.guidance_scale(), usual.scheduler(), usual.width(), usual.height());
    }

    /** @param id null for the current one */
    public Session session(String id) {
        if (id == null) {
            return sessions.current().orElseThrow(() -> new Conflict("no-session", "No session has been set up yet; choose a model and "
                    + "prompts first."));
        }
        return sessions.find(id).orElseThrow(SessionRepository::unknown);
    }

    public Prompt prompt(long id) {
        return sessions.prompt(id).orElseThrow(() -> new NotFound("unknown-prompt", "There is no such prompt; it may have been deleted."));
    }

    public Next next(Session session) {
        return next(session, sessions.open(session.id(), 1).stream().findFirst());
    }

    private Next next(Session session, Optional<Prompt> open) {
        SessionRepository.Tally tally = sessions.tally(session.id());
        return new Next(session.id(), open.isEmpty(), open.map(Prompt::id).orElse(null), open.map(Prompt::text).orElse(null),
                open.map(Prompt::number).orElse(null), tally.total(), tally.decided(), tally.skipped());
    }

    public List<Listed> list() {
        String current = sessions.current().map(Session::id).orElse(null);
        Map<String, Map<Verdict, Long>> counts = history.counts(null);
        return sessions.all().stream().map(s -> listed(s, counts.getOrDefault(s.id(), Map.of()), s.id().equals(current))).toList();
    }

    private Listed listed(Session session, Map<Verdict, Long> counts, boolean current) {
        SessionSettings s = session.settings();
        SessionRepository.Tally tally = sessions.tally(session.id());
        return new Listed(session.id(), session.name(), session.created().toString(), s.model(), s.parameters(),
                s.dtype(), s.clipScore(), s.batchSize(), s.mode(), s.seedPlan().wireName(), s.prefilter(), s.candidates(), s.explore(),
                s.ahead(), tally.total(), tally.decided(), tally.skipped(), counts.getOrDefault(Verdict.GOLDEN, 0L), current);
    }

    public State state(String id) {
        Session session = session(id);
        int wanted = session.settings().ahead();
        List<Prompt> open = sessions.open(session.id(), wanted + 2);
        List<Batch> groups = new ArrayList<>();
        open.forEach(p -> groups.add(batches.undecidedGroup(p.id()).orElse(null)));
        long ready = groups.stream().skip(1).filter(b -> b != null && b.state() == Batch.State.DONE).count();
        Map<Verdict, Long> counts = history.counts(session.id()).getOrDefault(session.id(), Map.of());
        boolean current = sessions.current().filter(s -> s.id().equals(session.id())).isPresent();
        Batch now = groups.isEmpty() ? null : groups.get(0);
        return new State(listed(session, counts, current), next(session, open.stream().findFirst()),
                now == null ? null : views.group(now.id()), ready(session, open, groups),
                new Ahead((int) ready, wanted, generations.busy()), judgements.undoable(session.id()),
                new Counts(counts.getOrDefault(Verdict.GOLDEN, 0L), counts.getOrDefault(Verdict.BAD, 0L),
                        counts.getOrDefault(Verdict.NEITHER, 0L), counts.values().stream().mapToLong(n -> n).sum()),
                new Effect(new Prefilter(Share.of(history.effect(session.id(), false)), Share.of(history.effect(session.id(), true)))));
    }

    private Ready ready(Session session, List<Prompt> open, List<Batch> groups) {
        boolean made = open.size() > 1 && groups.get(1) != null && groups.get(1).state() == Batch.State.DONE;
        return made ? new Ready(next(session, Optional.of(open.get(1))), views.group(groups.get(1).id())) : null;
    }

    /** The first open prompt of a session with its group, when that is made. */
    public Ready ready(Session session) {
        List<Prompt> open = sessions.open(session.id(), 1);
        Optional<Batch> group = open.stream().findFirst().flatMap(p -> batches.undecidedGroup(p.id()))
                .filter(b -> b.state() == Batch.State.DONE);
        return group.map(b -> new Ready(next(session, Optional.of(open.get(0))), views.group(b.id()))).orElse(null);
    }

    public void resume(String id) {
        Session session = session(id);
        sessions.use(session.id());
        models.use(session.settings().model(), session.settings().dtype());
        generations.wake();
    }

    /** @param confirm the session's name */
    public void delete(String id, String confirm) {
        Session session = session(id);
        if (!session.name().equals(confirm)) {
            throw new InvalidInput("not-confirmed", "Add ?confirm=<the session's name> to delete it with all its pictures and decisions.");
        }
        batches.waiting(id).stream().filter(b -> batches.find(b).filter(x -> x.sessionId().equals(id)).isPresent()).forEach(generations::cancel);
        sessions.delete(id);
        files.deleteSession(id);
    }
}
