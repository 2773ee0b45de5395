package org.fastlabel.labeling.workspace;

import jakarta.ejb.EJB;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import org.fastlabel.api.MediaAnswer;
import org.fastlabel.api.NotFound;
import org.fastlabel.dataset.MediaSource.Original;
import org.fastlabel.dataset.OpenDataset;
import org.fastlabel.dataset.Shown;

/** The pictures themselves. */
@Path("/image")
public class ImageResource {

    private static final int SECONDS_OF_A_DAY = 86_400;

    @EJB
    private Workspace workspace;

    /**
     * @param size longest side of a thumbnail; absent: the original
     * @param v    the data set's id, when the page sends it: then the address means the same picture for ever and may be
     *             kept by the browser without asking again
     */
    @GET
    @Path("{id}")
    public Response image(@PathParam("id") String id, @QueryParam("size") String size, @QueryParam("v") String v,
            @Context Request request) {
        OpenDataset dataset = workspace.current();
        Original picture = Shown.picture(dataset.source(), key(dataset, id), size);
        return MediaAnswer.bytes(picture.bytes(), picture.mediaType(), request,
                MediaAnswer.privately(dataset.id().equals(v) ? SECONDS_OF_A_DAY : 0)).build();
    }

    private static String key(OpenDataset dataset, String id) {
        if (!id.matches("\\d{1,9}") || !dataset.items().present(Integer.parseInt(id))) {
            throw new NotFound("unknown-id", "There is no item " + (id.matches("-?\\d{1,12}") ? id : "of that id") + " in this data set.");
        }
        return dataset.items().key(Integer.parseInt(id));
    }
}
