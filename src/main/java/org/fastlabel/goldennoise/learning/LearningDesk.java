package org.fastlabel.goldennoise.learning;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.fastlabel.api.RecordJson;
import org.fastlabel.api.Settings;
import org.fastlabel.generation.GenerationModels;
import org.fastlabel.generation.GenerationParameters;
import org.fastlabel.generation.InitialNoise;
import org.fastlabel.generation.LatentShape;
import org.fastlabel.generation.TextToImage;
import org.fastlabel.goldennoise.GoldenRecords;
import org.fastlabel.goldennoise.SeedRanker;
import org.fastlabel.goldennoise.analysis.Kept;
import org.fastlabel.goldennoise.analysis.LongWork;
import org.fastlabel.goldennoise.analysis.PooledNoise;
import org.fastlabel.goldennoise.score.ClipScores;

/** Learns in the background, keeps what was learned, and ranks seeds by it. */
@ApplicationScoped
public class LearningDesk implements SeedRanker {

    /** Held-out prompts on which the refiner is tried. */
    private static final int TRIAL_PROMPTS = 24;
    /** Noises whose first step is taken together. */
    private static final int BATCH = 16;

    @Inject
    private GoldenRecords records;
    @Inject
    private GenerationModels models;
    @Inject
    private ClipScores scores;
    @Resource
    private ManagedExecutorService executor;

    private final Clock clock = Clock.systemUTC();
    private LongWork work;
    private SelectorStore store;
    private GoldenProgram program;
    private volatile Optional<SelectorStore.Stored> stored = Optional.empty();

    @PostConstruct
    void open() {
        work = new LongWork("learning", folder().resolve("state.json"));
        store = new SelectorStore(Settings.home().resolve("golden").resolve("selector"));
        stored = store.read();
    }

    private static Path folder() {
        return Settings.home().resolve("golden").resolve("learning");
    }

    private synchronized GoldenProgram program() {
        program = program == null ? new GoldenProgram() : program;
        return program;
    }

    /** Begins; returns at once. @param session null: all @param model null: the one in use */
    void begin(boolean selector, boolean refiner, String session, String model) {
        work.begin(executor, progress -> {
            TextToImage maker = models.active();
            Learning.Result found = new Learning(program(), TRIAL_PROMPTS).learn(records.judged(session, model == null ? maker.id() : model), maker,
                    selector, refiner, judged -> ScoreJudge.of(judged, (prompt, pictures) -> scores.of(prompt, pictures).clip()), progress);
            keep(found, clock.instant());
        });
    }

    private void keep(Learning.Result found, Instant now) {
        if (found.selector() != null && found.judged().tells()) {
            SelectorStore.Stored next = new SelectorStore.Stored(found.modelId(), InitialNoise.VERSION, found.shape(), found.parameters(),
                    found.early(), found.selector());
            store.write(next, now.toString());
            stored = Optional.of(next);
        } else if (found.selector() != null) {
            store.clear();
            stored = Optional.empty();
        }
        Kept.write(folder().resolve("learned.json"), RecordJson.of(LearningView.Learned.of(found, now)));
    }

    void cancel() {
        work.cancel();
    }

    LearningView view() {
        return LearningView.of(work.state(), Kept.read(folder().resolve("learned.json")).orElse(null));
    }

    @Override
    public boolean ready(String modelId, GenerationParameters parameters) {
        return fitting(modelId, parameters).isPresent();
    }

    private Optional<SelectorStore.Stored> fitting(String modelId, GenerationParameters parameters) {
        return stored.filter(s -> models.loaded().filter(m -> m.id().equals(modelId))
                .filter(m -> s.fits(modelId, m.latentShape(parameters.width(), parameters.height()))).isPresent());
    }

    @Override
    public double[] probabilities(String modelId, String prompt, long[] seeds, GenerationParameters parameters) {
        SelectorStore.Stored s = fitting(modelId, parameters).orElseThrow(() -> new IllegalStateException("no selector for " + modelId));
        LatentShape shape = s.shape();
        TextToImage model = models.active();
        List<float[]> noises = Arrays.stream(seeds).mapToObj(seed -> InitialNoise.of(seed, shape)).toList();
        List<float[]> seen = new ArrayList<>();
        for (int from = 0; from < noises.size(); from += BATCH) {
            List<float[]> some = noises.subList(from, Math.min(noises.size(), from + BATCH));
            seen.addAll(s.early() ? model.early(prompt, some, parameters) : some);
        }
        float[][] pooled = seen.stream().map(latents -> PooledNoise.of(latents, shape)).toArray(float[][]::new);
        return s.selector().probabilities(program(), new Examples(SelectorTraining.features(pooled, shape), new float[][] {model.describe(prompt)},
                new int[seeds.length]));
    }

    /** What the selector that is in use was trained on; empty when there is none, or it is of another model than the one in use. */
    Optional<GenerationParameters> parameters() {
        return stored.filter(s -> ready(s.modelId(), s.parameters())).map(SelectorStore.Stored::parameters);
    }

    /** Id of the model in use. */
    String modelId() {
        return stored.map(SelectorStore.Stored::modelId).orElse(null);
    }

    @PreDestroy
    synchronized void close() {
        work.cancel();
        if (program != null) {
            program.close();
        }
    }
}
