package org.fastlabel.jobs;

/** Thrown out of {@link JobRun#goOn}: whoever catches everything lets this one pass. */
public final class JobEnded extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public JobEnded(String why) {
        super(why);
    }
}
