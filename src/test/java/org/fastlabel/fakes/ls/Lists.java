package org.fastlabel.fakes.ls;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** Pages of tasks and projects. */
final class Lists {

    private static final int MOST_PROJECTS = 100;

    private final Store store;

    Lists(Store store) {
        this.store = store;
    }

    Reply projects(Call call) {
        synchronized (store) {
            int size = call.number("page_size", 30);
            size = size < 1 ? 30 : Math.min(size, MOST_PROJECTS);
            List<JsonObject> all = store.projects.values().stream().sorted(Comparator.comparingLong((Rows.Project p) -> p.id).reversed())
                    .map(Rows.Project::json).toList();
            int page = page(call, all.size(), size);
            List<JsonObject> shown = slice(all, page, size);
            return Reply.json(200, Json.createObjectBuilder().add("count", all.size()).add("next", page * size < all.size()
                    ? Json.createValue("http://behind-the-proxy.invalid/api/projects/?page=" + (page + 1)) : JsonValue.NULL)
                    .add("previous", JsonValue.NULL).add("results", Store.array(shown)).build());
        }
    }

    /** @throws Refusal past the end */
    private static int page(Call call, int total, int size) {
        String text = call.query().getOrDefault("page", "1");
        int page = text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
        if (page < 1 || page > 1 && (page - 1L) * size >= total) {
            throw new Refusal(404, "Invalid page.");
        }
        return page;
    }

    private static <T> List<T> slice(List<T> all, int page, int size) {
        return all.subList(Math.min((page - 1) * size, all.size()), Math.min(page * size, all.size()));
    }

    Reply tasks(Call call) {
        synchronized (store) {
            if (!call.query().containsKey("project")) {
                return Reply.json(404, Json.createObjectBuilder().add("detail", "Project ID or view ID is required").build());
            }
            Rows.Project project = store.project(call.number("project", -1));
            JsonObject query = query(call.query().getOrDefault("query", "{}"));
            List<Rows.Task> all = project.tasks.values().stream().filter(filter(query)).sorted(order(query)).toList();
            int size = call.number("page_size", 100);
            size = size < 1 ? 100 : size;
            boolean full = "all".equals(call.query().get("fields"));
            List<JsonObject> shown = slice(all, page(call, all.size(), size), size).stream()
                    .map(t -> full ? t.full(false).build() : t.light().build()).toList();
            JsonObjectBuilder answer = Json.createObjectBuilder().add("total_annotations", all.stream().mapToLong(t -> t.count(false)).sum())
                    .add("total_predictions", all.stream().mapToLong(t -> t.predictions.size()).sum()).add("total", all.size());
            return Reply.json(200, answer.add("tasks", Store.array(shown)).build());
        }
    }

    Reply newestFirst(long projectId, Call call) {
        synchronized (store) {
            List<JsonObject> all = store.project(projectId).tasks.values().stream().sorted(Comparator.comparingLong((Rows.Task t) -> t.id).reversed())
                    .map(t -> t.light().build()).toList();
            return Reply.json(200, Store.array(slice(all, page(call, all.size(), 100), 100)).build());
        }
    }

    private static JsonObject query(String text) {
        try {
            return Json.createReader(new StringReader(text)).readObject();
        } catch (JsonException e) {
            throw Refusal.of("query", "Invalid JSON");
        }
    }

    private static Comparator<Rows.Task> order(JsonObject query) {
        List<String> ordering = Rows.strings(query.getJsonArray("ordering"));
        String by = ordering.isEmpty() ? "tasks:id" : ordering.get(0);
        Comparator<Rows.Task> order = by.endsWith("updated_at") ? Comparator.comparing((Rows.Task t) -> t.updated).thenComparing(t -> t.id)
                : Comparator.comparingLong((Rows.Task t) -> t.id);
        return by.startsWith("-") ? order.reversed() : order;
    }

    private static Predicate<Rows.Task> filter(JsonObject query) {
        Predicate<Rows.Task> all = task -> true;
        JsonObject filters = query.containsKey("filters") ? query.getJsonObject("filters") : JsonValue.EMPTY_JSON_OBJECT;
        for (JsonValue item : filters.containsKey("items") ? filters.getJsonArray("items") : JsonValue.EMPTY_JSON_ARRAY) {
            all = all.and(one(item.asJsonObject()));
        }
        return all;
    }

    private static Predicate<Rows.Task> one(JsonObject f) {
        String operator = f.getString("operator");
        switch (f.getString("filter")) {
            case "filter:tasks:total_annotations":
                return number(operator, f.getInt("value"), t -> t.count(false));
            case "filter:tasks:id":
                return number(operator, f.getInt("value"), t -> t.id);
            case "filter:tasks:updated_at":
                Instant moment;
                try {
                    // Six digits of a second and a Z, as its parser wants it.
                    moment = LocalDateTime.parse(f.getString("value"), DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'"))
                            .toInstant(ZoneOffset.UTC);
                } catch (DateTimeParseException e) {
                    throw new Refusal(500, "time data does not match format");
                }
                return operator.equals("greater") ? t -> t.updated.isAfter(moment) : t -> t.updated.isBefore(moment);
            default:
                throw Refusal.of("filters", "Unknown column " + f.getString("filter"));
        }
    }

    private static Predicate<Rows.Task> number(String operator, long value, java.util.function.ToLongFunction<Rows.Task> of) {
        switch (operator) {
            case "greater":
                return t -> of.applyAsLong(t) > value;
            case "less":
                return t -> of.applyAsLong(t) < value;
            default:
                return t -> of.applyAsLong(t) == value;
        }
    }
}
