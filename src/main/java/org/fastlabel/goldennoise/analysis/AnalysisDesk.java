package org.fastlabel.goldennoise.analysis;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.fastlabel.api.NotFound;
import org.fastlabel.api.RecordJson;
import org.fastlabel.api.Settings;
import org.fastlabel.embedding.EmbeddingDesk;
import org.fastlabel.generation.GenerationModels;
import org.fastlabel.generation.TextToImage;
import org.fastlabel.goldennoise.GoldenRecords;
import org.fastlabel.goldennoise.ShownImage;
import org.fastlabel.media.image.ImageReading;

/** Runs analyses in the background, and keeps the last result. */
@ApplicationScoped
public class AnalysisDesk {

    @Inject
    private GoldenRecords records;
    @Inject
    private GenerationModels models;
    @Inject
    private EmbeddingDesk embeddings;
    @Resource
    private ManagedExecutorService executor;

    private final Clock clock = Clock.systemUTC();
    private LongWork work;

    /** Where it stands, and the last result; that of an earlier analysis while another one runs, or when it did not come to its end. */
    public record View(String state, int done, int total, String step, LongWork.Error error, JsonObject result) {
    }

    @PostConstruct
    void open() {
        work = new LongWork("analysis", folder().resolve("state.json"));
    }

    private static Path folder() {
        return Settings.home().resolve("golden").resolve("analysis");
    }

    private static Path map(String of, String method) {
        return folder().resolve(of + "-" + method + ".json");
    }

    /** Begins; returns at once. @param session null: all @param model null: the one that most of the pictures are of */
    public void begin(String session, String model) {
        work.begin(executor, progress -> {
            List<ShownImage> judged = records.judged(session, model);
            Optional<TextToImage> maker = judged.isEmpty() ? Optional.empty() : models.loaded();
            Analysis.Outcome found = Analysis.of(judged, session, new LoadedSource(maker, embeddings.clip(),
                    image -> ImageReading.read(records.file(image))), clock.instant(), progress);
            found.maps().forEach(map -> Kept.write(map(map.of(), map.method()), RecordJson.of(map)));
            Kept.write(folder().resolve("result.json"), RecordJson.of(found.result()));
        });
    }

    public void cancel() {
        work.cancel();
    }

    public View view() {
        LongWork.State state = work.state();
        return new View(state.state(), state.done(), state.total(), state.step(), state.error(), Kept.read(folder().resolve("result.json"))
                .orElse(null));
    }

    /** @throws NotFound with code {@code no-map} */
    public JsonObject map(JsonObject result, String of, String method) {
        boolean listed = result != null && result.getJsonArray("maps").getValuesAs(JsonObject.class).stream()
                .anyMatch(m -> m.getString("of").equals(of) && m.getString("method").equals(method));
        return Optional.of(listed).filter(l -> l).flatMap(l -> Kept.read(map(of, method)))
                .orElseThrow(() -> new NotFound("no-map", "The last analysis made no such map."));
    }

    @PreDestroy
    void stop() {
        work.cancel();
    }
}
