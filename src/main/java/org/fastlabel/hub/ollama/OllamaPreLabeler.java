package org.fastlabel.hub.ollama;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import org.fastlabel.api.Conflict;
import org.fastlabel.api.FastLabelException;
import org.fastlabel.dataset.MediaKind;
import org.fastlabel.hub.Dataset;
import org.fastlabel.hub.PreLabeler;
import org.fastlabel.hub.Task;
import org.fastlabel.hub.TaskItems;
import org.fastlabel.hub.connections.Connections;
import org.fastlabel.hub.connections.Outbound;
import org.fastlabel.media.image.Thumbnails;

/** Proposes labels by a language model: texts, and pictures where the model can see. */
@ApplicationScoped
public class OllamaPreLabeler implements PreLabeler {

    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    /** Models look at pictures of about this size; more would only take longer. */
    private static final int LONGEST_SIDE = 768;
    private static final int DIGITS_OF_DIGEST = 12;

    @Inject
    private Outbound out;
    @Inject
    private Connections connections;
    @Inject
    private Instance<TaskItems> items;
    @Resource
    private ManagedExecutorService executor;

    @Override
    public String by() {
        return "ollama";
    }

    @Override
    public Readiness readiness(Dataset dataset) {
        String model = "";
        try {
            Optional<Connections.Ollama> at = connections.ollama();
            if (at.isEmpty()) {
                return new Readiness(false, model, "No address of Ollama is set: enter it under Connections, or start with OLLAMA_BASE_URL.");
            }
            model = at.get().model();
            if (dataset.kind() == MediaKind.AUDIO) {
                throw deaf();
            }
            OllamaClient client = client(at.get());
            OllamaClient.Model found = client.model(model);
            checkSight(dataset, model, client.capabilities(found.name()));
            return new Readiness(true, found.name(), "Ollama " + client.version() + " at " + client.address().place() + ".");
        } catch (FastLabelException e) {
            return new Readiness(false, model, e.getMessage());
        }
    }

    private static Conflict deaf() {
        return new Conflict("cannot-hear", "Ollama's models cannot hear. Pre-label sounds by the data set's own head.");
    }

    private static void checkSight(Dataset dataset, String model, Optional<Set<String>> capabilities) {
        if (dataset.kind() == MediaKind.IMAGE && capabilities.isPresent() && !capabilities.get().contains("vision")) {
            throw new Conflict("cannot-see", "The model " + model + " cannot see pictures. Choose one that can, such as gemma3 or llava, or the data "
                    + "set's own head.");
        }
    }

    private OllamaClient client(Connections.Ollama at) {
        return new OllamaClient(out, at.address(), at.timeout(), FIRST_WAIT);
    }

    @Override
    public Judge open(Dataset dataset, String model) {
        return open(dataset, model, Prompt.of(dataset), true);
    }

    /** @param warm whether to have the model loaded first */
    OllamaJudge open(Dataset dataset, String model, Prompt prompt, boolean warm) {
        Connections.Ollama at = connections.ollama().orElseThrow(() -> new Conflict("no-ollama", "No address of Ollama is set. Enter it under "
                + "Connections, or start with OLLAMA_BASE_URL."));
        if (dataset.kind() == MediaKind.AUDIO) {
            throw deaf();
        }
        return open(dataset, model == null ? at.model() : model, prompt, warm, client(at), Manner.configured(), task -> item(dataset, task), executor);
    }

    static OllamaJudge open(Dataset dataset, String wanted, Prompt prompt, boolean warm, OllamaClient client, Manner manner,
                            Function<Task, Interview.Item> items, ExecutorService executor) {
        OllamaClient.Model model = client.model(wanted);
        Optional<Set<String>> capabilities = client.capabilities(model.name());
        checkSight(dataset, model.name(), capabilities);
        Boolean think = capabilities.filter(set -> set.contains("thinking")).map(set -> false).orElse(null);
        if (warm) {
            client.warmUp(model.name(), manner.certain(1));
        }
        Interview interview = new Interview(client, model.name(), think, prompt, manner);
        return new OllamaJudge(version(model, prompt, manner), interview, manner.parallel(), items, executor);
    }

    static String version(OllamaClient.Model model, Prompt prompt, Manner manner) {
        String name = model.name().length() <= 120 ? model.name() : model.name().substring(0, 120);
        String digest = model.digest().replace("sha256:", "");
        return "ollama/" + name + "@" + digest.substring(0, Math.min(DIGITS_OF_DIGEST, digest.length())) + "/" + prompt.version()
                + (manner.bothOrders() ? "/both" : "");
    }

    private Interview.Item item(Dataset dataset, Task task) {
        if (dataset.kind() == MediaKind.TEXT) {
            return new Interview.Item(task.text(), List.of());
        }
        TaskItems.Item item = items.get().item(dataset, task);
        byte[] picture = Thumbnails.encode(item.source().image(item.key()), LONGEST_SIDE);
        return new Interview.Item("", List.of(Base64.getEncoder().encodeToString(picture)));
    }
}
