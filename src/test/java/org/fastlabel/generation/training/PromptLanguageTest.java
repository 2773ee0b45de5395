package org.fastlabel.generation.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.fastlabel.generation.truth.Sentences;
import org.fastlabel.generation.truth.Wish;
import org.fastlabel.generation.truth.Wish.Kind;
import org.junit.jupiter.api.Test;

class PromptLanguageTest {

    @Test
    void everySentenceReadsBackAsWhatItWasWrittenFrom() {
        Random random = new Random(1);
        for (int i = 0; i < 4000; i++) {
            Kind kind = Kind.values()[i % 4];
            Wish wish = Captions.wish(Scene.random(kind, false, random), random.nextInt(Captions.MOST + 1), random);
            for (boolean turned : new boolean[] {false, true}) {
                String sentence = Sentences.write(wish, turned);
                assertEquals(Optional.of(wish), Sentences.read(sentence), sentence);
            }
        }
    }

    @Test
    void saysWhoWearsWhat() {
        Wish wish = Sentences.read("A smiling woman with glasses and a red hat right of a man with grey hair.").orElseThrow();
        assertEquals(Kind.PAIR, wish.kind());
        assertEquals("woman", wish.get("right.gender"));
        assertEquals("smiling", wish.get("right.mood"));
        assertEquals("red", wish.get("right.hat"));
        assertEquals("grey", wish.get("left.hair"));
        assertEquals(null, wish.get("left.hat"));
    }

    @Test
    void aThingBelowAnotherIsTheSecond() {
        Wish wish = Sentences.read("a blue circle below a red square on a white background").orElseThrow();
        assertEquals("circle", wish.get("second.shape"));
        assertEquals("red", wish.get("first.color"));
        assertEquals("above", wish.get("arrangement"));
        assertEquals("white", wish.get("background"));
    }

    @Test
    void otherSentencesAreNotUnderstood() {
        for (String sentence : List.of("", "a cat", "a woman with a cat", "three green dragons", "a red hat", "a woman left of a red square",
                "two red circles in front of a blue wall")) {
            assertEquals(Optional.empty(), Sentences.read(sentence), sentence);
        }
    }

    @Test
    void promptListsAreDistinctAndStable() {
        for (Kind kind : Kind.values()) {
            List<String> list = PromptList.of(kind, 60, 3);
            assertEquals(60, new HashSet<>(list).size());
            assertEquals(list.subList(0, 20), PromptList.of(kind, 20, 3));
            list.forEach(prompt -> assertEquals(kind, Sentences.read(prompt).orElseThrow().kind(), prompt));
        }
        assertEquals(40, PromptList.mixed(40, 1).size());
        assertThrows(IllegalArgumentException.class, () -> PromptList.of(Kind.COUNT, 10_000, 1));
    }

    @Test
    void everyWordIsOneTokenOfClip() {
        List<String> merges = Words.merges();
        for (String word : Words.ALL) {
            assertTrue(word.length() == 1 || merges.stream().anyMatch(pair -> pair.replace(" ", "").equals(word + "</w>")), word);
        }
    }
}
