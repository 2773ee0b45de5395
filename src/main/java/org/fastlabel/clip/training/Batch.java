package org.fastlabel.clip.training;

import java.nio.ByteBuffer;

/**
 * What one step of {@code clip_train.py} takes; the shapes are described there.
 *
 * @param pictures how many pictures
 * @param phrases  how many phrases
 * @param images   {@code pictures * 3 * side * side} bytes, channel by channel
 * @param truth    of {@link Choices}, {@code pictures * choices}
 * @param options  the groups of {@link Choices}
 */
record Batch(int pictures, int phrases, ByteBuffer images, float[] view, float[] light, float[] hole, long[] ids,
        float[] match, float[] groups, float[] truth, float[] options) {
}
