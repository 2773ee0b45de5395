package org.fastlabel.labeling.workspace;

import jakarta.ejb.EJB;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.fastlabel.api.MediaAnswer;
import org.fastlabel.api.NotFound;
import org.fastlabel.dataset.MediaSource.SoundFile;
import org.fastlabel.dataset.OpenDataset;

/** The sounds themselves, whole or in parts, as players ask for them. */
@Path("/audio")
public class AudioResource {

    @EJB
    private Workspace workspace;

    @GET
    @Path("{id}")
    public Response audio(@PathParam("id") String id, @HeaderParam("Range") String range, @HeaderParam("If-Range") String ifRange,
            @Context Request request, @Context UriInfo uri) {
        OpenDataset dataset = workspace.current();
        SoundFile sound = dataset.source().sound(key(dataset, id));
        return MediaAnswer.file(sound.path(), sound.mediaType(), range, ifRange, request, MediaAnswer.privately(0),
                "/api/" + uri.getPath()).build();
    }

    private static String key(OpenDataset dataset, String id) {
        if (!id.matches("\\d{1,9}") || !dataset.items().present(Integer.parseInt(id))) {
            throw new NotFound("unknown-id", "There is no item " + (id.matches("-?\\d{1,12}") ? id : "of that id") + " in this data set.");
        }
        return dataset.items().key(Integer.parseInt(id));
    }
}
