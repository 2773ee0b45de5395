package org.fastlabel.clip.training;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.fastlabel.dataset.sample.Portrait;
import org.fastlabel.dataset.sample.Portrait.Beard;
import org.fastlabel.dataset.sample.Portrait.Eyewear;
import org.fastlabel.dataset.sample.Portrait.HairColor;
import org.fastlabel.dataset.sample.Portrait.Hat;

/** The words that the small model learns, and when each of them is true. */
final class Vocabulary {

    /** A thing is a noun that takes an article; a trait is a phrase as it is. */
    enum Kind { THING, TRAIT }

    record Option(List<String> words, Function<Subject, Boolean> truth) {
    }

    /** Options that exclude each other. @param weight of choosing among them, in the loss */
    record Group(Kind kind, float weight, List<Option> options) {
    }

    private static final String[] ANIMALS = {"bird", "cat", "deer", "dog", "frog", "horse"};
    private static final String[] VEHICLES = {"airplane", "automobile", "ship", "truck"};
    private static final Option PERSON = new Option(List.of("person", "face", "human face", "portrait", "human", "human being"),
            s -> s.kind() == Subject.Kind.SOUND ? null : Boolean.valueOf(s.kind() == Subject.Kind.PORTRAIT));

    /** What can be told of a picture without belonging to a group. */
    static final List<Option> LOOSE = List.of(
            photo(List.of("mammal", "furry animal"), "cat", "deer", "dog", "horse"),
            photo(List.of("road vehicle", "motor vehicle"), "automobile", "truck"),
            photo(List.of("pet", "house pet"), "cat", "dog"),
            photo(List.of("animal", "living creature"), ANIMALS),
            photo(List.of("vehicle", "means of transport"), VEHICLES),
            photo(List.of("aircraft", "flying machine"), "airplane"),
            PERSON);

    /** The smallest difference in the pictures, and the first that people ask for: hence its weight. */
    static final Group SMILING = traits(1.5f,
                trait(Portrait::smiling, "smiling", "smiling", "a smiling face", "a smiling person", "someone who smiles",
                        "smile", "a smile", "happy", "a happy person", "a happy face", "cheerful", "a person smiling"),
                trait(p -> !p.smiling(), "not smiling", "no smile", "serious", "a serious face", "a serious person",
                        "neutral expression", "a neutral face", "without a smile", "unsmiling", "a person who is not smiling"));

    /** The first group is the one whose accuracy is reported while training. */
    static final List<Group> GROUPS = groups();

    private Vocabulary() {
    }

