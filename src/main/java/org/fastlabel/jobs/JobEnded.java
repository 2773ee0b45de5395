package org.fastlabel.jobs;

import jakarta.ejb.ApplicationException;

/** Thrown out of {@link JobRun#goOn}: whoever catches everything lets this one pass. */
@ApplicationException(rollback = true)
public final class JobEnded extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public JobEnded(String why) {
        super(why);
    }
}
