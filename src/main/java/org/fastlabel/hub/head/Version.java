package org.fastlabel.hub.head;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;

/** Names what a head was made of, so that whoever keeps its predictions knows whether there are newer ones. */
final class Version {

    /** Grows when the same labels are learnt differently. */
    private static final int METHOD = 1;
    private static final int BYTES = 6;

    private Version() {
    }

    /**
     * @param embedder id of what made the embeddings
     * @param labels   of the data set, by class
     * @param taught   class by task
     */
    static String of(long dataset, String embedder, List<String> labels, SortedMap<Long, Integer> taught) {
        MessageDigest hash = sha256();
        add(hash, METHOD + "|" + embedder);
        labels.forEach(label -> add(hash, label));
        taught.forEach((task, label) -> add(hash, task + "=" + label));
        return "head-" + dataset + "-" + HexFormat.of().formatHex(hash.digest(), 0, BYTES);
    }

    /** What is said of a data set without a head: other words when it may be asked anew. */
    static String none(long dataset) {
        return "head-" + dataset + "-untrained";
    }

    private static void add(MessageDigest hash, String part) {
        hash.update(part.getBytes(StandardCharsets.UTF_8));
        // Not part of any text, so that two lists never read the same.
        hash.update((byte) 0xff);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
