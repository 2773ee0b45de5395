package org.fastlabel.labeling.workspace;

import jakarta.ejb.EJB;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.zip.CRC32;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.NotFound;
import org.fastlabel.dataset.MediaSource.Original;
import org.fastlabel.dataset.OpenDataset;
import org.fastlabel.media.image.Thumbnails;

/** The pictures themselves. */
@Path("/image")
public class ImageResource {

    private static final int MIN_SIDE = 16;
    private static final int MAX_SIDE = 1024;
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
        String key = key(dataset, id);
        Original picture = size == null ? dataset.source().original(key) : thumbnail(dataset, key, side(size));
        CRC32 crc = new CRC32();
        crc.update(picture.bytes());
        EntityTag tag = new EntityTag(Long.toHexString(crc.getValue()) + "-" + picture.bytes().length);
        Response.ResponseBuilder response = request.evaluatePreconditions(tag);
        if (response == null) {
            response = Response.ok(picture.bytes(), picture.mediaType());
        }
        CacheControl cache = new CacheControl();
        cache.setPrivate(true);
        cache.setNoTransform(false);
        if (dataset.id().equals(v)) {
            cache.setMaxAge(SECONDS_OF_A_DAY);
        } else {
            cache.setNoCache(true);
        }
        return response.tag(tag).cacheControl(cache).build();
    }

    private static String key(OpenDataset dataset, String id) {
        if (!id.matches("\\d{1,9}") || !dataset.items().present(Integer.parseInt(id))) {
            throw new NotFound("unknown-id", "There is no item " + (id.matches("-?\\d{1,12}") ? id : "of that id") + " in this data set.");
        }
        return dataset.items().key(Integer.parseInt(id));
    }

    private static int side(String size) {
        if (!size.matches("\\d{1,4}") || Integer.parseInt(size) < MIN_SIDE || Integer.parseInt(size) > MAX_SIDE) {
            throw new InvalidInput("bad-size", "size must be a number from " + MIN_SIDE + " to " + MAX_SIDE + ".");
        }
        return Integer.parseInt(size);
    }

    private static Original thumbnail(OpenDataset dataset, String key, int side) {
        byte[] bytes = Thumbnails.encode(dataset.source().image(key), side);
        return new Original(bytes[0] == (byte) 0xff ? "image/jpeg" : "image/png", bytes);
    }
}
