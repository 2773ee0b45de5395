package org.fastlabel.goldennoise.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.fastlabel.api.Conflict;
import org.fastlabel.goldennoise.analysis.Progress;
import org.fastlabel.goldennoise.learning.Learning.Result;
import org.fastlabel.goldennoise.learning.PromptShares.Estimate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LearningTest {

    private static GoldenProgram program;
    private final List<String> steps = new ArrayList<>();
    private final Progress progress = new Progress() {

        @Override
        public void at(String step, int done, int total) {
            steps.add(step);
            assertTrue(done <= total);
        }

        @Override
        public boolean getAsBoolean() {
            return false;
        }
    };

    @BeforeAll
    static void open() {
        program = new GoldenProgram();
    }

    @AfterAll
    static void close() {
        program.close();
    }

    private static Estimate lift(Report report, String arm) {
        return report.lift().stream().filter(l -> l.arm().equals(arm)).findFirst().orElseThrow().ratio();
    }

    /** Noise decides half of it, by a rule that depends on words that held-out prompts share with others. */
    @Test
    void findsThePlantedRuleAndSaysWhatItIsWorth() {
        FakeModel model = new FakeModel(0.5, true);
        Result found = new Learning(program, 20).learn(model.judged(120, 24), model, true, true, judged -> FakeModel.TRUTH, progress);
        assertTrue(found.early() && found.judged().tells() && found.judged().auc().value() > 0.65, found.report() + " " + found.judged());
        assertTrue(lift(found.report(), "selector").low() > 1.2, found.report().toString());
        assertTrue(lift(found.report(), "early").low() > lift(found.report(), "selector").value(), found.report().toString());
        assertTrue(lift(found.report(), "clip").value() > 2.5, "the score is the truth here: " + found.report());
        assertTrue(lift(found.report(), "refined").low() > 1, found.report().toString());
        assertEquals(Report.Advice.EARLY, found.report().advice());
        assertEquals(120, found.report().prompts());
        assertTrue(found.refiner().after() < found.refiner().before(), found.refiner().toString());
        found.judged().calibration().forEach(part -> assertEquals(part.observed(), part.predicted(), 0.12, found.judged().calibration().toString()));
        assertTrue(steps.containsAll(List.of("selector", "early", "refiner", "refined")), steps.toString());
    }

    @Test
    void saysWhenThereIsNothingToLearn() {
        FakeModel model = new FakeModel(0, false);
        Result found = new Learning(program, 10).learn(model.judged(40, 12), model, true, false, none -> null, progress);
        assertFalse(found.judged().tells(), found.judged().toString());
        assertTrue(lift(found.report(), "selector").low() < 1 && lift(found.report(), "early").low() < 1, found.report().toString());
        assertEquals(Report.Advice.NO_SIGNAL, found.report().advice());
        assertNull(found.refiner());
    }

    /** Noise says nothing, but after one step it can be seen. */
    @Test
    void takesTheEarlyLookWhereOnlyThatTells() {
        FakeModel model = new FakeModel(0, true);
        Result found = new Learning(program, 10).learn(model.judged(40, 12), model, true, false, none -> null, progress);
        assertTrue(found.early() && found.judged().tells(), found.judged().toString());
        assertTrue(lift(found.report(), "selector").low() < 1, found.report().toString());
        assertEquals(Report.Advice.EARLY, found.report().advice());
    }

    @Test
    void refusesToLearnFromTooLittle() {
        FakeModel model = new FakeModel(0.5, true);
        Learning learning = new Learning(program, 10);
        Conflict few = assertThrows(Conflict.class, () -> learning.learn(model.judged(10, 16), model, true, true, none -> null, progress));
        assertEquals("too-few-judged", few.code());
        assertThrows(Conflict.class, () -> learning.learn(List.of(), model, true, true, none -> null, progress));
    }

    @Test
    void withoutAJudgeTheRefinerIsNotTried() {
        FakeModel model = new FakeModel(0.5, true);
        Result found = new Learning(program, 10).learn(model.judged(40, 12), model, false, true, none -> null, progress);
        assertNotNull(found.refiner());
        assertNull(found.selector());
        assertTrue(found.report().arms().stream().noneMatch(a -> a.arm().equals("refined")));
    }

    @Test
    void canBeCancelled() {
        FakeModel model = new FakeModel(0.5, true);
        Progress cancelled = new Progress() {

            @Override
            public void at(String step, int done, int total) {
            }

            @Override
            public boolean getAsBoolean() {
                return true;
            }
        };
        assertThrows(CancellationException.class, () -> new Learning(program, 10).learn(model.judged(40, 12), model, true, true, none -> null,
                cancelled));
    }
}
