package org.fastlabel.goldennoise;

import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.JsonBody;
import org.fastlabel.api.RecordJson;
import org.fastlabel.goldennoise.store.HistoryRepository;
import org.fastlabel.goldennoise.store.HistoryRepository.Entry;
import org.fastlabel.goldennoise.store.HistoryRepository.Filter;
import org.fastlabel.goldennoise.store.SessionRepository;

/** What was decided, page by page, and how to change it. */
@Path("/golden/history")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
public class HistoryResource {

    private static final int MOST = 100;
    private static final int USUAL = 20;

    @EJB
    private HistoryRepository history;
    @EJB
    private SessionRepository sessions;
    @Inject
    private Views views;
    @Inject
    private Judging judging;

    public record Line(String batchId, String sessionId, long promptId, String prompt, String at, String judge, Double seconds, int version,
                       String model, List<Views.Image> images) {
    }

    public record Named(String sessionId, String name) {
    }

    public record Facets(List<String> models, List<String> judges, List<Named> sessions) {
    }

    /** @param next to be sent as {@code after}; null on the last page */
    public record Page(List<Line> entries, String next, Facets facets) {
    }

    /** The last decision comes first. @param from and @param to days or moments, ISO 8601 */
    @GET
    public String page(@QueryParam("session") String session, @QueryParam("prompt") String prompt, @QueryParam("prompt_text") String words,
            @QueryParam("model") String model, @QueryParam("judge") String judge, @QueryParam("verdict") String verdict,
            @QueryParam("from") String from, @QueryParam("to") String to, @QueryParam("after") String after, @QueryParam("limit") String limit) {
        Long most = number(limit, "limit");
        int size = most == null ? USUAL : (int) Math.max(1, Math.min(MOST, most));
        Filter filter = new Filter(given(session), number(prompt, "prompt"), given(words), given(model), given(judge), verdict(verdict),
                moment(from, "from", false), moment(to, "to", true), number(after, "after"));
        List<Entry> found = history.entries(filter, size + 1);
        List<Entry> shown = found.subList(0, Math.min(size, found.size()));
        HistoryRepository.Facets facets = history.facets();
        return RecordJson.of(new Page(shown.stream().map(this::line).toList(),
                found.size() > size ? Long.toString(shown.get(size - 1).decision().seq()) : null, new Facets(facets.models(), facets.judges(),
                        sessions.all().stream().map(s -> new Named(s.id(), s.name())).toList())));
    }

    private Line line(Entry e) {
        return new Line(e.batch().id(), e.session().id(), e.prompt().id(), e.prompt().text(), e.decision().made().toString(), e.decision().judge(),
                e.decision().seconds(), e.decision().version(), e.batch().model(), views.images(e.batch(), e.pictures(), e.decision()));
    }

    /** Changes a decision; the one before stays in the database. */
    @POST
    @Path("{batch}")
    public String change(@PathParam("batch") String batch, String body) {
        return RecordJson.of(judging.select(batch, Fields.of(body), true));
    }

    private static String given(String text) {
        return text == null || text.isBlank() ? null : text;
    }

    private static Long number(String text, String name) {
        if (given(text) == null) {
            return null;
        }
        if (!text.matches("\\d{1,18}")) {
            throw new InvalidInput("bad-" + name, name + " must be a number, not \"" + JsonBody.shortened(text) + "\".");
        }
        return Long.parseLong(text);
    }

    private static Verdict verdict(String text) {
        if (given(text) == null) {
            return null;
        }
        for (Verdict verdict : Verdict.values()) {
            if (verdict.name().equalsIgnoreCase(text)) {
                return verdict;
            }
        }
        throw new InvalidInput("bad-verdict", "verdict must be golden, bad or neither, not \"" + JsonBody.shortened(text) + "\".");
    }

    /** @param end whether a day means its end */
    private static Instant moment(String text, String name, boolean end) {
        if (given(text) == null) {
            return null;
        }
        try {
            return text.length() == 10 ? LocalDate.parse(text).plusDays(end ? 1 : 0).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new InvalidInput("bad-" + name, name + " must be a day such as 2026-01-31 or a moment such as 2026-01-31T08:00:00Z, not \""
                    + JsonBody.shortened(text) + "\".", e);
        }
    }
}
