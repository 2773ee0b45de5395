package org.fastlabel.labeling.head;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A trained head: immutable, with everything needed to judge and to train on. */
public sealed interface Head permits HeadWeights, LinearHead {

    /** Length of the embeddings it judges. */
    int input();

    /** How many classes it tells apart. */
    int classes();

    /** As in the HTTP contract: {@code mlp} or {@code linear}. */
    String architecture();

    /** What it computes, for use elsewhere. */
    Network network();

    /** All numbers exactly; see {@link #fromBytes}. */
    byte[] toBytes();

    /** @throws org.fastlabel.api.InvalidInput with code {@code bad-head} when the bytes are not what {@link #toBytes} wrote */
    static Head fromBytes(byte[] bytes) {
        boolean linear = bytes.length >= 4 && ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt() == LinearHead.MAGIC;
        return linear ? LinearHead.fromBytes(bytes) : HeadWeights.fromBytes(bytes);
    }
}
