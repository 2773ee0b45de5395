package org.fastlabel.labeling.head;

/** A trained head: immutable, with everything needed to judge and to train on. */
public sealed interface Head permits HeadWeights {

    /** Length of the embeddings it judges. */
    int input();

    /** How many classes it tells apart. */
    int classes();

    /** As in the HTTP contract: {@code mlp}, … */
    String architecture();

    /** What it computes, for use elsewhere. */
    Network network();

    /** All numbers exactly; see {@link #fromBytes}. */
    byte[] toBytes();

    /** @throws org.fastlabel.api.InvalidInput with code {@code bad-head} when the bytes are not what {@link #toBytes} wrote */
    static Head fromBytes(byte[] bytes) {
        return HeadWeights.fromBytes(bytes);
    }
}
