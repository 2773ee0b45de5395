package org.fastlabel.clip.training;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.fastlabel.clip.ClipModel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds the embedded checkpoint to what its README says, on few enough pictures to be quick; none of them was trained on. */
class MiniClipTest {

    private static final PictureSet PORTRAITS = PictureSet.portraits(0, 400);
    private static final PictureSet DRAWINGS = Drawings.of(0, 200);
    private static ClipModel model;
    private static float[][] images;

    @BeforeAll
    static void embed() {
        model = ClipModel.open(Path.of("models/mini-clip"), "cpu");
        images = model.embedImages(PORTRAITS.rasters());
    }

    @AfterAll
    static void close() {
        model.close();
    }

    @ParameterizedTest
    @CsvSource({"smiling, smiling", "eyeglasses, eyeglasses", "beard, beard", "hat, hat", "long hair, long hair", "earrings, earrings",
        "a person with glasses, eyeglasses"})
    void wordsFindThePortraitsTheyDescribe(String query, String attribute) {
        double auc = ZeroShot.auc(model, query, images, PORTRAITS.subjects(), attribute);
        assertTrue(auc > 0.95, query + ": " + auc);
    }

    @Test
    void wordsTellTheShapeAndTheColourOfDrawings() {
        float[][] rows = model.embedImages(DRAWINGS.rasters());
        double shape = ZeroShot.accuracy(model, rows, Outline.NAMES.stream().map(Captions::article).toList(),
                SoundPictures.labels(DRAWINGS, "shape", Outline.NAMES));
        double color = ZeroShot.accuracy(model, rows, Drawings.colors(), SoundPictures.labels(DRAWINGS, "color", Drawings.colors()));
        assertTrue(shape > 0.8, "shape " + shape);
        assertTrue(color > 0.8, "colour " + color);
    }

    @Test
    void wordsTellGeneratedTonesApart() {
        PictureSet tones = SoundPictures.tones(0, 90);
        List<String> words = Tones.NAMES.stream().map(t -> SoundWords.TONES.get(t).get(0)).toList();
        double right = ZeroShot.accuracy(model, model.embedImages(tones.rasters()), words, SoundPictures.labels(tones, "tone", Tones.NAMES));
        assertTrue(right > 0.8, "tone " + right);
    }
}
