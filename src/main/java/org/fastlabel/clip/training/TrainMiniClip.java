package org.fastlabel.clip.training;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fastlabel.clip.ClipConfig;
import org.fastlabel.clip.ClipModel;
import org.fastlabel.clip.ClipTokenizer;
import org.fastlabel.clip.ConfigReader;
import org.fastlabel.clip.training.Subject.Kind;
import org.fastlabel.torch.Safetensors.Tensor;

/**
 * Trains the small CLIP model; {@code models/mini-clip/README.md} has the command. Stopped, it goes on where it last
 * saved, as long as the work folder is kept.
 */
public final class TrainMiniClip {

    private static final int JUDGED_PORTRAITS = 1_000;
    static final List<String> ATTRIBUTES = List.of("smiling", "eyeglasses", "beard", "hat");
    private static final String STATE = "state.safetensors";
    private static final String PROGRESS = "progress.json";

    private final TrainingSettings settings;
    private final ClipConfig config;
    private final PictureSet judgedPhotos;
    private final PictureSet judgedPortraits = PictureSet.portraits(0, JUDGED_PORTRAITS);
    private final PictureSet judgedDigits;
    private int step;
    private double seconds;

    private TrainMiniClip(TrainingSettings settings) {
        this.settings = settings;
        this.config = ConfigReader.openClip(settings.out());
        this.judgedPhotos = PhotoFiles.cifarBatch(settings.data().resolve("cifar10/test_batch.bin"));
        this.judgedDigits = SoundPictures.digits(settings.data().resolve("fsdd"), SoundPictures.HELD_OUT_SPEAKER::equals).pictures();
    }

    public static void main(String[] args) throws Exception {
        new TrainMiniClip(TrainingSettings.read()).train();
    }

    private void train() throws Exception {
        Files.createDirectories(settings.work());
        CheckpointFolder.writeTokenizer(settings.tokenizer(), config.text().vocabulary(), settings.out());
        boolean resume = Files.exists(settings.work().resolve(PROGRESS));
        Map<String, Tensor> state = resume ? resumed() : InitialWeights.of(config, settings.seed());
        LearningCurve curve = new LearningCurve(settings.out(), resume);
        int side = config.vision().imageSize();
        Map<Kind, PictureSet> sets = TrainingData.read(settings, side);
        say("%d photos, %d portraits, %d drawings, %d sounds, step %d of %d", sets.get(Kind.PHOTO).size(), sets.get(Kind.PORTRAIT).size(),
                sets.get(Kind.DRAWING).size(), sets.get(Kind.SOUND).size(), step, settings.steps());
        try (TrainingProgram program = new TrainingProgram(config, state, settings.device());
                ClipTokenizer tokenizer = new ClipTokenizer(settings.out().resolve("tokenizer.json"),
                        config.text().context(), config.text().vocabulary())) {
            Batches batches = new Batches(sets, tokenizer, settings);
            run(program, batches, curve);
        }
    }

    private void run(TrainingProgram program, Batches batches, LearningCurve curve) {
        List<TrainingProgram.Progress> means = new ArrayList<>();
        while (step < settings.steps()) {
            long start = System.nanoTime();
            TrainingProgram.Progress p = program.step(batches.batch(step), step + 1, settings);
            seconds += (System.nanoTime() - start) / 1e9;
            step++;
            means.add(p);
            if (!(p.choosePhrase() < 1e6)) {
                throw new IllegalStateException("Training diverged at step " + step + "; lower -Dtrain.rate.");
            }
            if (step % 50 == 0) {
                say("step %d  %.0f s  %.0f pictures/s  losses %.3f %.3f %.3f  class by words %.3f  smiling %.3f", step, seconds,
                        settings.shownBefore(step) / seconds, p.choosePhrase(), p.choosePictures(), p.choose(), p.named(),
                        p.smiling());
            }
            if (step % settings.every() == 0 || step == settings.steps()) {
                save(program.state());
                judge(curve, settings.shownBefore(step), means);
                means.clear();
            }
        }
    }

    private void judge(LearningCurve curve, long pictures, List<TrainingProgram.Progress> means) {
        try (ClipModel model = ClipModel.open(settings.out(), settings.device())) {
            double zeroShot = ZeroShot.accuracy(model, model.embedImages(judgedPhotos.rasters()), judgedPhotos.subjects());
            float[][] faces = model.embedImages(judgedPortraits.rasters());
            double[] areas = ATTRIBUTES.stream()
                    .mapToDouble(a -> ZeroShot.auc(model, a, faces, judgedPortraits.subjects(), a)).toArray();
            double digits = ZeroShot.accuracy(model, model.embedImages(judgedDigits.rasters()), SoundPictures.DIGITS,
                    SoundPictures.labels(judgedDigits, "digit", SoundPictures.DIGITS));
            curve.add(step, pictures, seconds, settings.cycle(step - 1) * settings.rate(), means, zeroShot, digits, areas);
            say("step %d  zero-shot %.4f  digits %.4f  AUC of %s %s", step, zeroShot, digits, ATTRIBUTES, Arrays.toString(areas));
        }
    }

    /** The state first, then the note that says it is there: a crash between the two repeats some steps at worst. */
    private void save(Map<String, Tensor> state) {
        CheckpointFolder.writeTensors(settings.work().resolve(STATE), state);
        JsonObject progress = new JsonObject();
        progress.addProperty("step", step);
        progress.addProperty("seconds", seconds);
        CheckpointFolder.write(settings.work().resolve(PROGRESS), progress.toString());
        CheckpointFolder.writeWeights(state, settings.out());
    }

    private Map<String, Tensor> resumed() {
        Path file = settings.work().resolve(PROGRESS);
        JsonObject progress = JsonParser.parseString(CheckpointFolder.read(file)).getAsJsonObject();
        step = progress.get("step").getAsInt();
        seconds = progress.get("seconds").getAsDouble();
        return CheckpointFolder.readTensors(settings.work().resolve(STATE));
    }

    private static void say(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }
}
