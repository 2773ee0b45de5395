package org.fastlabel.hub.media;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.fastlabel.api.MediaAnswer;
import org.fastlabel.dataset.MediaSource.Original;

/** The picture or sound of a task for whoever has its address, as the pages of Label Studio do: they come from another site and nobody is logged in. */
@Path("/hub/media/{id}/{signature}")
@PermitAll
public class SignedMediaResource {

    /** A browser that has seen it has it anyway; nothing between may go on showing it long after the address has ended. */
    private static final int SECONDS = 86_400;

    @Inject
    private TaskMedia media;

    @GET
    public Response get(@PathParam("id") String id, @PathParam("signature") String signature, @HeaderParam("Range") String range,
            @HeaderParam("If-Range") String ifRange, @Context Request request, @Context UriInfo uri) {
        TaskMedia.Found found = media.signed(id, signature);
        CacheControl cache = MediaAnswer.privately(SECONDS);
        if (found.sound()) {
            return open(MediaAnswer.file(found.file().path(), found.file().mediaType(), range, ifRange, request, cache, "/api/hub/media/" + id));
        }
        Original picture = found.picture(null);
        return open(MediaAnswer.bytes(picture.bytes(), picture.mediaType(), request, cache));
    }

    /** What a browser asks before it fetches a part of a sound for a page of another site. */
    @OPTIONS
    public Response options() {
        return open(Response.noContent().header("Access-Control-Allow-Methods", "GET, HEAD").header("Access-Control-Allow-Headers", "Range")
                .header("Access-Control-Max-Age", "86400"));
    }

    private static Response open(Response.ResponseBuilder answer) {
        return answer.header("Access-Control-Allow-Origin", "*").header("Cross-Origin-Resource-Policy", "cross-origin")
                .header("Access-Control-Expose-Headers", "Accept-Ranges, Content-Length, Content-Range").build();
    }
}
