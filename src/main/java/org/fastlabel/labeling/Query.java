package org.fastlabel.labeling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.fastlabel.embedding.EmbeddingMatrix;

/**
 * What the pool is judged by before there are labels: a text that the whole pool is ordered by, hints for single classes, or the
 * names of the classes; each with its direction in the embedding space. Immutable.
 */
public final class Query {

    private static final int MAX_TEXT = 500;

    private final String text;
    private final List<Direction> directions;
    private final boolean byNames;
    private final String space;

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
        this(text, List.of(new Direction(-1, text, direction)), false, null);
    }

    /**
     * @param directions one per class, not empty
     * @param byNames    whether these are the classes' names
     * @param space      id of the embedder that made the directions; null where nobody knows
     */
    Query(String text, List<Direction> directions, boolean byNames, String space) {
        this.text = text;
        this.directions = List.copyOf(directions);
        this.byNames = byNames;
        this.space = space;
    }

    static Query names(List<Direction> directions) {
        String text = directions.stream().map(Direction::text).collect(Collectors.joining(", "));
        return new Query(text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT - 1) + "…", directions, true, null);
    }

    /** A hint for one class, along with those for others that an earlier query gave. @param before may be null */
    static Query hint(Direction hint, Query before) {
        List<Direction> all = new ArrayList<>();
        if (before != null && !before.ordersPool() && !before.byNames) {
            before.directions.stream().filter(d -> d.classId != hint.classId).forEach(all::add);
        }
        all.add(hint);
        return new Query(all.stream().map(Direction::text).collect(Collectors.joining(", ")), all, false, null);
    }

    /** The same, whose directions an embedder made. @param embedder its id */
    Query in(String embedder) {
        return new Query(text, directions, byNames, embedder);
    }

    /** The same query in another embedder's words. @param values a direction for each of {@link #directions}, in order */
    Query translated(List<float[]> values, String embedder) {
        List<Direction> all = new ArrayList<>();
        for (int i = 0; i < directions.size(); i++) {
            all.add(new Direction(directions.get(i).classId, directions.get(i).text, values.get(i)));
        }
        return new Query(text, all, byNames, embedder);
    }

    /** Whether its directions lie among the embeddings, and not in another model's space. */
    boolean fits(EmbeddingMatrix matrix) {
        return matrix.fits(space, dim());
    }

    /** Id of the embedder that made the directions; null where nobody knows. */
    String space() {
        return space;
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
        return other instanceof Query q && text.equals(q.text) && byNames == q.byNames && Objects.equals(space, q.space)
                && directions.equals(q.directions);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }
}
