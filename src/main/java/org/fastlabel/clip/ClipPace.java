package org.fastlabel.clip;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.IntConsumer;

/**
 * How fast pictures are embedded on this machine.
 *
 * @param batch           pictures that are best embedded together
 * @param imagesPerSecond when that many are, their decoding not counted
 */
record ClipPace(int batch, double imagesPerSecond) {

    private static final System.Logger LOG = System.getLogger(ClipPace.class.getName());
    private static final int[] BATCHES = {8, 16, 32, 64, 128};
    /** No larger batch is tried when this time, in nanoseconds, is over or would be with it. */
    private static final long PATIENCE = 2_000_000_000L;
    /** A larger batch makes who waits wait longer, and has to be worth that. */
    private static final double WORTH = 1.03;
    /** What is so much faster than what was measured shows that the machine was busy with something else then. */
    private static final double BUSY = 1.25;

    /** Until it is measured. */
    static final ClipPace UNKNOWN = new ClipPace(BATCHES[2], 0);

    /** What a process with the same checkpoint found, or what trying gives. @param embeds embeds that many pictures */
    static ClipPace of(Path file, IntConsumer embeds) {
        ClipPace known = read(file);
        if (known != null) {
            return known;
        }
        long start = System.nanoTime();
        ClipPace found = measured(embeds);
        boolean complete = System.nanoTime() - start < PATIENCE;
        LOG.log(System.Logger.Level.INFO, "Measured {0} pictures per second in batches of {1}.",
                String.format("%.1f", found.imagesPerSecond), found.batch);
        if (complete) {
            write(file, found);
        }
        return found;
    }

    /** The engine's first passes are slow and are not counted; of two of each size the faster one is. */
    static ClipPace measured(IntConsumer embeds) {
        long start = System.nanoTime();
        embeds.accept(1);
        double single = perSecond(1, embeds);
        ClipPace best = new ClipPace(BATCHES[0], single);
        for (int batch : BATCHES) {
            if (System.nanoTime() - start + 2 * batch * 1e9 / best.imagesPerSecond > PATIENCE) {
                break;
            }
            double perSecond = Math.max(perSecond(batch, embeds), perSecond(batch, embeds));
            if (perSecond > WORTH * best.imagesPerSecond) {
                best = new ClipPace(batch, perSecond);
            }
        }
        return best;
    }

    private static double perSecond(int batch, IntConsumer embeds) {
        long start = System.nanoTime();
        embeds.accept(batch);
        return batch * 1e9 / Math.max(1, System.nanoTime() - start);
    }

    /** This, or a better one when a whole batch has just taken far less than that. */
    ClipPace seen(int images, long nanos) {
        double perSecond = images * 1e9 / Math.max(1, nanos);
        return images == batch && perSecond > BUSY * imagesPerSecond ? new ClipPace(batch, perSecond) : this;
    }

    private static ClipPace read(Path file) {
        try {
            ClipPace known = Files.isRegularFile(file) ? new Gson().fromJson(Files.readString(file), ClipPace.class) : null;
            boolean sensible = known != null && known.batch >= 1 && known.batch <= BATCHES[BATCHES.length - 1]
                    && known.imagesPerSecond > 0 && known.imagesPerSecond < 1e9;
            return sensible ? known : null;
        } catch (IOException | JsonParseException e) {
            return null;
        }
    }

    /** Not vital: where it cannot be kept, it is measured again. */
    private static void write(Path file, ClipPace pace) {
        try {
            Files.createDirectories(file.getParent());
            Path temporary = file.resolveSibling(file.getFileName() + ".part");
            Files.writeString(temporary, new Gson().toJson(pace));
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "The pace of the model is not kept", e);
        }
    }
}