    private static List<Group> groups() {
        List<Group> groups = new ArrayList<>();
        List<Option> classes = new ArrayList<>(List.of(
                photo(List.of("airplane", "airplane", "plane", "aircraft", "aeroplane", "jet"), "airplane"),
                photo(List.of("automobile", "automobile", "car", "car", "motor car"), "automobile"),
                photo(List.of("bird", "bird", "bird", "songbird"), "bird"),
                photo(List.of("cat", "cat", "kitten", "house cat"), "cat"),
                photo(List.of("deer", "deer", "stag", "doe"), "deer"),
                photo(List.of("dog", "dog", "puppy", "hound"), "dog"),
                photo(List.of("frog", "frog", "toad"), "frog"),
                photo(List.of("horse", "horse", "pony"), "horse"),
                photo(List.of("ship", "ship", "boat", "vessel"), "ship"),
                photo(List.of("truck", "truck", "lorry", "heavy truck"), "truck")));
        classes.add(PERSON);
        Group named = new Group(Kind.THING, 0.6f, List.copyOf(classes));
        groups.add(named);
        // A second wording of each class in the same step: the more phrases, the steadier the gradient.
        groups.add(named);
        groups.add(new Group(Kind.THING, 0.2f, List.of(photo(List.of("animal", "animal", "creature", "living thing"), ANIMALS),
                photo(List.of("vehicle", "vehicle", "machine", "means of transport"), VEHICLES), PERSON)));
        groups.add(SMILING);
        groups.add(traits(0.5f,
                trait(p -> p.eyewear() != Eyewear.NONE, "eyeglasses", "eyeglasses", "glasses", "glasses", "wearing glasses",
                        "wearing eyeglasses", "spectacles", "eyewear", "a person with glasses", "a face with eyeglasses",
                        "a person wearing glasses", "someone with spectacles"),
                trait(p -> p.eyewear() == Eyewear.NONE, "no glasses", "no eyeglasses", "without glasses", "not wearing glasses",
                        "a person without glasses", "a face without eyeglasses", "no spectacles")));
        groups.add(traits(0.25f, trait(p -> p.eyewear() == Eyewear.NONE, "no glasses", "no eyewear", "without eyeglasses"),
                trait(p -> p.eyewear() == Eyewear.CLEAR, "clear glasses", "reading glasses", "glasses with clear lenses"),
                trait(p -> p.eyewear() == Eyewear.DARK, "sunglasses", "dark glasses", "wearing sunglasses", "sun glasses",
                        "a person with sunglasses")));
        groups.add(traits(0.5f,
                trait(p -> p.beard() != Beard.NONE, "beard", "beard", "bearded", "a beard", "facial hair", "a bearded person",
                        "a person with a beard", "a bearded man", "a bearded face", "a man with a beard"),
                trait(p -> p.beard() == Beard.NONE, "no beard", "without a beard", "clean shaven", "clean-shaven", "beardless",
                        "a person without a beard", "no facial hair", "a shaven face")));
        groups.add(traits(0.25f, trait(p -> p.beard() == Beard.NONE, "no beard", "clean shaven"),
                trait(p -> p.beard() == Beard.FULL, "full beard", "a full beard", "a bushy beard", "a person with a full beard"),
                trait(p -> p.beard() == Beard.GOATEE, "goatee", "a goatee", "chin beard", "a person with a goatee")));
        groups.add(traits(0.5f,
                trait(p -> p.hat() != Hat.NONE, "hat", "hat", "a hat", "wearing a hat", "a person with a hat", "headwear",
                        "a person wearing a hat", "someone with a hat", "a face under a hat", "hats"),
                trait(p -> p.hat() == Hat.NONE, "no hat", "without a hat", "bareheaded", "bare head", "not wearing a hat",
                        "a person without a hat", "hatless")));
        groups.add(traits(0.25f, trait(p -> p.hat() == Hat.NONE, "no hat", "bareheaded"),
                trait(p -> p.hat() == Hat.CAP, "cap", "a cap", "baseball cap", "wearing a cap", "a person with a cap"),
                trait(p -> p.hat() == Hat.BEANIE, "beanie", "a beanie", "wool hat", "bobble hat", "wearing a beanie"),
                trait(p -> p.hat() == Hat.BRIMMED, "brimmed hat", "a hat with a brim", "fedora", "wide-brimmed hat")));
        groups.add(traits(0.25f, trait(hair(HairColor.BLACK), "black hair", "black-haired", "a person with black hair"),
                trait(hair(HairColor.BROWN), "brown hair", "brown-haired", "brunette", "a person with brown hair"),
                trait(hair(HairColor.BLOND), "blond hair", "blonde", "blond", "blonde hair", "a person with blond hair"),
                trait(hair(HairColor.RED), "red hair", "ginger hair", "redhead", "a person with red hair"),
                trait(hair(HairColor.GREY), "grey hair", "gray hair", "grey-haired", "a person with grey hair")));
        groups.add(traits(0.25f, trait(Portrait::longHair, "long hair", "long-haired", "a person with long hair"),
                trait(p -> !p.longHair(), "short hair", "short-haired", "a person with short hair")));
        groups.add(traits(0.25f, trait(Portrait::earrings, "earrings", "wearing earrings", "a person with earrings", "ear rings"),
                trait(p -> !p.earrings(), "no earrings", "without earrings", "not wearing earrings")));
        groups.addAll(DrawingWords.GROUPS);
        groups.addAll(SoundWords.GROUPS);
        return List.copyOf(groups);
    }

    /** Of a sound it says nothing: a dog can be heard in it. */
    private static Option photo(List<String> words, String... classes) {
        return new Option(words, s -> s.kind() == Subject.Kind.SOUND ? null : Boolean.valueOf(s.is(classes)));
    }

    private static Group traits(float weight, Option... options) {
        return new Group(Kind.TRAIT, weight, List.of(options));
    }

    /** A trait of portraits; of others it says nothing. */
    private static Option trait(Predicate<Portrait> truth, String... words) {
        return new Option(List.of(words), s -> s.portrait() == null ? null : Boolean.valueOf(truth.test(s.portrait())));
    }

    private static Predicate<Portrait> hair(HairColor color) {
        return p -> p.hairColor() == color;
    }
}
