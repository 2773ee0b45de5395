package org.fastlabel.goldennoise.analysis;

import java.util.function.BooleanSupplier;

/** What long work tells of itself, and asks. */
public interface Progress extends BooleanSupplier {

    /** @param step what is being done @param done of {@code total} */
    void at(String step, int done, int total);

    /** Whether to stop. */
    @Override
    boolean getAsBoolean();
}
