package org.fastlabel.labeling.workspace;

import jakarta.ejb.EJB;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.NotFound;
import org.fastlabel.api.Problem;
import org.fastlabel.dataset.MediaSource.SoundFile;
import org.fastlabel.dataset.OpenDataset;

/** The sounds themselves, whole or in parts, as players ask for them. */
@Path("/audio")
public class AudioResource {

    private static final int BUFFER = 1 << 16;

    @EJB
    private Workspace workspace;

    @GET
    @Path("{id}")
    public Response audio(@PathParam("id") String id, @HeaderParam("Range") String range, @HeaderParam("If-Range") String ifRange,
            @Context Request request, @Context UriInfo uri) {
        OpenDataset dataset = workspace.current();
        SoundFile sound = dataset.source().sound(key(dataset, id));
        BasicFileAttributes file = attributes(sound);
        EntityTag tag = new EntityTag(Long.toHexString(file.size()) + "-" + Long.toHexString(file.lastModifiedTime().toMillis()));
        CacheControl cache = new CacheControl();
        cache.setPrivate(true);
        cache.setNoCache(true);
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        if (unchanged != null) {
            return unchanged.tag(tag).cacheControl(cache).build();
        }
        // A part of another version of the file would be noise.
        boolean whole = ifRange != null && !ifRange.strip().equals("\"" + tag.getValue() + "\"");
        ByteRange part = ByteRange.of(whole ? null : range, file.size());
        if (part == ByteRange.NONE) {
            return outside(file.size(), "/api/" + uri.getPath());
        }
        Response.ResponseBuilder response = Response.status(part.partial() ? 206 : 200)
                .entity((StreamingOutput) out -> copy(sound.path(), part, out)).type(sound.mediaType());
        if (part.partial()) {
            response.header("Content-Range", "bytes " + part.first() + "-" + part.last() + "/" + file.size());
        }
        return response.header("Content-Length", part.length()).header("Accept-Ranges", "bytes").tag(tag).cacheControl(cache).build();
    }

    private static Response outside(long size, String instance) {
        String detail = "The sound has " + size + " bytes; the range that was asked for begins behind its end.";
        return Response.status(416).header("Content-Range", "bytes */" + size).type(Problem.MEDIA_TYPE).entity(new Problem("about:blank",
                "Range Not Satisfiable", 416, detail, instance, "bad-range", false, detail)).build();
    }

    private static String key(OpenDataset dataset, String id) {
        if (!id.matches("\\d{1,9}") || !dataset.items().present(Integer.parseInt(id))) {
            throw new NotFound("unknown-id", "There is no item " + (id.matches("-?\\d{1,12}") ? id : "of that id") + " in this data set.");
        }
        return dataset.items().key(Integer.parseInt(id));
    }

    private static BasicFileAttributes attributes(SoundFile sound) {
        try {
            return Files.readAttributes(sound.path(), BasicFileAttributes.class);
        } catch (IOException e) {
            throw new InvalidInput("unreadable-item", "The file is no longer there.", e);
        }
    }

    private static void copy(java.nio.file.Path file, ByteRange part, OutputStream out) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            channel.position(part.first());
            InputStream in = Channels.newInputStream(channel);
            byte[] buffer = new byte[BUFFER];
            long left = part.length();
            while (left > 0) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    return;
                }
                out.write(buffer, 0, read);
                left -= read;
            }
        }
    }
}
