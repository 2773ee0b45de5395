package org.fastlabel.goldennoise;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.fastlabel.api.CapacityExceeded;
import org.fastlabel.generation.GeneratedImage;
import org.fastlabel.generation.GenerationModels;
import org.fastlabel.generation.InitialNoise;
import org.fastlabel.generation.LatentShape;
import org.fastlabel.generation.TextToImage;
import org.fastlabel.goldennoise.rating.PreFilter;
import org.fastlabel.goldennoise.rating.PreFilter.Pick;
import org.fastlabel.goldennoise.score.ClipScores;
import org.fastlabel.goldennoise.store.Batch;
import org.fastlabel.goldennoise.store.BatchRepository;
import org.fastlabel.goldennoise.store.Picture;
import org.fastlabel.goldennoise.store.Prompt;
import org.fastlabel.goldennoise.store.Session;
import org.fastlabel.media.image.Raster;

/**
 * Makes one group: draws its noise, lets the model make the pictures, scores them, saves file by file, and decides which are shown. It
 * begins where an earlier try stopped: pictures whose rows are there are not made again.
 */
@ApplicationScoped
public class Generator {

    /** Pictures that are made together at most, and pixels that they may have together. */
    private static final int MOST_TOGETHER = 8;
    private static final long MOST_PIXELS = 4L << 20;

    @EJB
    private BatchRepository batches;
    @Inject
    private GenerationModels models;
    @Inject
    private ImageFiles files;
    @Inject
    private ClipScores scores;
    @Inject
    private Instance<SeedRanker> ranker;

    /**
     * @param progress told of the pictures that are being made
     * @throws CancellationException when {@code cancelled} said so; what is made by then stays
     */
    void make(Session session, Prompt prompt, String batchId, TextToImage.Listener progress, BooleanSupplier cancelled) {
        TextToImage model = models.model(session.settings().model(), session.settings().dtype());
        if (!batches.begun(batchId, model.id(), InitialNoise.VERSION)) {
            return;
        }
        Batch batch = batches.find(batchId).orElseThrow(CancellationException::new);
        foresee(batch, prompt, model);
        Batch.Filtered filter = batch.prefilter();
        boolean afterwards = filter != null && filter.by().equals("clip");
        if (!afterwards) {
            // Pictures that the selector passes over need not be made; and a picture that is shown already keeps its place.
            choose(batch);
        }
        List<Picture> missing = batches.pictures(batchId).stream().filter(p -> !p.made() && (afterwards || p.place() != null)).toList();
        LatentShape shape = model.latentShape(batch.parameters().width(), batch.parameters().height());
        long pixels = (long) batch.parameters().width() * batch.parameters().height();
        int together = (int) Math.max(1, Math.min(MOST_TOGETHER, MOST_PIXELS / pixels));
        for (int from = 0; from < missing.size();) {
            List<Picture> part = missing.subList(from, Math.min(missing.size(), from + together));
            try {
                make(session, prompt, batch, part, model, shape, progress, cancelled);
                from += part.size();
            } catch (CapacityExceeded e) {
                if (!e.code().equals("device-out-of-memory") || together == 1) {
                    throw e;
                }
                together = (together + 1) / 2;
            }
        }
        if (afterwards) {
            choose(batch);
        }
        batches.move(batchId, Batch.State.DONE);
    }

    private void make(Session session, Prompt prompt, Batch batch, List<Picture> part, TextToImage model, LatentShape shape,
            TextToImage.Listener progress, BooleanSupplier cancelled) {
        List<float[]> noises = part.stream().map(p -> InitialNoise.of(p.seed(), shape)).toList();
        List<Raster> rasters = model.generate(prompt.text(), noises, batch.parameters(), progress, cancelled).stream()
                .map(GeneratedImage::image).toList();
        ClipScores.Scores scored = session.settings().clipScore() ? scores.of(prompt.text(), rasters) : null;
        List<Picture> made = new ArrayList<>();
        for (int i = 0; i < part.size(); i++) {
            if (cancelled.getAsBoolean()) {
                throw new CancellationException();
            }
            Picture p = part.get(i);
            String path = path(prompt, batch, p.seed());
            files.write(path, ImageFiles.png(rasters.get(i)));
            made.add(new Picture(p.id(), p.batchId(), p.candidate(), p.seed(), p.shared(), path, null, false,
                    scored == null ? null : scored.clip()[i], scored == null || scored.aesthetic() == null ? null : scored.aesthetic()[i], null));
        }
        batches.made(batch.id(), made);
    }

    /** By prompt and seed; where another group has that picture, perhaps made by other weights, it is left alone. */
    private String path(Prompt prompt, Batch batch, long seed) {
        String plain = ImageFiles.folder(prompt) + "/" + seed + ".png";
        return batches.claimed(plain, batch.id()) ? ImageFiles.folder(prompt) + "/" + seed + "-" + batch.id() + ".png" : plain;
    }

    /** Notes what the selector thinks of the seeds, when it knows this model. */
    private void foresee(Batch batch, Prompt prompt, TextToImage model) {
        if (!ranker.isResolvable() || !ranker.get().ready(model.id(), batch.parameters())) {
            return;
        }
        List<Picture> all = batches.pictures(batch.id());
        double[] golden = ranker.get().probabilities(model.id(), prompt.text(), all.stream().mapToLong(Picture::seed).toArray(),
                batch.parameters());
        Map<Long, Double> byId = new HashMap<>();
        for (int i = 0; i < golden.length; i++) {
            if (Double.isFinite(golden[i])) {
                byId.put(all.get(i).id(), golden[i]);
            }
        }
        batches.foreseen(batch.id(), byId);
    }

    /**
     * Decides which candidates are shown. The seeds themselves draw, so that a try after a crash shows the same. Without anything to go
     * by, all that are shown are drawn by chance.
     */
    private void choose(Batch batch) {
        List<Picture> all = batches.pictures(batch.id());
        SplittableRandom random = new SplittableRandom(all.stream().mapToLong(Picture::seed).reduce(batch.seq(), (a, b) -> a * 31 + b));
        Batch.Filtered filter = batch.prefilter();
        List<Pick> picks;
        if (filter == null) {
            picks = PreFilter.all(all.size(), random);
        } else {
            double[] promise = all.stream().map(p -> filter.by().equals("clip") ? p.clipScore() : p.probability())
                    .mapToDouble(x -> x == null ? Double.NaN : x).toArray();
            boolean known = Arrays.stream(promise).anyMatch(x -> !Double.isNaN(x));
            picks = PreFilter.choose(PreFilter.normalised(promise), batch.shown(), known ? filter.explore() : 1, random);
        }
        batches.chosen(batch.id(), all, picks);
    }
}
