package org.fastlabel.labeling;

import java.util.Arrays;

/** A text that the pool is ordered by before there are labels, and its direction in the embedding space. Immutable. */
public final class Query {

    private final String text;
    private final float[] direction;

    public Query(String text, float[] direction) {
        this.text = text;
        this.direction = direction.clone();
    }

    public String text() {
        return text;
    }

    /** dim values; the larger an embedding's dot product with it, the better it fits. */
    public float[] direction() {
        return direction.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Query q && text.equals(q.text) && Arrays.equals(direction, q.direction);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }
}
