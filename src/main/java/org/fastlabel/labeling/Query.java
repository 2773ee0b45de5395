package org.fastlabel.labeling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the pool is judged by before there are labels: a text that the whole pool is ordered by, hints for single classes, or the
 * names of the classes; each with its direction in the embedding space. Immutable.
 */
public final class Query {

    private static final int MAX_TEXT = 500;

    private final String text;
    private final List<Direction> directions;
    private final boolean byNames;

    /** A text and its direction. @param classId the class that it describes, or -1 for none in particular */
    public static final class Direction {

        private final int classId;
        private final String text;
        private final float[] values;

        public Direction(int classId, String text, float[] values) {
            this.classId = classId;
            this.text = text;
            this.values = values.clone();
        }

        public int classId() {
            return classId;
        }

        public String text() {
            return text;
        }

        /** dim values; the larger an embedding's dot product with it, the better it fits. */
        public float[] values() {
            return values.clone();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Direction d && classId == d.classId && text.equals(d.text) && Arrays.equals(values, d.values);
        }

        @Override
        public int hashCode() {
            return 31 * classId + text.hashCode();
        }
    }

    /** Orders the pool; of two classes, the text describes the positive one. */
    public Query(String text, float[] direction) {
        this(text, List.of(new Direction(-1, text, direction)), false);
    }

    /** @param directions one per class, not empty @param byNames whether these are the classes' names */
    Query(String text, List<Direction> directions, boolean byNames) {
        this.text = text;
        this.directions = List.copyOf(directions);
        this.byNames = byNames;
    }

    static Query names(List<Direction> directions) {
        String text = directions.stream().map(Direction::text).collect(Collectors.joining(", "));
        return new Query(text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT - 1) + "…", directions, true);
    }

    /** A hint for one class, along with those for others that an earlier query gave. @param before may be null */
    static Query hint(Direction hint, Query before) {
        List<Direction> all = new ArrayList<>();
        if (before != null && !before.ordersPool() && !before.byNames) {
            before.directions.stream().filter(d -> d.classId != hint.classId).forEach(all::add);
        }
        all.add(hint);
        return new Query(all.stream().map(Direction::text).collect(Collectors.joining(", ")), all, false);
    }

    public String text() {
        return text;
    }

    public List<Direction> directions() {
        return directions;
    }

    public boolean byNames() {
        return byNames;
    }

    /** Whether it says nothing of classes: it has one direction, that of no class in particular. */
    public boolean ordersPool() {
        return directions.get(0).classId < 0;
    }

    /** The first direction; see {@link Direction#values}. */
    public float[] direction() {
        return directions.get(0).values();
    }

    public int dim() {
        return directions.get(0).values.length;
    }

    /**
     * The directions by class, as a lesson's prior takes them.
     *
     * @return {@code classes * dim}, zeros for classes without one; null when no class has one
     */
    public float[] prior(Classes classes) {
        int dim = dim();
        float[] prior = new float[classes.size() * dim];
        List<Direction> said = ordersPool() && classes.binary() ? List.of(new Direction(1, text, direction())) : directions;
        List<Direction> usable = said.stream().filter(d -> classes.isLive(d.classId)).toList();
        usable.forEach(d -> System.arraycopy(d.values, 0, prior, d.classId * dim, dim));
        return usable.isEmpty() ? null : prior;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Query q && text.equals(q.text) && byNames == q.byNames && directions.equals(q.directions);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }
}
