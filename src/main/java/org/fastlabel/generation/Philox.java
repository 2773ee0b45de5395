package org.fastlabel.generation;

/**
 * The counter-based random number generator Philox4x32-10 of Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1,
 * 2, 3" (2011). Integers only, so every machine gets the same; each block is found without those before it.
 */
final class Philox {

    private static final int ROUNDS = 10;
    private static final long M0 = 0xD2511F53L;
    private static final long M1 = 0xCD9E8D57L;
    private static final int W0 = 0x9E3779B9;
    private static final int W1 = 0xBB67AE85;

    private Philox() {
    }

    /** Four words of 32 bits for a counter of four words and a key of two. */
    static int[] block(int c0, int c1, int c2, int c3, int key0, int key1) {
        int[] c = {c0, c1, c2, c3};
        int k0 = key0;
        int k1 = key1;
        for (int round = 0; round < ROUNDS; round++) {
            long first = M0 * (c[0] & 0xffffffffL);
            long second = M1 * (c[2] & 0xffffffffL);
            c = new int[] {(int) (second >>> 32) ^ c[1] ^ k0, (int) second, (int) (first >>> 32) ^ c[3] ^ k1, (int) first};
            k0 += W0;
            k1 += W1;
        }
        return c;
    }
}
