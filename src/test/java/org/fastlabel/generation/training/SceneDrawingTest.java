package org.fastlabel.generation.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.fastlabel.clip.training.Drawings;
import org.fastlabel.generation.truth.Wish.Kind;
import org.fastlabel.media.image.Raster;
import org.junit.jupiter.api.Test;

class SceneDrawingTest {

    private static final double[] EVEN = {1, 1, 1, 1};

    @Test
    void aPictureIsAFunctionOfItsNumber() {
        ScenePool once = ScenePool.of(100, 40, EVEN, true, 7);
        ScenePool again = ScenePool.of(110, 10, EVEN, true, 7);
        for (int i = 0; i < again.size(); i++) {
            assertEquals(once.scenes().get(10 + i), again.scenes().get(i));
            assertArrayEquals(once.pictures().get(10 + i), again.pictures().get(i));
        }
        assertFalse(Arrays.equals(once.pictures().get(0), ScenePool.of(100, 1, EVEN, true, 8).pictures().get(0)));
    }

    @Test
    void thingsStandWhereTheSceneSays() {
        Map<String, String> facts = new HashMap<>(Map.of("kind", "things", "background", "white", "number", "two", "arrangement", "beside",
                "first.shape", "square", "first.color", "red", "second.shape", "circle", "second.color", "blue", "shape", "mixed"));
        facts.put("color", "mixed");
        Raster beside = SceneDrawing.draw(new Scene(Kind.RELATION, facts, 4));
        assertTrue(near(beside, 16, 32, "red") && near(beside, 48, 32, "blue"));
        facts.put("arrangement", "above");
        Raster above = SceneDrawing.draw(new Scene(Kind.RELATION, facts, 4));
        assertTrue(near(above, 32, 16, "red") && near(above, 32, 48, "blue"));
    }

    @Test
    void oneAttributeChangesOnlyWhatItSays() {
        Scene scene = Scene.random(Kind.PORTRAIT, false, new Random(3));
        Map<String, String> facts = new HashMap<>(scene.facts());
        facts.put("one.hat", "none");
        Raster bare = SceneDrawing.draw(new Scene(Kind.PORTRAIT, facts, 11));
        facts.put("one.glasses", facts.get("one.glasses").equals("yes") ? "no" : "yes");
        Raster other = SceneDrawing.draw(new Scene(Kind.PORTRAIT, facts, 11));
        int changed = 0;
        for (int i = 0; i < bare.rgb().length; i += 3) {
            changed += bare.rgb()[i] == other.rgb()[i] ? 0 : 1;
        }
        assertTrue(changed > 20 && changed < 1200, changed + " pixels changed");
    }

    private static boolean near(Raster picture, int x, int y, String color) {
        int at = (y * picture.width() + x) * 3;
        java.awt.Color want = Drawings.color(color);
        int[] off = {(picture.rgb()[at] & 255) - want.getRed(), (picture.rgb()[at + 1] & 255) - want.getGreen(),
            (picture.rgb()[at + 2] & 255) - want.getBlue()};
        return Arrays.stream(off).allMatch(d -> Math.abs(d) <= 30);
    }
}
