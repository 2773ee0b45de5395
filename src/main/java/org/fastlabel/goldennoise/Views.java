package org.fastlabel.goldennoise;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.fastlabel.api.NotFound;
import org.fastlabel.generation.GenerationParameters;
import org.fastlabel.goldennoise.rating.BradleyTerry;
import org.fastlabel.goldennoise.rating.Comparison;
import org.fastlabel.goldennoise.rating.PairSchedule;
import org.fastlabel.goldennoise.rating.PreFilter;
import org.fastlabel.goldennoise.store.Batch;
import org.fastlabel.goldennoise.store.BatchRepository;
import org.fastlabel.goldennoise.store.Decision;
import org.fastlabel.goldennoise.store.JudgementRepository;
import org.fastlabel.goldennoise.store.PairChoice;
import org.fastlabel.goldennoise.store.Picture;
import org.fastlabel.goldennoise.store.SessionRepository;

/** Groups as the pages see them. Seeds are texts there: JavaScript's numbers end at 2^53. */
@ApplicationScoped
public class Views {

    @EJB
    private BatchRepository batches;
    @EJB
    private SessionRepository sessions;
    @EJB
    private JudgementRepository judgements;
    @Inject
    private Generations generations;

    /** What a picture was made with. */
    public record Params(int steps, double guidanceScale, String scheduler, int width, int height, String model, int noiseVersion) {
    }

    /**
     * @param clipZ    the CLIP score in standard deviations from the mean of all pictures of the prompt
     * @param clipRank 1 is the best of the group
     * @param rank     of the selector, likewise
     */
    public record Image(String image, String seed, Double clipScore, Double clipZ, Integer clipRank, Double aesthetic, Double probability,
                        Integer rank, boolean explored, String verdict, Params params) {
    }

    public record Error(String code, String detail) {
    }

    public record Pair(String left, String right, int n, int of) {
    }

    public record Ranked(String seed, double strength, double low, double high) {
    }

    /** @param version of the decision; 0 while there is none */
    public record Group(String batchId, long promptId, String prompt, String state, int done, int total, int step, int steps, Error error,
                        boolean judged, int version, List<Image> images, Batch.Filtered prefiltered, Pair pair, List<Ranked> ranking) {
    }

    /** @throws NotFound with code {@code unknown-batch} */
    public Group group(String id) {
        Batch batch = batches.find(id).orElseThrow(Views::unknown);
        List<Picture> all = batches.pictures(id);
        List<Picture> shown = all.stream().filter(p -> p.place() != null && p.made()).sorted(Comparator.comparing(Picture::place)).toList();
        Decision decision = judgements.decision(batch.decision()).orElse(null);
        List<Comparison> pairs = judgements.pairs(id).stream().map(PairChoice::comparison).toList();
        Generations.Step step = generations.step(id);
        boolean selected = batch.prefilter() == null || batch.prefilter().by().equals("selector");
        return new Group(id, batch.promptId(), sessions.prompt(batch.promptId()).orElseThrow(Views::unknown).text(), batch.state().wireName(),
                (int) all.stream().filter(Picture::made).count(), selected ? batch.shown() : all.size(), step == null ? 0 : step.step(),
                step == null || step.steps() == 0 ? batch.parameters().steps() : step.steps(),
                batch.errorCode() == null ? null : new Error(batch.errorCode(), batch.errorDetail()), decision != null,
                decision == null ? 0 : decision.version(), images(batch, shown, decision), batch.prefilter(), pair(batch, shown, pairs),
                ranking(shown, pairs));
    }

    static NotFound unknown() {
        return new NotFound("unknown-batch", "There is no such group of pictures; it may have been deleted.");
    }

    /** @param shown in their order @param decision null for none */
    public List<Image> images(Batch batch, List<Picture> shown, Decision decision) {
        GenerationParameters p = batch.parameters();
        Params params = new Params(p.steps(), p.guidanceScale(), p.scheduler(), p.width(), p.height(), batch.model(), batch.noiseVersion());
        Integer[] clipRanks = ranks(shown, Picture::clipScore);
        Integer[] ranks = ranks(shown, Picture::probability);
        double[] known = batches.clipScores(batch.promptId());
        List<Image> images = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            Picture picture = shown.get(i);
            Verdict verdict = decision == null ? null : decision.verdicts().get(picture.id());
            images.add(new Image("/api/golden/images/" + batch.id() + "/" + picture.seed() + ".png", Long.toString(picture.seed()),
                    picture.clipScore(), z(picture.clipScore(), known), clipRanks[i], picture.aesthetic(), picture.probability(), ranks[i],
                    picture.explored(), verdict == null ? null : verdict.name().toLowerCase(Locale.ROOT), params));
        }
        return images;
    }

    /** @param all of the prompt, this one among them */
    static Double z(Double score, double[] all) {
        if (score == null) {
            return null;
        }
        for (int i = 0; i < all.length; i++) {
            if (all[i] == score) {
                return PreFilter.normalised(all)[i];
            }
        }
        return null;
    }

    /** 1 is the greatest; equal ones share a rank; null where there is no score. */
    static Integer[] ranks(List<Picture> pictures, Function<Picture, Double> score) {
        return pictures.stream().map(score).map(own -> own == null ? null : 1 + (int) pictures.stream().map(score)
                .filter(other -> other != null && other > own).count()).toArray(Integer[]::new);
    }

    private Pair pair(Batch batch, List<Picture> shown, List<Comparison> pairs) {
        boolean asked = sessions.find(batch.sessionId()).filter(s -> s.settings().mode().equals("pairs")).isPresent();
        if (batch.state() != Batch.State.DONE || !asked && pairs.isEmpty()) {
            return null;
        }
        return PairSchedule.next(shown.stream().map(Picture::seed).toList(), pairs)
                .map(p -> new Pair(Long.toString(p.left()), Long.toString(p.right()), p.n(), p.of())).orElse(null);
    }

    private static List<Ranked> ranking(List<Picture> shown, List<Comparison> pairs) {
        return pairs.isEmpty() ? null : BradleyTerry.rank(shown.stream().map(Picture::seed).toList(), pairs).stream()
                .map(s -> new Ranked(Long.toString(s.seed()), s.strength(), s.low(), s.high())).toList();
    }
}
