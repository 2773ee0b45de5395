package org.fastlabel.labeling.transfer;

import jakarta.ejb.EJB;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.List;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.labeling.LabelingDesk;
import org.fastlabel.labeling.LabelingSession;
import org.fastlabel.labeling.LabelingState;
import org.fastlabel.labeling.LabelingState.Scorer;
import org.fastlabel.labeling.Params;

/** Takes labels and predictions away as a file. */
@Path("/export")
public class ExportResource {

    private static final int MAX_PREFIX = 500;

    @EJB
    private LabelingDesk desk;

    /**
     * @param include {@code predictions} for all items with what the judge thinks of them; absent: the confirmed ones
     * @param prefix  what stands before an item's name to make its address, for Label Studio
     */
    @GET
    public Response export(@QueryParam("format") @DefaultValue("json") String format, @QueryParam("include") String include,
            @QueryParam("prefix") String prefix) {
        Export.Format wanted = Export.Format.named(Params.oneOf(format, "format", Export.Format.names()));
        boolean predictions = include != null && Params.oneOf(include, "include", List.of("predictions")).equals("predictions");
        if (prefix != null && (prefix.length() > MAX_PREFIX || prefix.chars().anyMatch(Character::isISOControl))) {
            throw new InvalidInput("bad-prefix", "prefix must be the start of an address, of at most " + MAX_PREFIX + " characters.");
        }
        LabelingSession session = desk.session();
        LabelingState state = session.state();
        Export export = new Export(session.dataset(), state.labels(), state.classes(), predictions ? session.scores() : null,
                prefix, judge(state));
        StreamingOutput body = out -> export.write(wanted, out);
        return Response.ok(body, wanted.mediaType())
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + wanted.fileName() + "\"").build();
    }

    /** Who predicts: the model, or the text of the query. */
    private static String judge(LabelingState state) {
        return state.scorer() == Scorer.HEAD ? state.now().trained().model() : "query";
    }
}
