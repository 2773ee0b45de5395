package org.fastlabel.generation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.fastlabel.api.CapacityExceeded;
import org.fastlabel.api.Conflict;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.clip.ClipTokenizer;
import org.fastlabel.generation.sampling.Level;
import org.fastlabel.generation.sampling.Sampler;
import org.fastlabel.generation.sampling.Schedule;
import org.fastlabel.generation.sampling.Solver;
import org.fastlabel.media.image.Raster;

/** A FLUX model, ready to make pictures: tokenizers, text encoders, transformer, autoencoder. Safe from any thread. */
public final class FluxModel implements TextToImage, AutoCloseable {

    /** Prompts whose encodings are kept. */
    private static final int PROMPTS = 32;
    /** Pixels that are decoded together; what comes at once of one picture does not get smaller. */
    private static final int PIXELS = 1 << 20;
    /** Pictures that {@link #early} looks at together. */
    private static final int EARLY_BATCH = 32;

    private final String id;
    private final FluxConfig config;
    private final GenerationLimits limits;
    private final ClipTokenizer clipTokenizer;
    private final T5Tokenizer t5Tokenizer;
    private final FluxProgram program;
    private final Map<String, Prompt> prompts = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Prompt> eldest) {
            return size() > PROMPTS;
        }
    };
    /** One generation at a time has the device: two would only slow each other down. */
    private final Lock turn = new ReentrantLock(true);
    /** Readers use the model; the writer frees it. */
    private final ReentrantReadWriteLock inUse = new ReentrantReadWriteLock(true);
    private boolean closed;

    private FluxModel(String id, FluxConfig config, ClipTokenizer clipTokenizer, T5Tokenizer t5Tokenizer, FluxProgram program) {
        this.id = id;
        this.config = config;
        this.limits = GenerationLimits.of(config);
        this.clipTokenizer = clipTokenizer;
        this.t5Tokenizer = t5Tokenizer;
        this.program = program;
    }

    /** A model outside the server: to train or to measure one. Otherwise as {@link #open(FluxFolder, String, String, FluxLoadingProgram.Progress)}. */
    public static FluxModel open(Path folder, String device, String precision) {
        return open(FluxFolder.read(folder), device, precision, (part, bytes) -> { });
    }

    /**
     * @param device    as {@link org.fastlabel.torch.Torch#place} takes it
     * @param precision as {@link org.fastlabel.torch.Precision#of} takes it
     * @throws InvalidInput when the folder is incomplete or of another architecture; {@link CapacityExceeded} with code
     *         {@code model-too-large}, before anything is read, or {@code device-out-of-memory};
     *         {@link CancellationException} when {@code progress} threw it
     */
    static FluxModel open(FluxFolder folder, String device, String precision, FluxLoadingProgram.Progress progress) {
        ClipTokenizer clip = folder.clipTokenizer();
        T5Tokenizer t5 = null;
        try {
            t5 = folder.t5Tokenizer();
            WeightDigest digest = new WeightDigest();
            digest.add(folder.config().toString());
            addTokenizers(folder.path(), digest);
            FluxProgram program = new FluxProgram(folder, device, precision, digest, progress);
            String name = folder.path().getFileName().toString().replaceAll("[^A-Za-z0-9._-]", "_");
            return new FluxModel(name + "-" + digest, folder.config(), clip, t5, program);
        } catch (RuntimeException e) {
            clip.close();
            if (t5 != null) {
                t5.close();
            }
            throw e;
        }
    }

    private static void addTokenizers(Path folder, WeightDigest digest) {
        for (Path file : List.of(Path.of("tokenizer", "vocab.json"), Path.of("tokenizer", "merges.txt"), Path.of("tokenizer", "tokenizer.json"),
                Path.of("tokenizer_2", "tokenizer.json"))) {
            try {
                if (Files.isRegularFile(folder.resolve(file))) {
                    digest.add(Files.readAllBytes(folder.resolve(file)));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public String id() {
        return id;
    }

    /** For people: {@code cpu}, {@code gpu(0)}. */
    String device() {
        return program.device();
    }

    String precision() {
        return program.precision().wireName();
    }

    @Override
    public LatentShape latentShape(int width, int height) {
        limits.checkSize(width, height);
        int factor = config.vae().factor();
        return new LatentShape(config.vae().latentChannels(), height / factor, width / factor);
    }

    @Override
    public List<GeneratedImage> generate(String prompt, List<float[]> noises, GenerationParameters parameters, Listener listener,
                                         BooleanSupplier cancelled) {
        LatentShape shape = checked(noises, parameters);
        return exclusively(() -> Batches.split(noises, listener, (some, told) -> together(prompt, some, shape, parameters, told, cancelled)));
    }

    @Override
    public List<float[]> early(String prompt, List<float[]> noises, GenerationParameters parameters) {
        LatentShape shape = checked(noises, parameters);
        return exclusively(() -> {
            List<float[]> out = new ArrayList<>();
            for (int from = 0; from < noises.size(); from += EARLY_BATCH) {
                List<float[]> batch = noises.subList(from, Math.min(noises.size(), from + EARLY_BATCH));
                out.addAll(Batches.split(batch, (step, steps) -> { }, (some, told) -> firstSight(prompt, some, shape, parameters)));
            }
            return out;
        });
    }

    private LatentShape checked(List<float[]> noises, GenerationParameters parameters) {
        limits.check(parameters);
        LatentShape shape = latentShape(parameters.width(), parameters.height());
        for (float[] noise : noises) {
            if (noise.length != shape.size()) {
                throw new InvalidInput("bad-noise", "The noise has " + noise.length + " values; a picture of " + parameters.width() + " × "
                        + parameters.height() + " begins as " + shape.size() + ".");
            }
        }
        return shape;
    }

    private List<GeneratedImage> together(String prompt, List<float[]> noises, LatentShape shape, GenerationParameters p, Listener listener,
                                          BooleanSupplier cancelled) {
        Schedule schedule = schedule(shape, p);
        Solver solver = new Solver(schedule, Batches.joined(noises));
        float[] early = null;
        try (FluxProgram.Denoiser denoiser = program.denoiser(encoded(prompt), shape)) {
            for (int i = 0; i < schedule.size(); i++) {
                if (cancelled.getAsBoolean()) {
                    throw new CancellationException();
                }
                float[] clean = clean(denoiser, schedule.step(i).from(), solver.latents(), p.guidanceScale());
                early = i == 0 ? clean : early;
                solver.step(i, clean);
                listener.step(i + 1, schedule.size());
            }
        }
        return images(solver.latents(), early, shape, p);
    }

    private List<float[]> firstSight(String prompt, List<float[]> noises, LatentShape shape, GenerationParameters p) {
        Schedule schedule = schedule(shape, p);
        try (FluxProgram.Denoiser denoiser = program.denoiser(encoded(prompt), shape)) {
            float[] clean = clean(denoiser, schedule.step(0).from(), new Solver(schedule, Batches.joined(noises)).latents(), p.guidanceScale());
            return Batches.parts(clean, shape.size());
        }
    }

    private Schedule schedule(LatentShape shape, GenerationParameters p) {
        int tokens = shape.height() / 2 * (shape.width() / 2);
        return Sampler.of(p.scheduler()).orElseThrow().schedule(p.steps(), config.flow(), tokens);
    }

    /** What the latents are without their noise, as the model foresees it: a flow goes straight. */
    private static float[] clean(FluxProgram.Denoiser denoiser, Level level, float[] latents, double guidance) {
        float[] x = latents.clone();
        float sigma = (float) level.flowSigma();
        float factor = (float) level.toFlow();
        for (int i = 0; factor != 1 && i < x.length; i++) {
            x[i] *= factor;
        }
        float[] velocity = denoiser.velocity(x, sigma, guidance);
        for (int i = 0; i < x.length; i++) {
            x[i] -= sigma * velocity[i];
        }
        return x;
    }

    private List<GeneratedImage> images(float[] latents, float[] early, LatentShape shape, GenerationParameters p) {
        int pixels = p.width() * p.height();
        List<float[]> all = Batches.parts(latents, shape.size());
        List<float[]> foreseen = Batches.parts(early, shape.size());
        int most = Math.max(1, PIXELS / pixels);
        List<GeneratedImage> images = new ArrayList<>();
        for (int from = 0; from < all.size(); from += most) {
            List<float[]> batch = all.subList(from, Math.min(all.size(), from + most));
            byte[] levels = program.pictures(Batches.joined(batch), shape);
            for (int i = 0; i < batch.size(); i++) {
                byte[] rgb = Arrays.copyOfRange(levels, i * 3 * pixels, (i + 1) * 3 * pixels);
                images.add(new GeneratedImage(new Raster(p.width(), p.height(), rgb), foreseen.get(from + i)));
            }
        }
        return images;
    }

    @Override
    public float[] describe(String prompt) {
        return whileOpen(() -> encoded(prompt).described(config.t5().width()));
    }

    private Prompt encoded(String text) {
        synchronized (prompts) {
            return prompts.computeIfAbsent(text, t -> {
                long[] ids = t5Tokenizer.encode(t);
                return new Prompt(program.t5(ids), program.clip(clipTokenizer.encode(t)), t5Tokenizer.length(ids));
            });
        }
    }

    /** For the parity tests. */
    FluxProgram program() {
        return program;
    }

    private <T> T exclusively(Supplier<T> work) {
        turn.lock();
        try {
            return whileOpen(work);
        } finally {
            turn.unlock();
        }
    }

    private <T> T whileOpen(Supplier<T> work) {
        inUse.readLock().lock();
        try {
            if (closed) {
                throw new Conflict("model-changed", "Another model has just been put in use; try again.");
            }
            return work.get();
        } finally {
            inUse.readLock().unlock();
        }
    }

    /** Waits for what runs; from then on nothing can. */
    @Override
    public void close() {
        inUse.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                program.close();
                clipTokenizer.close();
                t5Tokenizer.close();
            }
        } finally {
            inUse.writeLock().unlock();
        }
    }
}
