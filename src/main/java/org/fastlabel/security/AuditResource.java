package org.fastlabel.security;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.fastlabel.api.FilterParams;
import org.fastlabel.api.InvalidInput;

/** Who did what when; there is no way to change it. */
@Path("/audit")
@RolesAllowed(CurrentUser.ADMIN)
public class AuditResource {

    private static final long USUAL = 50;
    private static final int MOST = 500;
    private static final int AT_ONCE = 1_000;

    @EJB
    private AuditRepository entries;
    @Inject
    private AuditLog audit;
    @Inject
    private CurrentUser user;

    /** The newest comes first. @param action a whole one, or its beginning up to a dot @param from and @param to days or moments, ISO 8601 */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public JsonObject page(@QueryParam("after") String after, @QueryParam("limit") String limit, @QueryParam("who") String who,
            @QueryParam("action") String action, @QueryParam("from") String from, @QueryParam("to") String to) {
        int size = (int) Math.max(1, Math.min(MOST, FilterParams.number(limit, "limit", USUAL)));
        List<AuditEntry> found = entries.page(filter(who, action, from, to), FilterParams.number(after, "after", Long.MAX_VALUE), size + 1);
        List<AuditEntry> shown = found.subList(0, Math.min(size, found.size()));
        JsonArrayBuilder list = Json.createArrayBuilder();
        shown.forEach(e -> list.add(AuditExport.json(e)));
        JsonObjectBuilder page = Json.createObjectBuilder().add("entries", list);
        return (found.size() > size ? page.add("next", Long.toString(shown.get(size - 1).id())) : page.addNull("next")).build();
    }

    @GET
    @Path("export")
    public Response export(@QueryParam("format") @DefaultValue("csv") String format, @QueryParam("who") String who,
            @QueryParam("action") String action, @QueryParam("from") String from, @QueryParam("to") String to) {
        AuditExport wanted = Arrays.stream(AuditExport.values()).filter(f -> f.name().equals(format.toUpperCase(Locale.ROOT))).findFirst()
                .orElseThrow(() -> new InvalidInput("bad-format", "format must be csv or jsonl."));
        AuditEntry.Filter filter = filter(who, action, from, to);
        audit.record(user.name(), "audit.export", "audit", wanted.fileName());
        StreamingOutput body = out -> write(wanted, filter, out);
        return Response.ok(body, wanted.mediaType())
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + wanted.fileName() + "\"").build();
    }

    private void write(AuditExport format, AuditEntry.Filter filter, OutputStream out) throws IOException {
        Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        format.head(text);
        List<AuditEntry> page = entries.page(filter, Long.MAX_VALUE, AT_ONCE);
        while (!page.isEmpty()) {
            for (AuditEntry entry : page) {
                format.line(entry, text);
            }
            page = entries.page(filter, page.get(page.size() - 1).id(), AT_ONCE);
        }
        text.flush();
    }

    private static AuditEntry.Filter filter(String who, String action, String from, String to) {
        return new AuditEntry.Filter(FilterParams.given(who), FilterParams.given(action), FilterParams.moment(from, "from", false),
                FilterParams.moment(to, "to", true));
    }
}
