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
    private static final int[] BATCHES = {1, 4, 8, 16, 32, 64, 128};
    /** No larger batch is tried when this time, in nanoseconds, is over or would be with it. */
    private static final long PATIENCE = 2_000_000_000L;
    /** A larger batch makes who waits wait longer, and has to be worth that. */
    private static final double WORTH = 1.03;

    /** What a process with the same checkpoint found, or what trying gives. @param embeds embeds that many pictures */
    static ClipPace of(Path file, IntConsumer embeds) {
        ClipPace known = read(file);
        if (known != null) {
            return known;
        }
        ClipPace found = measured(embeds);
        LOG.log(System.Logger.Level.INFO, "Measured {0} pictures per second in batches of {1}.",
                Math.round(found.imagesPerSecond), found.batch);
        write(file, found);
        return found;
    }

    static ClipPace measured(IntConsumer embeds) {
        long start = System.nanoTime();
        embeds.accept(1);
        ClipPace best = new ClipPace(1, 0);
        for (int batch : BATCHES) {
            long expected = best.imagesPerSecond == 0 ? 0 : (long) (batch * 1e9 / best.imagesPerSecond);
            if (batch > 1 && System.nanoTime() - start + expected > PATIENCE) {
                break;
            }
            long begin = System.nanoTime();
            embeds.accept(batch);
            double perSecond = batch * 1e9 / (System.nanoTime() - begin);
            if (perSecond > WORTH * best.imagesPerSecond) {
                best = new ClipPace(batch, perSecond);
            }
        }
        return best;
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
