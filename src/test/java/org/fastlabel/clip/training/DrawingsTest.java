package org.fastlabel.clip.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fastlabel.media.image.Raster;
import org.junit.jupiter.api.Test;

class DrawingsTest {

    @Test
    void aDrawingIsAFunctionOfItsNumber() {
        PictureSet three = Drawings.of(40, 3);
        PictureSet later = Drawings.of(41, 1);
        assertArrayEquals(three.rasters().get(1).rgb(), later.rasters().get(0).rgb());
        assertEquals(three.subjects().get(1), later.subjects().get(0));
    }

    @Test
    void everyTraitTakesAllItsValuesAndNoDrawingComesTwice() {
        PictureSet many = Drawings.of(0, 600);
        assertEquals(Set.copyOf(Outline.NAMES), values(many, "shape"));
        assertEquals(Set.copyOf(Drawings.colors()), values(many, "color"));
        assertEquals(Set.copyOf(Ground.NAMES), values(many, "ground"));
        assertEquals(Set.copyOf(Drawings.COUNTS), values(many, "count"));
        Set<List<Byte>> pictures = new HashSet<>();
        for (Raster raster : many.rasters()) {
            assertTrue(pictures.add(bytes(raster)));
        }
    }

    @Test
    void outlinesFillTheirSquareAndDoNotLeaveIt() {
        for (String name : Stream.concat(Outline.NAMES.stream(), Outline.UNSEEN.stream()).toList()) {
            Shape shape = Outline.of(name);
            Rectangle2D box = shape.getBounds2D();
            assertTrue(new Rectangle2D.Double(-1.001, -1.001, 2.002, 2.002).contains(box), name + " " + box);
            assertTrue(Math.max(box.getWidth(), box.getHeight()) > 1, name + " " + box);
        }
    }

    /** A white thing on the darkest ground is brighter than a black one there, whatever else is drawn. */
    @Test
    void theNamedColourIsSeen() {
        double white = 0;
        double black = 0;
        PictureSet many = Drawings.of(0, 1_500);
        for (int i = 0; i < many.size(); i++) {
            Subject subject = many.subjects().get(i);
            if (subject.has("ground", "night")) {
                white += subject.has("color", "white") ? brightness(many.rasters().get(i)) : 0;
                black += subject.has("color", "black") ? brightness(many.rasters().get(i)) : 0;
            }
        }
        assertTrue(white > black);
    }

    @Test
    void phrasesAboutSeveralTraitsAreTrueOfDrawingsThatHaveAllOfThem() {
        Random random = new Random(5);
        List<Subject> drawn = Drawings.of(0, 300).subjects();
        int held = 0;
        for (int i = 0; i < 300; i++) {
            Phrase phrase = DrawingWords.combination(random);
            assertEquals(-1, phrase.match(Subject.photo(3)), phrase.text());
            for (Subject subject : drawn) {
                if (phrase.match(subject) == 1) {
                    assertTrue(phrase.text().contains(subject.traits().get("color")), phrase.text());
                    held++;
                }
            }
        }
        assertTrue(held > 50);
    }

    private static Set<String> values(PictureSet set, String trait) {
        return set.subjects().stream().map(s -> s.traits().get(trait)).collect(Collectors.toSet());
    }

    private static List<Byte> bytes(Raster raster) {
        return java.util.stream.IntStream.range(0, raster.rgb().length).mapToObj(i -> raster.rgb()[i]).toList();
    }

    private static double brightness(Raster raster) {
        double sum = 0;
        for (byte b : raster.rgb()) {
            sum += b & 0xFF;
        }
        return sum;
    }
}
