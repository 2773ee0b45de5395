package org.fastlabel.generation.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fastlabel.generation.FluxModel;
import org.fastlabel.generation.GenerationParameters;
import org.fastlabel.generation.InitialNoise;
import org.fastlabel.generation.truth.Sentences;
import org.fastlabel.generation.truth.TruthJudge;
import org.fastlabel.generation.truth.Wish.Kind;
import org.fastlabel.media.image.Raster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The model that comes with the program, and the classifier beside it. */
class EmbeddedModelTest {

    private static final Path FOLDER = Path.of("models/mini-flux");
    private static final GenerationParameters PARAMETERS = new GenerationParameters(8, 0, "flow-match-euler", 64, 64);

    private static FluxModel model;
    private static TruthJudge judge;

    @BeforeAll
    static void open() {
        model = FluxModel.open(FOLDER, "cpu", "float32");
        judge = TruthJudge.embedded();
    }

    @AfterAll
    static void close() {
        model.close();
        judge.close();
    }

    private static List<Raster> pictures(String prompt, long firstSeed, int count) {
        List<float[]> noises = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            noises.add(InitialNoise.of(firstSeed + i, model.latentShape(64, 64)));
        }
        return model.generate(prompt, noises, PARAMETERS, (step, steps) -> { }, () -> false).stream().map(g -> g.image()).toList();
    }

    @Test
    void someSeedsFitAndOthersDoNot() {
        int golden = 0;
        int shown = 0;
        for (Kind kind : Kind.values()) {
            for (String prompt : PromptList.of(kind, 5, 4)) {
                for (double fit : judge.fits(prompt, pictures(prompt, 300, 8))) {
                    golden += fit >= TruthJudge.SURE ? 1 : 0;
                    shown++;
                }
            }
        }
        double share = golden / (double) shown;
        assertTrue(share > 0.2 && share < 0.65, "golden share " + share);
    }

    @Test
    void whereItSaysSoTheWallIsOfItsColour() {
        Raster blue = pictures("a serious man in front of a blue wall", 1, 1).get(0);
        Raster yellow = pictures("a serious man in front of a yellow wall", 1, 1).get(0);
        assertTrue((blue.rgb()[2] & 255) > (blue.rgb()[0] & 255) + 60, "blue");
        assertTrue((yellow.rgb()[0] & 255) > (yellow.rgb()[2] & 255) + 60, "yellow");
    }

    @Test
    void aSeedGivesTheSamePictureInEveryCompany() {
        List<Raster> group = pictures("three green triangles", 50, 4);
        Raster alone = pictures("three green triangles", 52, 1).get(0);
        for (int i = 0; i < alone.rgb().length; i++) {
            assertEquals(alone.rgb()[i] & 255, group.get(2).rgb()[i] & 255, 2);
        }
    }

    @Test
    void theClassifierKnowsDrawingsThatItHasNotSeen() {
        ScenePool pool = ScenePool.of(ScenePool.HELD_OUT + 50_000, 400, new double[] {1, 1, 1, 1}, true, 1);
        List<Map<String, String>> found = judge.facts(pool.pictures().stream().map(p -> new Raster(64, 64, p)).toList());
        int right = 0;
        int asked = 0;
        for (int i = 0; i < pool.size(); i++) {
            Map<String, String> facts = pool.scenes().get(i).facts();
            for (String slot : facts.keySet()) {
                right += facts.get(slot).equals(found.get(i).get(slot)) ? 1 : 0;
                asked++;
            }
        }
        assertTrue(right > 0.95 * asked, right + " of " + asked);
    }

    @Test
    void theClassifierRefusesWhatItCannotJudge() {
        assertThrows(IllegalArgumentException.class, () -> judge.shows("a cat", new Raster(64, 64, new byte[64 * 64 * 3])));
        assertThrows(IllegalArgumentException.class, () -> judge.shows("a man", new Raster(1, 1, new byte[3])));
    }

    @Test
    void itsPromptsAreInItsLanguage() throws IOException {
        List<String> prompts = Files.readAllLines(FOLDER.resolve("prompts.txt"));
        assertEquals(40, prompts.size());
        prompts.forEach(prompt -> assertTrue(Sentences.read(prompt).isPresent(), prompt));
    }
}
