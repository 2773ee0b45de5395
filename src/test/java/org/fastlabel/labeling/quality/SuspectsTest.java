package org.fastlabel.labeling.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.fastlabel.labeling.head.Logits;
import org.fastlabel.labeling.quality.Suspects.Suspect;
import org.junit.jupiter.api.Test;

class SuspectsTest {

    @Test
    void onlyDisagreementsMostConfidentFirst() {
        Logits unseen = new Logits(new float[] {3, 0, 0, 1, 5, 0, 0, 2, Float.NaN, Float.NaN}, 2);
        List<Suspect> suspects = Suspects.of(unseen, new int[] {0, 0, 1, 0, 1});
        assertEquals(List.of(2, 3, 1), suspects.stream().map(Suspect::row).toList());
        assertTrue(suspects.stream().allMatch(s -> s.suspicion() > 0 && s.suspicion() < 1));
    }
}
