package org.fastlabel.clip;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.torch.Safetensors;

/** The weights of a folder, in one file or in shards with an index. Every complaint names the file and the tensor. */
public final class TensorFiles implements AutoCloseable {

    private static final int MAX_SHARDS = 1000;

    private final String name;
    private final Map<String, Safetensors> fileOf = new HashMap<>();
    private final Map<String, Safetensors> open = new HashMap<>();

    /** @param single name of the file when there is only one, e.g. {@code model.safetensors} */
    public TensorFiles(Path folder, String single) {
        this.name = single;
        Path index = folder.resolve(single + ".index.json");
        if (Files.isRegularFile(folder.resolve(single))) {
            Safetensors file = Safetensors.open(folder.resolve(single));
            open.put(single, file);
            file.entries().keySet().forEach(tensor -> fileOf.put(tensor, file));
        } else if (Files.isRegularFile(index)) {
            openShards(folder, index);
        } else {
            String pickle = single.replace("open_clip_model.safetensors", "open_clip_pytorch_model.bin")
                    .replace("model.safetensors", "pytorch_model.bin");
            throw new InvalidInput("bad-checkpoint", single + " is missing from the checkpoint folder."
                    + (Files.exists(folder.resolve(pickle)) ? " " + pickle + " is a pickle file, which FastLabel never opens." : ""));
        }
    }

    private void openShards(Path folder, Path index) {
        try {
            JsonFile map = JsonFile.read(index).required("weight_map");
            for (String tensor : map.keys()) {
                String shard = map.text(tensor).orElse("");
                if (!shard.matches("[A-Za-z0-9][A-Za-z0-9._-]*\\.safetensors")) {
                    throw new InvalidInput("bad-checkpoint", index.getFileName() + " names the file \"" + shard
                            + "\", which is not a safetensors file beside it.");
                } else if (!Files.isRegularFile(folder.resolve(shard))) {
                    throw new InvalidInput("bad-checkpoint", shard + ", which " + index.getFileName()
                            + " names, is missing from the checkpoint folder.");
                } else if (open.size() == MAX_SHARDS && !open.containsKey(shard)) {
                    throw new InvalidInput("bad-checkpoint", index.getFileName() + " names more than " + MAX_SHARDS + " files.");
                }
                fileOf.put(tensor, open.computeIfAbsent(shard, s -> Safetensors.open(folder.resolve(s))));
            }
        } catch (InvalidInput e) {
            close();
            throw e;
        }
    }

    public boolean has(String tensor) {
        return fileOf.containsKey(tensor);
    }

    /** @throws InvalidInput when the tensor is missing or has another shape */
    public float[] floats(String tensor, long... shape) {
        return require(tensor, shape).floats(tensor);
    }

    /** A part of {@link #floats(String, long...)}: {@code count} values from number {@code first} on. */
    public float[] floats(String tensor, long[] shape, long first, int count) {
        return require(tensor, shape).floats(tensor, first, count);
    }

    /** @throws InvalidInput when the tensor is missing or has another shape */
    public void check(String tensor, long... shape) {
        require(tensor, shape);
    }

    private Safetensors require(String tensor, long[] shape) {
        Safetensors file = fileOf.get(tensor);
        if (file == null) {
            throw new InvalidInput("bad-checkpoint", name + ": tensor " + tensor + " is missing.");
        } else if (!file.entries().containsKey(tensor)) {
            throw new InvalidInput("bad-checkpoint", name + ".index.json says that tensor " + tensor + " is in "
                    + file.path().getFileName() + ", but it is not.");
        }
        long[] actual = file.entries().get(tensor).shape();
        boolean scalar = elements(shape) == 1 && elements(actual) == 1;
        if (!Arrays.equals(actual, shape) && !scalar) {
            throw new InvalidInput("bad-checkpoint", file.path().getFileName() + ": tensor " + tensor + " has shape "
                    + Arrays.toString(actual) + "; the configuration asks for " + Arrays.toString(shape) + ".");
        }
        return file;
    }

    private static long elements(long[] shape) {
        return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    }

    @Override
    public void close() {
        open.values().forEach(Safetensors::close);
    }
}
