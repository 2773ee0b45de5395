package org.fastlabel.hub.media;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.fastlabel.api.MediaAnswer;
import org.fastlabel.dataset.MediaSource.Original;
import org.fastlabel.dataset.MediaSource.SoundFile;
import org.fastlabel.security.CurrentUser;

/** The picture or sound of a task, for the people of the team: an annotator sees those of own tasks. */
@Path("/hub/media/{id}")
@RolesAllowed({CurrentUser.ADMIN, CurrentUser.ANNOTATOR})
public class MediaResource {

    /** While somebody goes back and forth between tasks. */
    private static final int SECONDS = 600;

    @Inject
    private TaskMedia media;
    @Inject
    private CurrentUser user;

    /** @param size longest side of a picture's thumbnail; absent: the original */
    @GET
    public Response get(@PathParam("id") String id, @QueryParam("size") String size, @HeaderParam("Range") String range,
            @HeaderParam("If-Range") String ifRange, @Context Request request, @Context UriInfo uri) {
        TaskMedia.Found found = media.of(id, user.admin() ? null : user.name());
        if (found.sound()) {
            SoundFile sound = found.file();
            return MediaAnswer.file(sound.path(), sound.mediaType(), range, ifRange, request, MediaAnswer.privately(0), "/api/" + uri.getPath()).build();
        }
        Original picture = found.picture(size);
        return MediaAnswer.bytes(picture.bytes(), picture.mediaType(), request, MediaAnswer.privately(SECONDS)).build();
    }
}
