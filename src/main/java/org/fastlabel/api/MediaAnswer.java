package org.fastlabel.api;

import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.zip.CRC32;

/** Answers with a picture or a sound: whole, in parts as players ask for them, or not again when the browser has it. */
public final class MediaAnswer {

    private static final int BUFFER = 1 << 16;

    private MediaAnswer() {
    }

    /** For one browser only. @param seconds for how long it is used without asking; 0 to ask each time */
    public static CacheControl privately(int seconds) {
        CacheControl cache = new CacheControl();
        cache.setPrivate(true);
        cache.setNoTransform(false);
        if (seconds > 0) {
            cache.setMaxAge(seconds);
        } else {
            cache.setNoCache(true);
        }
        return cache;
    }

    public static Response.ResponseBuilder bytes(byte[] bytes, String mediaType, Request request, CacheControl cache) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        EntityTag tag = new EntityTag(Long.toHexString(crc.getValue()) + "-" + bytes.length);
        Response.ResponseBuilder response = request.evaluatePreconditions(tag);
        return (response == null ? Response.ok(bytes, mediaType) : response).tag(tag).cacheControl(cache);
    }

    /**
     * @param range    and {@code ifRange}: the headers of these names, or null
     * @param instance the path that was called, for an answer that refuses
     * @throws InvalidInput with code {@code unreadable-item} when the file is gone
     */
    public static Response.ResponseBuilder file(Path path, String mediaType, String range, String ifRange, Request request,
            CacheControl cache, String instance) {
        BasicFileAttributes file = attributes(path);
        EntityTag tag = new EntityTag(Long.toHexString(file.size()) + "-" + Long.toHexString(file.lastModifiedTime().toMillis()));
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        if (unchanged != null) {
            return unchanged.tag(tag).cacheControl(cache);
        }
        // A part of another version of the file would be noise.
        boolean whole = ifRange != null && !ifRange.strip().equals("\"" + tag.getValue() + "\"");
        ByteRange part = ByteRange.of(whole ? null : range, file.size());
        if (part == ByteRange.NONE) {
            return outside(file.size(), instance);
        }
        Response.ResponseBuilder response = Response.status(part.partial() ? 206 : 200)
                .entity((StreamingOutput) out -> copy(path, part, out)).type(mediaType);
        if (part.partial()) {
            response.header("Content-Range", "bytes " + part.first() + "-" + part.last() + "/" + file.size());
        }
        return response.header("Content-Length", part.length()).header("Accept-Ranges", "bytes").tag(tag).cacheControl(cache);
    }

    private static Response.ResponseBuilder outside(long size, String instance) {
        String detail = "The sound has " + size + " bytes; the range that was asked for begins behind its end.";
        return Response.status(416).header("Content-Range", "bytes */" + size).type(Problem.MEDIA_TYPE).entity(new Problem("about:blank",
                "Range Not Satisfiable", 416, detail, instance, "bad-range", false, detail));
    }

    private static BasicFileAttributes attributes(Path path) {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class);
        } catch (IOException e) {
            throw new InvalidInput("unreadable-item", "The file is no longer there.", e);
        }
    }

    private static void copy(Path file, ByteRange part, OutputStream out) throws IOException {
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
