package org.fastlabel.embedding;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.fastlabel.api.FastLabelException;

/**
 * Why something could not be done, for the person.
 *
 * @param code    stable, for the pages
 * @param message in plain words
 */
public record Failure(String code, String message) {

    private static final System.Logger LOG = System.getLogger(Failure.class.getName());

    /** In words, and in the log; whatever is thrown, also by the native engine. @param what was being done, as "X could not be loaded" */
    static Failure of(String what, Throwable e) {
        Failure failure = e instanceof FastLabelException known ? new Failure(known.code(), known.getMessage()) : unexpected(what, e);
        LOG.log(System.Logger.Level.ERROR, what + ": " + failure.message, e instanceof FastLabelException ? null : e);
        return failure;
    }

    private static Failure unexpected(String what, Throwable e) {
        String said = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        if (e instanceof OutOfMemoryError || said.contains("out of memory") || said.contains("can't allocate memory")) {
            return new Failure("out-of-memory", what + ": there is not enough memory for it. Use a smaller checkpoint, or free memory.");
        }
        if (e instanceof UncheckedIOException || e instanceof IOException) {
            return new Failure("disk-failed", what + ": the disk could not be read or written; it may be full.");
        }
        if (e instanceof LinkageError) {
            return new Failure("no-engine", "The native engine could not be started (" + e.getClass().getSimpleName()
                    + "). The server's log has the details.");
        }
        return new Failure("unexpected", what + " (" + e.getClass().getSimpleName() + "). The server's log has the details.");
    }
}
