package org.fastlabel.generation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.generation.ModelView.Defaults;
import org.fastlabel.generation.ModelView.Size;
import org.fastlabel.generation.sampling.Sampler;
import org.fastlabel.torch.Precision;

/**
 * A model of the list, as far as its configuration tells.
 *
 * @param folder null when the configuration cannot be read
 * @param error  then why
 */
record KnownModel(String id, String name, Path path, boolean embedded, FluxFolder folder, InvalidInput error) {

    private static final double DEV_GUIDANCE = 3.5;

    static KnownModel read(String id, String name, Path path, boolean embedded) {
        try {
            return new KnownModel(id, name, path, embedded, FluxFolder.read(path), null);
        } catch (InvalidInput e) {
            return new KnownModel(id, name, path, embedded, null, e);
        }
    }

    boolean present() {
        return Files.isDirectory(path);
    }

    /** @throws InvalidInput with code {@code bad-checkpoint} when it cannot be read */
    FluxFolder require() {
        if (folder == null) {
            throw error;
        }
        return folder;
    }

    GenerationLimits limits() {
        return GenerationLimits.of(require().config());
    }

    /** In what the numbers are kept where nobody says otherwise. @param setting {@code FASTLABEL_PRECISION} */
    Precision usual(String setting, String device) {
        return FluxProgram.precision(setting.equals("auto") && require().small() ? "float32" : setting, device);
    }

    /** Bytes of the weights on disk. */
    long bytes() {
        return FluxFolder.PARTS.stream().mapToLong(part -> bytes(path.resolve(part))).sum();
    }

    private static long bytes(Path part) {
        try (Stream<Path> files = Files.list(part)) {
            return files.filter(f -> f.toString().endsWith(".safetensors")).mapToLong(f -> f.toFile().length()).sum();
        } catch (IOException e) {
            return 0;
        }
    }

    Defaults defaults() {
        FluxConfig config = require().config();
        int side = Math.max(config.multiple(), config.vae().sampleSize() / config.multiple() * config.multiple());
        return new Defaults(config.steps(), config.transformer().guidance() ? DEV_GUIDANCE : 0, Sampler.FLOW_MATCH_EULER.wireName(), side,
                side);
    }

    Size size() {
        GenerationLimits limits = limits();
        return new Size(limits.multiple(), limits.min(), limits.max());
    }

    static List<String> dtypes() {
        return Stream.of(Precision.values()).map(Precision::wireName).toList();
    }
}
