package org.fastlabel.clip.training;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.fastlabel.dataset.sample.Portrait;
import org.fastlabel.dataset.sample.Portrait.Beard;
import org.fastlabel.dataset.sample.Portrait.Eyewear;
import org.fastlabel.dataset.sample.Portrait.HairColor;
import org.fastlabel.dataset.sample.Portrait.Hat;

/** Phrases about several traits of a portrait at once: "a smiling person with glasses and a hat". */
final class Combination {

    private record Part(String words, Predicate<Portrait> truth) {
    }

    private static final List<List<Part>> BEFORE = List.of(
            List.of(new Part("smiling", Portrait::smiling), new Part("happy", Portrait::smiling),
                    new Part("serious", p -> !p.smiling()), new Part("unsmiling", p -> !p.smiling())),
            List.of(new Part("bearded", p -> p.beard() != Beard.NONE),
                    new Part("clean shaven", p -> p.beard() == Beard.NONE)));

    private static final List<List<Part>> BEHIND = List.of(
            List.of(new Part("glasses", p -> p.eyewear() != Eyewear.NONE),
                    new Part("eyeglasses", p -> p.eyewear() != Eyewear.NONE),
                    new Part("no glasses", p -> p.eyewear() == Eyewear.NONE),
                    new Part("sunglasses", p -> p.eyewear() == Eyewear.DARK)),
            List.of(new Part("a beard", p -> p.beard() != Beard.NONE), new Part("no beard", p -> p.beard() == Beard.NONE)),
            List.of(new Part("a hat", p -> p.hat() != Hat.NONE), new Part("no hat", p -> p.hat() == Hat.NONE),
                    new Part("a cap", p -> p.hat() == Hat.CAP)),
            List.of(new Part("long hair", Portrait::longHair), new Part("short hair", p -> !p.longHair())),
            List.of(new Part("earrings", Portrait::earrings)),
            List.of(new Part("blond hair", p -> p.hairColor() == HairColor.BLOND),
                    new Part("red hair", p -> p.hairColor() == HairColor.RED),
                    new Part("black hair", p -> p.hairColor() == HairColor.BLACK),
                    new Part("brown hair", p -> p.hairColor() == HairColor.BROWN),
                    new Part("grey hair", p -> p.hairColor() == HairColor.GREY)));

    private static final List<String> NOUNS = List.of("person", "face", "man", "woman", "human");

    private Combination() {
    }

    /** Two traits, sometimes three. Others are left out: nobody asks whether a truck smiles. */
    static Phrase draw(RandomGenerator random) {
        List<Predicate<Portrait>> truths = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        int traits = random.nextInt(4) == 0 ? 3 : 2;
        boolean bare = random.nextInt(4) == 0;
        if (random.nextBoolean()) {
            Part part = Captions.pick(Captions.pick(BEFORE, random), random);
            truths.add(part.truth());
            text.append(part.words());
        }
        if (!bare) {
            String noun = Captions.pick(NOUNS, random);
            String head = text.length() == 0 ? noun : text + " " + noun;
            text.setLength(0);
            text.append(Captions.article(head)).append(" with ");
        } else if (text.length() > 0) {
            text.append(" with ");
        }
        List<Integer> kinds = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5));
        boolean first = true;
        while (truths.size() < traits) {
            Part part = Captions.pick(BEHIND.get(kinds.remove(random.nextInt(kinds.size()))), random);
            truths.add(part.truth());
            text.append(first ? "" : " and ").append(part.words());
            first = false;
        }
        return new Phrase(text.toString(),
                s -> s.portrait() == null ? null : Boolean.valueOf(truths.stream().allMatch(t -> t.test(s.portrait()))));
    }
}
