package org.fastlabel.clip.training;

import java.util.List;

/** The options of all groups of {@link Vocabulary}, as choices without words: one number each. */
final class Choices {

    private static final List<Vocabulary.Group> GROUPS = Vocabulary.GROUPS.stream().distinct().toList();
    private static final List<Vocabulary.Option> OPTIONS = GROUPS.stream().flatMap(g -> g.options().stream()).toList();
    static final int COUNT = OPTIONS.size();
    /** The group whose accuracy is reported. */
    static final int SMILING = GROUPS.indexOf(Vocabulary.SMILING);

    private Choices() {
    }

    /** Per picture and option: 1 true, 0 false, -1 unknown. */
    static float[] truth(Subject[] subjects) {
        float[] truth = new float[subjects.length * COUNT];
        for (int i = 0; i < subjects.length; i++) {
            for (int k = 0; k < COUNT; k++) {
                truth[i * COUNT + k] = new Phrase("", OPTIONS.get(k).truth()).match(subjects[i]);
            }
        }
        return truth;
    }

    /** Per group and option: the group's weight where the option is its own, else 0. */
    static float[] groups() {
        float[] groups = new float[GROUPS.size() * COUNT];
        int at = 0;
        for (int g = 0; g < GROUPS.size(); g++) {
            for (int k = 0; k < GROUPS.get(g).options().size(); k++) {
                groups[g * COUNT + at++] = GROUPS.get(g).weight();
            }
        }
        return groups;
    }
}
