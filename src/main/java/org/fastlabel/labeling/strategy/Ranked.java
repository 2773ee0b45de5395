package org.fastlabel.labeling.strategy;

import java.util.Arrays;

/** The few smallest of many keys, without sorting the many. Equal keys rank by id. */
final class Ranked {

    interface Key {
        float of(int id);
    }

    private Ranked() {
    }

    /** @return at most {@code k} of the ids, smallest key first; keys are not NaN */
    static int[] smallest(int[] ids, int k, Key key) {
        int room = Math.min(k, ids.length);
        // A heap of the best so far, its worst on top; key and id packed into one number that sorts like the pair.
        long[] heap = new long[room];
        int size = 0;
        for (int id : ids) {
            long packed = (long) sortable(key.of(id)) << 32 | id;
            if (size < room) {
                heap[size] = packed;
                up(heap, size++);
            } else if (room > 0 && packed < heap[0]) {
                heap[0] = packed;
                down(heap, size);
            }
        }
        Arrays.sort(heap);
        return Arrays.stream(heap).mapToInt(packed -> (int) packed).toArray();
    }

    /** An int that orders as the float does. */
    private static int sortable(float f) {
        int bits = Float.floatToIntBits(f + 0f);
        return bits ^ bits >> 31 & 0x7fffffff;
    }

    private static void up(long[] heap, int at) {
        for (int i = at; i > 0 && heap[(i - 1) / 2] < heap[i]; i = (i - 1) / 2) {
            swap(heap, i, (i - 1) / 2);
        }
    }

    private static void down(long[] heap, int size) {
        int i = 0;
        while (2 * i + 1 < size) {
            int child = 2 * i + 1;
            if (child + 1 < size && heap[child + 1] > heap[child]) {
                child++;
            }
            if (heap[i] >= heap[child]) {
                return;
            }
            swap(heap, i, child);
            i = child;
        }
    }

    private static void swap(long[] heap, int a, int b) {
        long swapped = heap[a];
        heap[a] = heap[b];
        heap[b] = swapped;
    }
}
