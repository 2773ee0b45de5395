package org.fastlabel.clip.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.fastlabel.dataset.sample.Portrait;
import org.fastlabel.dataset.sample.Portrait.Beard;
import org.fastlabel.dataset.sample.Portrait.Eyewear;
import org.fastlabel.dataset.sample.Portrait.HairColor;
import org.fastlabel.dataset.sample.Portrait.Hat;
import org.junit.jupiter.api.Test;

class CaptionsTest {

    private static final Subject CAT = Subject.photo(Subject.CLASSES.indexOf("cat"));
    private static final Subject FACE = Subject.portrait(new Portrait(1, true, Eyewear.DARK, Beard.NONE, Hat.CAP,
            HairColor.RED, false, true));

    @Test
    void oneOptionOfEachGroupIsTrueOrNothingIsSaid() {
        for (Subject subject : List.of(CAT, FACE, Subject.photo(0), Subject.photo(9))) {
            for (Vocabulary.Group group : Vocabulary.GROUPS) {
                List<Boolean> truths = group.options().stream().map(o -> new Phrase("", o.truth()).match(subject) == 1).toList();
                boolean silent = group.options().stream().allMatch(o -> o.truth().apply(subject) == null);
                assertEquals(silent ? 0 : 1, truths.stream().filter(t -> t).count(), group.toString());
            }
        }
    }

    @Test
    void aPhraseSaysWhatItsWordsSay() {
        Random random = new Random(3);
        int judged = 0;
        for (int i = 0; i < 200; i++) {
            for (Phrase phrase : Captions.draw(random).phrases()) {
                String text = phrase.text();
                if (text.equals("smiling") || text.equals("no beard") || text.equals("sunglasses") || text.equals("redhead")) {
                    assertEquals(1, phrase.match(FACE), text);
                    assertEquals(-1, phrase.match(CAT), text);
                    judged++;
                } else if (text.equals("a smiling person with glasses") || text.equals("cat") || text.equals("no dog")) {
                    assertTrue(phrase.match(text.startsWith("a ") ? FACE : CAT) == 1, text);
                    judged++;
                } else if (text.endsWith("no glasses and a hat") || text.equals("clear glasses")) {
                    assertEquals(0, phrase.match(FACE), text);
                    judged++;
                }
            }
        }
        assertTrue(judged > 100);
    }

    @Test
    void weightsMarkThePhrasesOfTheirGroup() {
        Captions.Drawn drawn = Captions.draw(new Random(1));
        assertEquals(Vocabulary.GROUPS.size(), drawn.weights().size());
        int marked = 0;
        for (float[] row : drawn.weights()) {
            assertEquals(drawn.phrases().size(), row.length);
            for (float weight : row) {
                marked += weight > 0 ? 1 : 0;
            }
        }
        assertEquals(Vocabulary.GROUPS.stream().mapToInt(g -> g.options().size()).sum(), marked);
    }

    @Test
    void articlesFollowTheSound() {
        assertEquals("an automobile", Captions.article("automobile"));
        assertEquals("a frog", Captions.article("frog"));
    }
}
