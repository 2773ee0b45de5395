package org.fastlabel.generation.truth;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fastlabel.media.image.Raster;

/**
 * Knows whether a picture of the embedded text-to-image model shows what its prompt says: a classifier trained on pictures of which that
 * is known. Safe from any thread.
 */
public final class TruthJudge implements AutoCloseable {

    /** Side of the pictures it judges. */
    public static final int SIDE = 64;
    private static final String RESOURCE = "/models/mini-flux/truth/model.safetensors";
    /** From here on {@link #fits} says that a picture shows all. */
    public static final double SURE = 0.5;

    private final TruthProgram program;

    private TruthJudge(TruthProgram program) {
        this.program = program;
    }

    /** @param folder with {@code model.safetensors} */
    public static TruthJudge open(Path folder) {
        return new TruthJudge(new TruthProgram(folder.resolve("model.safetensors")));
    }

    /** The one that comes with the embedded model. */
    public static TruthJudge embedded() {
        try (InputStream in = TruthJudge.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the classifier is not part of this build");
            }
            Path copy = Files.createTempFile("truth", ".safetensors");
            try {
                Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
                return new TruthJudge(new TruthProgram(copy));
            } finally {
                Files.delete(copy);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the picture shows all that the prompt says. @throws IllegalArgumentException as {@link #fits(String, List)} */
    public boolean shows(String prompt, Raster image) {
        return fits(prompt, image) >= SURE;
    }

    /** @throws IllegalArgumentException as {@link #fits(String, List)} */
    public double fits(String prompt, Raster image) {
        return fits(prompt, List.of(image))[0];
    }

    /**
     * How sure it is that a picture shows what the prompt says: the probability of the least certain of its facts, 0 to 1; from 0.5
     * on, the picture counts as showing all.
     *
     * @throws IllegalArgumentException when the prompt is not in the language of {@link Sentences}, or a picture is not 64×64
     */
    public double[] fits(String prompt, List<Raster> images) {
        Wish wish = Sentences.read(prompt).orElseThrow(() -> new IllegalArgumentException("no prompt of the embedded model: " + prompt));
        return Arrays.stream(answers(images)).mapToDouble(answers -> least(wish, answers)).toArray();
    }

    private static double least(Wish wish, float[] answers) {
        double least = 1;
        int start = 0;
        for (Slot slot : Slot.ALL) {
            String wanted = wish.get(slot.name());
            if (wanted != null) {
                least = Math.min(least, answers[start + slot.options().indexOf(wanted)]);
            }
            start += slot.options().size();
        }
        return least;
    }

    /** What each picture shows most probably: an answer to each {@link Slot}, also to those that do not apply. */
    public List<Map<String, String>> facts(List<Raster> images) {
        List<Map<String, String>> all = new ArrayList<>();
        for (float[] answers : answers(images)) {
            Map<String, String> facts = new LinkedHashMap<>();
            int start = 0;
            for (Slot slot : Slot.ALL) {
                int best = 0;
                for (int i = 1; i < slot.options().size(); i++) {
                    best = answers[start + i] > answers[start + best] ? i : best;
                }
                facts.put(slot.name(), slot.options().get(best));
                start += slot.options().size();
            }
            all.add(facts);
        }
        return all;
    }

    private float[][] answers(List<Raster> images) {
        for (Raster image : images) {
            if (image.width() != SIDE || image.height() != SIDE) {
                throw new IllegalArgumentException("a picture of " + image.width() + "×" + image.height() + " cannot be judged");
            }
        }
        return program.answers(images);
    }

    @Override
    public void close() {
        program.close();
    }
}
