package org.fastlabel.goldennoise.learning;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.RecordJson;
import org.fastlabel.generation.GenerationParameters;
import org.fastlabel.goldennoise.Fields;

/** Learning from the record, and the seeds that it recommends. */
@Path("/golden")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
public class LearningResource {

    private static final int LONGEST = 200;
    private static final int LONGEST_PROMPT = 10_000;
    private static final int MOST_CANDIDATES = 4096;
    /** Seeds below this are exact in every JSON reader. */
    private static final long SEEDS = 1L << 53;
    private static final SecureRandom RANDOM = new SecureRandom();

    @Inject
    private LearningDesk desk;

    /** @param ready false: no selector for the model in use; then nothing is recommended */
    public record Recommendation(boolean ready, List<Recommended> seeds) {
    }

    /** @param rank 1 is the best */
    public record Recommended(String seed, double probability, int rank) {
    }

    @GET
    @Path("learning")
    public String view() {
        return RecordJson.of(desk.view());
    }

    @POST
    @Path("learning")
    public Response begin(String body) {
        Fields fields = Fields.of(body);
        String kind = fields.oneOf("kind", "both", List.of("selector", "refiner", "both"));
        desk.begin(!kind.equals("refiner"), !kind.equals("selector"), fields.text("session", null, LONGEST), fields.text("model", null, LONGEST));
        return Response.accepted(view()).build();
    }

    @POST
    @Path("learning/cancel")
    public String cancel() {
        desk.cancel();
        return view();
    }

    /** The likeliest of seeds drawn at random. */
    @GET
    @Path("recommend")
    public String recommend(@QueryParam("prompt") String prompt, @QueryParam("count") String count, @QueryParam("of") String of) {
        if (prompt == null || prompt.isBlank() || prompt.length() > LONGEST_PROMPT) {
            throw new InvalidInput("bad-prompt", "Say for which prompt: ?prompt=…, at most " + LONGEST_PROMPT + " characters.");
        }
        int candidates = number(of, "of", 256);
        int wanted = Math.min(candidates, number(count, "count", 8));
        Optional<GenerationParameters> parameters = desk.parameters();
        if (parameters.isEmpty()) {
            return RecordJson.of(new Recommendation(false, List.of()));
        }
        long[] seeds = RANDOM.longs(candidates, 0, SEEDS).toArray();
        double[] p = desk.probabilities(desk.modelId(), prompt, seeds, parameters.get());
        int[] best = IntStream.range(0, candidates).boxed().sorted(Comparator.comparingDouble(i -> -p[i])).limit(wanted)
                .mapToInt(Integer::intValue).toArray();
        return RecordJson.of(new Recommendation(true, IntStream.range(0, wanted)
                .mapToObj(r -> new Recommended(Long.toString(seeds[best[r]]), p[best[r]], r + 1)).toList()));
    }

    private static int number(String text, String name, int fallback) {
        if (text == null) {
            return fallback;
        }
        if (!text.matches("\\d{1,4}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST_CANDIDATES) {
            throw new InvalidInput("bad-" + name, "\"" + name + "\" must be a whole number from 1 to " + MOST_CANDIDATES + ".");
        }
        return Integer.parseInt(text);
    }
}
