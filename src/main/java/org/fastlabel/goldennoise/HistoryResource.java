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
import java.util.List;
import org.fastlabel.api.FilterParams;
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
    private static final long USUAL = 20;

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
        int size = (int) Math.max(1, Math.min(MOST, FilterParams.number(limit, "limit", USUAL)));
        Filter filter = new Filter(FilterParams.given(session), FilterParams.number(prompt, "prompt", null), FilterParams.given(words),
                FilterParams.given(model), FilterParams.given(judge), verdict(verdict), FilterParams.moment(from, "from", false),
                FilterParams.moment(to, "to", true), FilterParams.number(after, "after", null));
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

    private static Verdict verdict(String text) {
        if (FilterParams.given(text) == null) {
            return null;
        }
        for (Verdict verdict : Verdict.values()) {
            if (verdict.name().equalsIgnoreCase(text)) {
                return verdict;
            }
        }
        throw new InvalidInput("bad-verdict", "verdict must be golden, bad or neither, not \"" + JsonBody.shortened(text) + "\".");
    }
}
