package org.fastlabel.clip.training;

import java.util.List;
import java.util.Map;
import org.fastlabel.dataset.sample.Portrait;

/**
 * What is known of a picture: the class of a photo, all that a portrait was drawn from, or the traits of a drawing or of a sound.
 *
 * @param photo    index into {@link #CLASSES}, or -1 for other kinds
 * @param portrait null for other kinds
 * @param traits   by name, such as {@code shape} or {@code digit}; a trait that is not there is unknown
 */
record Subject(Kind kind, int photo, Portrait portrait, Map<String, String> traits) {

    /** In the order in which a batch has them. */
    enum Kind { PHOTO, PORTRAIT, DRAWING, SOUND }

    /** CIFAR-10's classes, in its order. */
    static final List<String> CLASSES = List.of("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse",
            "ship", "truck");

    static Subject photo(int index) {
        return new Subject(Kind.PHOTO, index, null, Map.of());
    }

    static Subject portrait(Portrait portrait) {
        return new Subject(Kind.PORTRAIT, -1, portrait, Map.of());
    }

    static Subject drawing(Map<String, String> traits) {
        return new Subject(Kind.DRAWING, -1, null, traits);
    }

    static Subject sound(Map<String, String> traits) {
        return new Subject(Kind.SOUND, -1, null, traits);
    }

    boolean is(String... names) {
        return kind == Kind.PHOTO && List.of(names).contains(CLASSES.get(photo));
    }

    /** Whether a trait has a value; null where nothing is known of the trait. */
    Boolean has(String trait, String value) {
        return traits.containsKey(trait) ? Boolean.valueOf(traits.get(trait).equals(value)) : null;
    }
}
