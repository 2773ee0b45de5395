package org.fastlabel.clip.training;

import java.util.List;
import java.util.Map;
import org.fastlabel.clip.training.Vocabulary.Group;
import org.fastlabel.clip.training.Vocabulary.Kind;
import org.fastlabel.clip.training.Vocabulary.Option;

/** Words for {@link SoundPictures}. */
final class SoundWords {

    static final Map<String, List<String>> NOISES = Map.of(
            "dog", List.of("dog barking", "barking dog", "bark", "a dog that barks"),
            "rooster", List.of("rooster", "rooster crowing", "crowing", "a crowing rooster"),
            "rain", List.of("rain", "rain falling", "the sound of rain"),
            "sea_waves", List.of("sea waves", "waves of the sea", "surf", "ocean"),
            "crackling_fire", List.of("crackling fire", "fire", "fire crackling"),
            "crying_baby", List.of("crying baby", "baby crying", "a baby that cries"),
            "sneezing", List.of("sneezing", "sneeze", "a person sneezing"),
            "clock_tick", List.of("clock tick", "ticking clock", "a clock ticking"),
            "helicopter", List.of("helicopter", "rotor", "helicopter flying"),
            "chainsaw", List.of("chainsaw", "chain saw", "a motor saw"));
    static final Map<String, List<String>> TONES = Map.of(
            "steady", List.of("steady tone", "a steady tone", "hum"),
            "rising", List.of("rising tone", "a tone that rises"),
            "falling", List.of("falling tone", "a tone that falls"),
            "chord", List.of("chord", "several tones at once"),
            "hiss", List.of("hiss", "white noise", "hissing"),
            "rumble", List.of("rumble", "deep noise", "rumbling"),
            "clicks", List.of("clicks", "clicking"),
            "beeps", List.of("beeps", "beeping"),
            "siren", List.of("siren", "wailing", "an alarm siren"));

    static final List<Group> GROUPS = List.of(
            new Group(Kind.TRAIT, 0.8f, SoundPictures.DIGITS.stream().map(d -> option("digit", d,
                    List.of(d, d, "the digit " + d, "the number " + d, "spoken " + d, SoundPictures.DIGITS.indexOf(d) + "",
                            "somebody says " + d))).toList()),
            new Group(Kind.TRAIT, 0.5f, SoundPictures.NOISES.stream().map(n -> option("noise", n, NOISES.get(n))).toList()),
            new Group(Kind.TRAIT, 0.2f, Tones.NAMES.stream().map(t -> option("tone", t, TONES.get(t))).toList()),
            new Group(Kind.TRAIT, 0.2f, List.of(
                    kind("digit", "speech", "a spoken word", "a voice", "someone speaking"),
                    kind("noise", "a noise", "an everyday sound", "a recorded noise"),
                    kind("tone", "a synthetic sound", "an electronic sound"))));

    private SoundWords() {
    }

    private static Option option(String trait, String value, List<String> words) {
        return new Option(words, s -> s.has(trait, value));
    }

    private static Option kind(String trait, String... words) {
        return new Option(List.of(words), s -> s.kind() == Subject.Kind.SOUND ? Boolean.valueOf(s.traits().containsKey(trait)) : null);
    }
}
