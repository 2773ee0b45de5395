package org.fastlabel.checkpoint;

import java.util.Locale;

/**
 * A checkpoint that can be used or fetched.
 *
 * @param id            {@code mini-clip}, {@code owner/name}, {@code owner/name@revision} or {@code folder:/absolute/path}
 * @param name          without the revision
 * @param title         for people, a few words
 * @param revision      branch, tag or commit at the hub; null for others
 * @param architecture  such as ViT-B/32; null while unknown, as are {@code dim} and {@code imageSize}
 * @param dim           length of an embedding
 * @param imageSize     side of the square that is embedded, pixels
 * @param license       as its publisher names it, null when unknown
 * @param downloadBytes all that a download brings, null when unknown; from the catalogue until the hub has been asked
 * @param diskBytes     what it takes on this disk now
 * @param removable     whether {@code remove} does anything
 * @param inCache       lies in a Hugging Face cache and is read there
 * @param progress      of a download that runs or has stopped before its end, else null
 * @param error         why it failed or cannot be used, else null
 * @param errorCode     the same, stable, for the pages
 */
public record Checkpoint(String id, String name, String title, String revision, Source source, String architecture, Integer dim,
        Integer imageSize, String license, Long downloadBytes, long diskBytes, boolean removable, boolean inCache, State state,
        Progress progress, String error, String errorCode) {

    /** Where it comes from. */
    public enum Source {
        EMBEDDED, HUB, FOLDER, IMPORTED;

        /** As it is written in JSON. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether it can be loaded now. PAUSED and FAILED downloads can go on. */
    public enum State {
        READY, ABSENT, DOWNLOADING, PAUSED, FAILED;

        /** As it is written in JSON. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * How far a download is.
     *
     * @param totalBytes 0 before the hub has said
     * @param rate       bytes per second over the last seconds, 0 while nothing comes
     * @param etaSeconds -1 when unknown
     * @param file       that is being fetched, or null
     */
    public record Progress(long doneBytes, long totalBytes, long rate, long etaSeconds, String file, int filesDone, int files) {
    }

    /** True when {@link Checkpoints#folder} gives its files. */
    public boolean ready() {
        return state == State.READY;
    }
}
