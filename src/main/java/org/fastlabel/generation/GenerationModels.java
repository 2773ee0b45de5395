package org.fastlabel.generation;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.fastlabel.api.Settings;
import org.fastlabel.clip.EmbeddedFolder;
import org.fastlabel.security.PathGuard;

/** The models that make pictures: which there are, which one is in use. Safe from any thread. */
@ApplicationScoped
public class GenerationModels {

    /** The id of the model that comes with the program. */
    public static final String EMBEDDED = ModelShelf.EMBEDDED;

    private static final EmbeddedFolder MINI = new EmbeddedFolder("mini-flux", List.of("model_index.json", "scheduler/scheduler_config.json",
            "text_encoder/config.json", "text_encoder/model.safetensors", "text_encoder_2/config.json", "text_encoder_2/model.safetensors",
            "tokenizer/vocab.json", "tokenizer/merges.txt", "tokenizer/tokenizer.json", "tokenizer/tokenizer_config.json",
            "tokenizer_2/tokenizer.json", "tokenizer_2/tokenizer_config.json", "transformer/config.json",
            "transformer/diffusion_pytorch_model.safetensors", "vae/config.json", "vae/diffusion_pytorch_model.safetensors"));

    @Resource
    private ManagedExecutorService executor;
    @Inject
    private PathGuard paths;

    private ModelShelf shelf;
    private ModelDesk desk;

    @PostConstruct
    void open() {
        shelf = new ModelShelf(Settings.home(), MINI.present() ? MINI.in(Settings.home()) : null);
        desk = new ModelDesk(shelf, Settings.home(), executor, () -> FluxProgram.free(Settings.device()));
    }

    @PreDestroy
    void close() {
        desk.close();
    }

    /**
     * The model in use. Waits while one is being loaded; begins to load the chosen one where none is.
     *
     * @throws org.fastlabel.api.Conflict with code {@code no-model}; or why it could not be loaded
     */
    public TextToImage active() {
        return desk.active();
    }

    /** The model in use, without waiting. */
    public Optional<TextToImage> loaded() {
        return Optional.ofNullable(desk.loaded());
    }

    /** Id of the model in use, or of the chosen one while nothing is loaded; null when there is none. */
    public String activeId() {
        return desk.activeId();
    }

    public List<ModelView> list() {
        return desk.views();
    }

    /** @throws org.fastlabel.api.NotFound with code {@code unknown-model} */
    public ModelView view(String id) {
        shelf.require(id);
        return desk.views().stream().filter(v -> v.id().equals(id)).findFirst().orElseThrow();
    }

    /**
     * Begins to load a model, in the background; it takes the place of the one in use when it is ready. Nothing happens when it is
     * in use already. Another load that is under way is given up. The choice is kept.
     *
     * @param dtype {@code float32}, {@code bfloat16} or {@code float16}; null for what suits model and device
     * @throws org.fastlabel.api.NotFound with code {@code unknown-model}; {@link org.fastlabel.api.InvalidInput} with code
     *         {@code bad-dtype} or {@code bad-checkpoint}; {@link org.fastlabel.api.CapacityExceeded} with code
     *         {@code model-too-large} and the numbers
     */
    public void use(String id, String dtype) {
        desk.use(id, dtype);
    }

    /**
     * Puts a model in use as {@link #use} does, and waits until it is.
     *
     * @throws org.fastlabel.api.FastLabelException why it cannot be loaded, or {@code model-changed} when somebody wanted another one
     *         meanwhile
     */
    public TextToImage model(String id, String dtype) {
        return desk.model(id, dtype);
    }

    /** Gives up a load that is under way. */
    public void cancel() {
        desk.cancel();
    }

    /**
     * Puts a folder on the list.
     *
     * @return its id
     * @throws org.fastlabel.api.InvalidInput with code {@code bad-checkpoint} or {@code bad-safetensors}; what {@link PathGuard#resolve}
     *         throws
     */
    public String add(String path) {
        return shelf.add(paths.resolve(path));
    }

    /** Takes a folder off the list; its files stay. @throws org.fastlabel.api.Conflict with code {@code model-in-use} or {@code not-removable} */
    public void remove(String id) {
        desk.remove(id);
    }

    /**
     * Whether the model that is being loaded, else the one in use, else the chosen one can make such pictures.
     *
     * @throws org.fastlabel.api.InvalidInput with code {@code bad-size}, {@code bad-steps}, {@code bad-guidance} or
     *         {@code unknown-scheduler}
     */
    public void check(GenerationParameters parameters) {
        desk.wanted().limits().check(parameters);
    }

    /** The same for any model of the list. */
    public void check(String id, GenerationParameters parameters) {
        shelf.require(id).limits().check(parameters);
    }
}
