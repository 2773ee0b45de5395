package org.fastlabel.generation;

import java.util.List;

/**
 * What is known of a model; its components are named as in the answers.
 *
 * @param kind        {@code embedded} or {@code folder}
 * @param version     fingerprint of its weights; null until it has been loaded once
 * @param bytes       of its weights on disk
 * @param state       {@code absent}, {@code ready}, {@code loading}, {@code active}, {@code failed} or {@code too-large}
 * @param needs_bytes of memory, with one picture of the usual size in work
 * @param has_bytes   that are free, or would be without the active model
 * @param progress    null unless it is loading
 * @param error       null unless it failed, is too large, or cannot be read
 * @param defaults    null, as all that follows from the configuration, when that cannot be read
 */
public record ModelView(String id, String name, String kind, String version, long parameters, long bytes, String state,
                        long needs_bytes, long has_bytes, String device, String dtype, Progress progress, String error,
                        Defaults defaults, List<String> schedulers, Size size, boolean uses_guidance, List<String> dtypes,
                        boolean removable) {

    /** In bytes that the weights take in memory. @param part the folder that is being read */
    public record Progress(long done, long total, String part) {
    }

    /** With what pictures are made where nobody says otherwise. */
    public record Defaults(int steps, double guidance_scale, String scheduler, int width, int height) {
    }

    /** Sides of pictures, in pixels. */
    public record Size(int multiple, int min, int max) {
    }
}
