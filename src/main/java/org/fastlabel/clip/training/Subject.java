package org.fastlabel.clip.training;

import java.util.List;
import org.fastlabel.dataset.sample.Portrait;

/**
 * What is known of a picture: the class of a photo, or all that a portrait was drawn from.
 *
 * @param photo    index into {@link #CLASSES}, or -1 for a portrait
 * @param portrait null for a photo
 */
record Subject(int photo, Portrait portrait) {

    /** CIFAR-10's classes, in its order. */
    static final List<String> CLASSES = List.of("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse",
            "ship", "truck");

    static Subject photo(int index) {
        return new Subject(index, null);
    }

    static Subject portrait(Portrait portrait) {
        return new Subject(-1, portrait);
    }

    boolean isPhoto() {
        return portrait == null;
    }

    boolean is(String... names) {
        return isPhoto() && List.of(names).contains(CLASSES.get(photo));
    }
}
