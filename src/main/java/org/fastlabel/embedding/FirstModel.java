package org.fastlabel.embedding;

/**
 * The model to begin with.
 *
 * @param model   null when none could be loaded
 * @param problem why it is not the chosen one, or why there is none; or null
 */
record FirstModel(Model model, Failure problem) {

    /** Loads the chosen one; where that cannot be, the one that is always there. */
    static FirstModel load(String chosen, String fallback, Outside outside) {
        Failure problem;
        try {
            return new FirstModel(outside.load(chosen, null), null);
        } catch (Throwable e) {
            // Also UnsatisfiedLinkError and the like: the pages must say that there is no model, whatever the cause.
            problem = Failure.of("The checkpoint " + chosen + " could not be loaded", e);
        }
        boolean same = chosen.equals(fallback);
        try {
            // Also where it is the same one: while the server is still starting, Payara opens the jars of the application anew, and a
            // class that is looked for in that moment is not found.
            Model second = outside.load(fallback, null);
            return new FirstModel(second, same ? null : new Failure(problem.code(), problem.message() + " The embedded checkpoint is used instead."));
        } catch (Throwable e) {
            return new FirstModel(null, same ? problem : Failure.of("The embedded checkpoint could not be loaded", e));
        }
    }
}
