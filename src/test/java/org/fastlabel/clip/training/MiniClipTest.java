package org.fastlabel.clip.training;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.fastlabel.clip.ClipModel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds the embedded checkpoint to what its README says, on few enough portraits to be quick. */
class MiniClipTest {

    private static final PictureSet PORTRAITS = PictureSet.portraits(0, 400);
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
    @CsvSource({"smiling, smiling", "eyeglasses, eyeglasses", "beard, beard", "hat, hat", "a person with glasses, eyeglasses"})
    void wordsFindThePortraitsTheyDescribe(String query, String attribute) {
        double auc = ZeroShot.auc(model, query, images, PORTRAITS.subjects(), attribute);
        assertTrue(auc > 0.9, query + ": " + auc);
    }
}
