package org.fastlabel.goldennoise.transfer;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
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
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.JsonBody;
import org.fastlabel.api.MaxBody;
import org.fastlabel.api.RecordJson;
import org.fastlabel.api.Settings;
import org.fastlabel.goldennoise.RecordFiles;
import org.fastlabel.goldennoise.Workbench;
import org.fastlabel.goldennoise.store.Session;

/** Takes the record away and brings it back. */
@Path("/golden")
public class TransferResource {

    @Inject
    private Export export;
    @Inject
    private Import imports;
    @Inject
    private Workbench bench;
    @Inject
    private RecordFiles records;

    /** @param session null for all */
    @GET
    @Path("export")
    public Response export(@QueryParam("format") @DefaultValue("json") String format, @QueryParam("session") String session) {
        Export.Format wanted = Arrays.stream(Export.Format.values()).filter(f -> f.name().equals(format.toUpperCase(Locale.ROOT))).findFirst()
                .orElseThrow(() -> new InvalidInput("bad-format", "format must be json, csv, parquet, pairs or zip, not \""
                        + JsonBody.shortened(format) + "\"."));
        Session one = session == null || session.isBlank() ? null : bench.session(session);
        StreamingOutput body = out -> export.write(wanted, one, out);
        return Response.ok(body, wanted.mediaType())
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + wanted.fileName() + "\"").build();
    }

    /** A form with a {@code file}: an export as JSON or zip. */
    @POST
    @Path("import")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Produces(MediaType.APPLICATION_JSON)
    @MaxBody(Import.MAX_BYTES)
    public String take(List<EntityPart> parts) throws IOException {
        Optional<EntityPart> file = parts == null ? Optional.empty() : parts.stream().filter(p -> p.getName().equals("file")).findFirst();
        if (file.isEmpty()) {
            throw new InvalidInput("missing-part", "Send a form with the part \"file\": an export of Golden Noise as JSON or zip.");
        }
        java.nio.file.Path folder = Files.createDirectories(Settings.home().resolve("tmp"));
        java.nio.file.Path copy = Files.createTempFile(folder, "golden-import", ".part");
        try (InputStream in = file.get().getContent()) {
            Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
            return RecordJson.of(imports.take(copy));
        } finally {
            Files.deleteIfExists(copy);
            records.writeLater();
        }
    }
}
