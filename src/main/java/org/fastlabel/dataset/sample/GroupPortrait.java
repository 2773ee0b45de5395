package org.fastlabel.dataset.sample;

import java.util.List;
import org.fastlabel.media.image.Raster;

/** One person, or some side by side, before a wall of one colour; drawn like the sample's portraits. Safe from any thread. */
public final class GroupPortrait {

    /** How large a single head is, against one of the sample, for a picture of the same size. */
    private static final float ALONE = 0.97f;
    private static final float IN_COMPANY = 0.66f;

    /** @param hatColor red, green, blue (0 to 255) of the hat, if the portrait has one */
    public record Person(Portrait portrait, float[] hatColor) {
    }

    private GroupPortrait() {
    }

    /**
     * @param size   side in pixels
     * @param people from left to right
     * @param wall   red, green, blue, 0 to 255
     */
    public static Raster draw(int size, List<Person> people, float[] wall) {
        float unit = size / (float) Canvas.SIZE;
        float larger = unit * (people.size() == 1 ? ALONE : IN_COMPANY);
        Canvas canvas = null;
        for (int i = 0; i < people.size(); i++) {
            Person person = people.get(i);
            Look look = Look.of(person.portrait()).posed(size * (i + 0.5f) / people.size(),
                    size * (people.size() == 1 ? 0.53f : 0.5f), larger, person.hatColor());
            canvas = canvas == null ? before(wall, new Canvas(look, size), size) : new Canvas(look, canvas);
            new Head(canvas, person.portrait(), look).paint();
        }
        return canvas.develop(people.get(0).portrait().seed());
    }

    /** A wall, a little darker at its foot. */
    private static Canvas before(float[] wall, Canvas canvas, int size) {
        for (int pixel = 0; pixel < size * size; pixel++) {
            canvas.backdrop(pixel, Look.scaled(wall, 1.04f - 0.1f * (pixel / size) / size));
        }
        return canvas;
    }
}
