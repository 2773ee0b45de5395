package org.fastlabel.goldennoise.learning;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.RecordJson;
import org.fastlabel.generation.GenerationParameters;
import org.fastlabel.generation.InitialNoise;
import org.fastlabel.generation.LatentShape;
import org.fastlabel.goldennoise.analysis.Kept;
import org.fastlabel.torch.Safetensors;
import org.fastlabel.torch.Safetensors.Tensor;

/**
 * The selector that is in use, on disk: {@code selector.json} says what it is of and names the file of its weights, {@code
 * weights-<when>.safetensors}. The JSON is replaced last, so that it never names what is not there.
 */
final class SelectorStore {

    private static final System.Logger LOG = System.getLogger(SelectorStore.class.getName());
    private static final String CARD = "selector.json";

    private final Path folder;

    /** @param parameters that the pictures were made with @param early whether it looks at what the first step foresees, not at the noise */
    record Stored(String modelId, int noiseVersion, LatentShape shape, GenerationParameters parameters, boolean early, Selector selector) {

        boolean fits(String model, LatentShape latents) {
            return modelId.equals(model) && shape.equals(latents) && noiseVersion == InitialNoise.VERSION;
        }
    }

    /** The JSON. */
    public record Card(String modelId, int noiseVersion, List<Integer> shape, GenerationParameters parameters, boolean early, String trainedAt,
            int networks, String weights) {
    }

    SelectorStore(Path folder) {
        this.folder = folder;
    }

    void write(Stored s, String trainedAt) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        Standard features = s.selector.features();
        tensors.put("features.mean", new Tensor(new long[] {features.mean().length}, features.mean(), false));
        tensors.put("features.scale", new Tensor(new long[] {features.scale().length}, features.scale(), false));
        Description described = s.selector.described();
        tensors.put("described.mean", new Tensor(new long[] {described.mean().length}, described.mean(), false));
        for (int c = 0; c < described.components().length; c++) {
            tensors.put("described.component." + c, new Tensor(new long[] {described.mean().length}, described.components()[c], false));
        }
        for (int n = 0; n < s.selector.networks().size(); n++) {
            int number = n;
            s.selector.networks().get(n).forEach((name, t) -> tensors.put(number + "." + name, t));
        }
        String weights = "weights-" + trainedAt.replaceAll("\\W", "-") + ".safetensors";
        try {
            Files.createDirectories(folder);
            Safetensors.write(folder.resolve(weights), tensors);
            Kept.write(folder.resolve(CARD), RecordJson.of(new Card(s.modelId, s.noiseVersion,
                    List.of(s.shape.channels(), s.shape.height(), s.shape.width()), s.parameters, s.early, trainedAt, s.selector.networks().size(), weights)));
            clean(weights);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the selector", e);
        }
    }

    private void clean(String kept) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "weights-*")) {
            for (Path file : files) {
                if (!file.getFileName().toString().equals(kept)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /** Takes away what is there: what was learned last says that there is nothing to go by. */
    void clear() {
        try {
            Files.deleteIfExists(folder.resolve(CARD));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete the selector", e);
        }
    }

    /** Empty when there is none, or it cannot be read, which the log tells. */
    Optional<Stored> read() {
        return Kept.read(folder.resolve(CARD)).flatMap(this::read);
    }

    private Optional<Stored> read(JsonObject card) {
        try (Safetensors file = Safetensors.open(folder.resolve(card.getString("weights")))) {
            List<Map<String, Tensor>> networks = new ArrayList<>();
            for (int n = 0; n < card.getInt("networks"); n++) {
                Map<String, Tensor> network = new LinkedHashMap<>();
                String prefix = n + ".";
                file.entries().forEach((name, entry) -> {
                    if (name.startsWith(prefix)) {
                        network.put(name.substring(prefix.length()), new Tensor(entry.shape(), file.floats(name), false));
                    }
                });
                networks.add(network);
            }
            JsonArray shape = card.getJsonArray("shape");
            JsonObject p = card.getJsonObject("parameters");
            return Optional.of(new Stored(card.getString("model_id"), card.getInt("noise_version"),
                    new LatentShape(shape.getInt(0), shape.getInt(1), shape.getInt(2)),
                    new GenerationParameters(p.getInt("steps"), p.getJsonNumber("guidance_scale").doubleValue(), p.getString("scheduler"),
                            p.getInt("width"), p.getInt("height")),
                    card.getBoolean("early"), new Selector(new Standard(file.floats("features.mean"), file.floats("features.scale")),
                            new Description(file.floats("described.mean"), components(file)), networks)));
        } catch (InvalidInput | NullPointerException | ClassCastException | IndexOutOfBoundsException e) {
            LOG.log(System.Logger.Level.WARNING, "the selector cannot be read: {0}", e.getMessage());
            return Optional.empty();
        }
    }

    private static float[][] components(Safetensors file) {
        int count = (int) file.entries().keySet().stream().filter(name -> name.startsWith("described.component.")).count();
        float[][] components = new float[count][];
        for (int c = 0; c < count; c++) {
            components[c] = file.floats("described.component." + c);
        }
        return components;
    }
}
