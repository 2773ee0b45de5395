package org.fastlabel.checkpoint;

import java.util.Optional;

/**
 * A file that belongs to a checkpoint.
 *
 * @param size in bytes, null while unknown
 * @param etag of the answer that its first bytes came from, null before
 */
record PlannedFile(String name, Long size, Optional<Checksum> checksum, String etag) {

    private static final long MAX_WEIGHTS_BYTES = 50L << 30;
    private static final long MAX_TOKENIZER_BYTES = 100L << 20;
    private static final long MAX_OTHER_BYTES = 20L << 20;

    PlannedFile sized(long bytes) {
        return new PlannedFile(name, bytes, checksum, etag);
    }

    PlannedFile hashing(Checksum known) {
        return new PlannedFile(name, size, Optional.of(known), etag);
    }

    PlannedFile from(String answer) {
        return new PlannedFile(name, size, checksum, answer);
    }

    /** More than this is never taken. */
    long limit() {
        return name.endsWith(".safetensors") ? MAX_WEIGHTS_BYTES
                : name.equals("tokenizer.json") ? MAX_TOKENIZER_BYTES : MAX_OTHER_BYTES;
    }
}
