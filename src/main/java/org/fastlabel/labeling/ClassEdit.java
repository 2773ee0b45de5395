package org.fastlabel.labeling;

import org.fastlabel.api.Conflict;
import org.fastlabel.api.InvalidInput;

/** One change of the classes, as a person asks for it. */
public sealed interface ClassEdit {

    /** The classes after it. @throws org.fastlabel.api.FastLabelException as {@link Classes} when it is refused */
    Classes apply(LabelingState state);

    /** @param color null for one that differs from the others */
    record Add(String name, String color) implements ClassEdit {
        @Override
        public Classes apply(LabelingState state) {
            return state.classes().with(name, color);
        }
    }

    record Rename(int id, String name) implements ClassEdit {
        @Override
        public Classes apply(LabelingState state) {
            return state.classes().renamed(id, name);
        }
    }

    record Recolor(int id, String color) implements ClassEdit {
        @Override
        public Classes apply(LabelingState state) {
            return state.classes().recolored(id, color);
        }
    }

    /** The labels of a class become those of another, and it goes. */
    record Merge(int id, int into) implements ClassEdit {
        @Override
        public Classes apply(LabelingState state) {
            state.classes().require(into);
            if (id == into) {
                throw new InvalidInput("bad-merge", "A class cannot be merged into itself; choose another one.");
            }
            return state.classes().without(id);
        }
    }

    /** Only where no label uses it. */
    record Delete(int id) implements ClassEdit {
        @Override
        public Classes apply(LabelingState state) {
            String name = state.classes().require(id).name();
            int used = state.labels().count(id);
            if (used > 0) {
                throw new Conflict("class-in-use", used + (used == 1 ? " label uses" : " labels use") + " the class \"" + name
                        + "\"; merge it into another class, or change its labels first.");
            }
            return state.classes().without(id);
        }
    }

    /** @throws org.fastlabel.api.FastLabelException when it is refused */
    default LabelingState next(LabelingState state, int undoSteps) {
        Merge merge = this instanceof Merge m ? m : new Merge(-1, -1);
        return state.withClasses(apply(state), merge.id, merge.into, undoSteps);
    }

    default String payload(LabelingState after) {
        Merge merge = this instanceof Merge m ? m : new Merge(-1, -1);
        return EventCodec.classes(after.classes(), merge.id, merge.into);
    }
}
