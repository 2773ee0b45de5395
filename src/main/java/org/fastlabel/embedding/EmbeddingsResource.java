package org.fastlabel.embedding;

import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.MaxBody;
import org.fastlabel.api.Settings;

/** Takes embeddings away as files, and takes in those that were computed elsewhere. */
@Path("/embeddings")
public class EmbeddingsResource {

    private static final long MAX_FORM = 16L << 30;

    @Inject
    private EmbeddingDesk desk;

    /** @param format {@code npy}, {@code parquet}, or {@code ids} for what the rows of the former are of */
    @GET
    @Path("/export")
    public Response export(@QueryParam("format") String format) {
        EmbeddingDesk.Opened opened = desk.opened();
        EmbeddingExport export = new EmbeddingExport(opened.matrix(), opened.dataset().items());
        if ("npy".equals(format)) {
            return answer(export::npy, "application/octet-stream", "embeddings.npy").header(HttpHeaders.CONTENT_LENGTH, export.npyBytes())
                    .build();
        } else if ("parquet".equals(format)) {
            return answer(export::parquet, "application/vnd.apache.parquet", "embeddings.parquet").build();
        } else if ("ids".equals(format)) {
            return answer(export::ids, "text/csv;charset=utf-8", "embeddings-ids.csv").build();
        }
        throw new InvalidInput("unknown-format", "format must be npy, parquet or ids.");
    }

    private static Response.ResponseBuilder answer(StreamingOutput body, String type, String name) {
        return Response.ok(body, type).header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"");
    }

    /** A form with {@code embeddings}, {@code ids} and {@code name}; the embeddings can be used as a checkpoint of the open data set then. */
    @POST
    @Path("/import")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Produces(MediaType.APPLICATION_JSON)
    @MaxBody(MAX_FORM)
    public String take(List<EntityPart> parts) throws IOException {
        String name = new String(part(parts, "name").readNBytes(200), StandardCharsets.UTF_8).strip();
        EmbeddingDesk.Opened opened = desk.opened();
        ImportedEmbeddings.Result result;
        try (InputStream npy = new BufferedInputStream(part(parts, "embeddings"), 1 << 16); InputStream ids = part(parts, "ids")) {
            result = ImportedEmbeddings.save(Settings.home().resolve("embeddings").resolve(opened.dataset().id()),
                    opened.dataset().items(), name, npy, ids);
        }
        JsonObjectBuilder json = Json.createObjectBuilder().add("id", result.id()).add("matched", result.matched())
                .add("unmatched", Json.createArrayBuilder(result.unmatched())).add("unmatched_count", result.unmatchedCount())
                .add("dim", result.dim());
        return json.build().toString();
    }

    private static InputStream part(List<EntityPart> parts, String name) {
        List<EntityPart> named = parts == null ? List.of() : parts.stream().filter(part -> part.getName().equals(name)).toList();
        if (named.size() != 1) {
            throw new InvalidInput("missing-part", "Send a form with the files \"embeddings\" (.npy) and \"ids\" and the field \"name\"; there are "
                    + named.size() + " parts \"" + name + "\".");
        }
        return named.get(0).getContent();
    }
}
