package org.fastlabel.labeling.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** Keeps embeddings and truth of the benchmark's data sets in files, so that only the first run embeds. */
record EmbeddingCache(Path folder) {

    /** @param truth one line per row */
    record Embedded(float[] values, List<String> truth) {
        int dim() {
            return values.length / truth.size();
        }
    }

    /** @param name says which data and which embedder */
    Embedded get(String name, Supplier<Embedded> otherwise) throws IOException {
        Path values = folder.resolve(name + ".f32");
        Path truth = folder.resolve(name + ".txt");
        if (Files.exists(truth)) {
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(values)).order(ByteOrder.LITTLE_ENDIAN);
            float[] read = new float[bytes.remaining() / 4];
            bytes.asFloatBuffer().get(read);
            return new Embedded(read, Files.readAllLines(truth));
        }
        Embedded made = otherwise.get();
        ByteBuffer bytes = ByteBuffer.allocate(4 * made.values().length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(made.values());
        Files.createDirectories(folder);
        Files.write(values, bytes.array());
        Files.write(truth, made.truth());
        return made;
    }
}
