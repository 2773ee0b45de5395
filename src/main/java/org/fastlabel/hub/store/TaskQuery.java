package org.fastlabel.hub.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.fastlabel.api.InvalidInput;

/**
 * Which tasks of a data set are asked for, one page of them. Each page begins where an index has the end of the last one, so the last page of a
 * hundred thousand takes no longer than the first.
 *
 * @param status     one of a task, or {@link #OPEN}; null for all
 * @param assignedTo a person; {@code none} for tasks that nobody has; null for all
 * @param words      looked for in the text, in any case; null for all
 * @param hardest    by priority, ties by number; else by number
 * @param after      {@link TaskPage#next} of the page before, or null
 */
public record TaskQuery(long dataset, String status, String assignedTo, String label, String prelabel, String words, boolean hardest, String after,
                        int limit) {

    /** Every status but that of a task which is labelled. */
    public static final String OPEN = "open";
    private static final String NOBODY = "none";

    /** From and conditions, with their parameters. */
    record Part(String sql, List<Object> parameters) {
    }

    Part conditions() {
        List<Object> parameters = new ArrayList<>();
        StringBuilder sql = new StringBuilder(" from ");
        boolean someone = assignedTo != null && !assignedTo.equals(NOBODY);
        if (someone) {
            sql.append("assignments a join tasks t on t.id = a.task_id where a.username = ? and a.dataset_id = ? and a.state <> 'returned' and ");
            parameters.addAll(List.of(assignedTo, dataset));
        } else {
            sql.append("tasks t where ");
        }
        sql.append("t.dataset_id = ?");
        parameters.add(dataset);
        if (OPEN.equals(status)) {
            sql.append(" and t.status <> 'labeled'");
        } else {
            equal(sql, parameters, "status", status);
        }
        equal(sql, parameters, "label", label);
        equal(sql, parameters, "prelabel_label", prelabel);
        if (NOBODY.equals(assignedTo)) {
            sql.append(" and t.assigned_to is null");
        }
        if (words != null) {
            sql.append(" and t.search like ? escape '!'");
            parameters.add("%" + words.toLowerCase(Locale.ROOT).replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%");
        }
        return new Part(sql.toString(), parameters);
    }

    /**
     * The order, with the columns that are the same for all of the page before it: H2 goes along an index, instead of sorting everything, only
     * when all columns of the index are named.
     */
    String order() {
        String same = status != null && !status.equals(OPEN) ? ", t.status" : hardest ? "" : label != null ? ", t.label" : prelabel != null ? ", t.prelabel_label" : "";
        return " order by t.dataset_id" + same + (hardest ? ", t.place, t.id" : ", t.id");
    }

    private static void equal(StringBuilder sql, List<Object> parameters, String column, String value) {
        if (value != null) {
            sql.append(" and t.").append(column).append(" = ?");
            parameters.add(value);
        }
    }

    /** Where a page begins: behind this place and, at it, behind this number. */
    record Cursor(int place, long id) {

        static final Cursor START = new Cursor(-1_000_000, 0);

        @Override
        public String toString() {
            return place + "." + id;
        }

        /** @throws InvalidInput with code {@code bad-cursor} */
        static Cursor of(String text) {
            if (text == null || text.isEmpty()) {
                return START;
            }
            if (!text.matches("-?\\d{1,7}\\.\\d{1,18}")) {
                throw new InvalidInput("bad-cursor", "\"after\" must be what the page before gave as \"next\".");
            }
            int dot = text.indexOf('.');
            return new Cursor(Integer.parseInt(text.substring(0, dot)), Long.parseLong(text.substring(dot + 1)));
        }
    }
}
