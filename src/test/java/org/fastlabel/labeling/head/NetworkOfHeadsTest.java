package org.fastlabel.labeling.head;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import org.fastlabel.labeling.ArrayMatrix;
import org.fastlabel.labeling.TestPool;
import org.junit.jupiter.api.Test;

/** A head taken away as plain matrices judges as it did here. */
class NetworkOfHeadsTest {

    private static final int DIM = 16;
    private final TestPool pool = TestPool.of(300, DIM, 5, 2);

    @Test
    void judgesAsTheHeadItself() {
        Heads heads = new Heads(new JavaHead());
        float[] rows = Arrays.copyOf(pool.values(), 60 * DIM);
        for (HeadChoice choice : HeadChoice.values()) {
            Head head = heads.train(new Lesson(rows, Arrays.copyOf(pool.truth(), 60), 3, null, null, new ArrayMatrix(pool.values(), DIM),
                    choice, 1));
            assertArrayEquals(heads.judge(head, rows).toArray(), head.network().judge(rows).toArray(), 1e-3f, choice.wireName());
        }
    }
}
