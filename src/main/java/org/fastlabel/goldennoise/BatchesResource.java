package org.fastlabel.goldennoise;

import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.NotFound;
import org.fastlabel.api.RecordJson;
import org.fastlabel.goldennoise.store.Batch;
import org.fastlabel.goldennoise.store.BatchRepository;
import org.fastlabel.goldennoise.store.Picture;
import org.fastlabel.goldennoise.store.Prompt;
import org.fastlabel.goldennoise.store.Session;

/** Groups of pictures: asked for, waited for, looked at. */
@Path("/golden")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
public class BatchesResource {

    private static final int MOST_SHOWN = 64;
    /** Who waits longer gets the group as it is, under way. */
    private static final long PATIENCE_SECONDS = 300;
    private static final int SECONDS_OF_A_YEAR = 31_536_000;

    @Inject
    private Workbench bench;
    @Inject
    private Groups groups;
    @Inject
    private Generations generations;
    @Inject
    private Views views;
    @Inject
    private ImageFiles files;
    @EJB
    private BatchRepository batches;
    @EJB
    private BatchStream stream;
    @Resource
    private ManagedExecutorService executor;

    /** No thread waits while the pictures are made. */
    @POST
    @Path("generate_batch")
    public CompletionStage<String> generate(String body) {
        Fields fields = Fields.of(body);
        LinkedHashSet<Long> seeds = fields.seeds("seeds", MOST_SHOWN);
        if (seeds != null && seeds.isEmpty()) {
            throw new InvalidInput("bad-seeds", "\"seeds\" must have at least one seed; leave it out to have them drawn.");
        }
        boolean wait = fields.flag("wait", true);
        boolean more = fields.flag("more", false);
        Prompt prompt = bench.prompt(fields.id("prompt_id"));
        Session session = bench.session(prompt.sessionId());
        int size = fields.whole("batch_size", session.settings().batchSize(), 1, MOST_SHOWN);
        Batch batch = groups.open(session, prompt, size, seeds == null ? null : new ArrayList<>(seeds), more);
        if (batch.state() == Batch.State.FAILED || batch.state() == Batch.State.CANCELLED) {
            batch = batches.again(batch.id());
        }
        String id = batch.id();
        if (!wait || batch.state().over()) {
            generations.wake();
            return CompletableFuture.completedFuture(RecordJson.of(views.group(id)));
        }
        return generations.await(id).completeOnTimeout(null, PATIENCE_SECONDS, TimeUnit.SECONDS)
                .thenApplyAsync(over -> RecordJson.of(views.group(id)), executor);
    }

    @GET
    @Path("batches/{id}")
    public String batch(@PathParam("id") String id) {
        return RecordJson.of(views.group(id));
    }

    /** Server-sent events named {@code batch}: one at once, then one per change; ends when the group is over. */
    @GET
    @Path("batches/{id}/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void events(@PathParam("id") String id, @Context SseEventSink sink, @Context Sse sse) {
        views.group(id);
        stream.add(id, sink, sse);
        generations.await(id);
    }

    @POST
    @Path("batches/{id}/cancel")
    public String cancel(@PathParam("id") String id) {
        views.group(id);
        generations.cancel(id);
        return batch(id);
    }

    @POST
    @Path("batches/{id}/retry")
    public String retry(@PathParam("id") String id) {
        views.group(id);
        batches.again(id);
        generations.wake();
        return batch(id);
    }

    /** The picture as it was made. It never changes, so a browser may keep it. */
    @GET
    @Path("images/{batch}/{seed}.png")
    @Produces("image/png")
    public Response image(@PathParam("batch") String batch, @PathParam("seed") String seed, @Context Request request) {
        Picture picture = seed.matches("\\d{1,19}") ? find(batch, seed) : null;
        if (picture == null || !picture.made()) {
            throw unknown();
        }
        EntityTag tag = new EntityTag(batch + "-" + seed);
        CacheControl cache = new CacheControl();
        cache.setPrivate(true);
        cache.setMaxAge(SECONDS_OF_A_YEAR);
        cache.getCacheExtension().put("immutable", "");
        Response.ResponseBuilder response = request.evaluatePreconditions(tag);
        if (response == null) {
            response = Response.ok(files.read(picture.path()).orElseThrow(() -> new NotFound("image-missing", "The file of this picture is not "
                    + "on this machine; the record of it is.")), "image/png");
        }
        return response.tag(tag).cacheControl(cache).build();
    }

    private Picture find(String batch, String seed) {
        try {
            return batches.picture(batch, Long.parseLong(seed)).orElse(null);
        } catch (NumberFormatException e) {
            // Above 2^63 - 1, which no seed is.
            return null;
        }
    }

    private static NotFound unknown() {
        return new NotFound("unknown-image", "There is no such picture.");
    }
}
