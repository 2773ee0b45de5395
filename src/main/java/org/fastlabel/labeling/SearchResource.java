package org.fastlabel.labeling;

import jakarta.ejb.EJB;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.NotFound;
import org.fastlabel.dataset.OpenDataset;

/** Finding items by words, and reading texts. */
@Path("/")
public class SearchResource {

    private static final int MAX_LIMIT = 1000;
    private static final int MAX_WORDS = 500;

    @EJB
    private LabelingDesk desk;

    /** The items that have every word in their file name or text, by id. */
    @GET
    @Path("search")
    @Produces(MediaType.APPLICATION_JSON)
    public String search(@QueryParam("q") @DefaultValue("") String words, @QueryParam("offset") String offset,
            @QueryParam("limit") String limit, @QueryParam("probs") String probs) {
        int from = Params.integer(offset, "offset", 0, 0, 999_999_999);
        int size = Params.integer(limit, "limit", 100, 1, MAX_LIMIT);
        boolean withProbs = Params.flag(probs, "probs", true);
        if (words.length() > MAX_WORDS) {
            throw new InvalidInput("query-too-long", "Search for at most " + MAX_WORDS + " characters; these are " + words.length() + ".");
        }
        int[] found = WordSearch.find(desk.session().dataset(), words);
        ItemView view = desk.itemView();
        return JsonText.object(json -> {
            json.writeStartArray("items");
            for (int i = from; i < Math.min(found.length, (long) from + size); i++) {
                view.write(json, found[i], withProbs);
            }
            json.writeEnd();
            json.write("total", found.length).write("offset", from).write("limit", size).write("version", view.state().version());
        });
    }

    /** The whole text of an item. */
    @GET
    @Path("text/{id}")
    @Produces("text/plain;charset=utf-8")
    public String text(@PathParam("id") String id) {
        OpenDataset dataset = desk.session().dataset();
        if (!id.matches("\\d{1,9}") || !dataset.items().present(Integer.parseInt(id))) {
            throw new NotFound("unknown-id", "There is no item " + (id.matches("-?\\d{1,12}") ? id : "of that id") + " in this data set.");
        }
        return dataset.source().text(dataset.items().key(Integer.parseInt(id)));
    }
}
