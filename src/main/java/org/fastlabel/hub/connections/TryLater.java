package org.fastlabel.hub.connections;

import java.time.Duration;
import org.fastlabel.jobs.RetryLater;

/** Another server could not be asked, or did not answer; it may do so later. Never holds a token. */
public final class TryLater extends RetryLater {

    public static final String UNREACHABLE = "outside-unreachable";
    public static final String TIMEOUT = "outside-timeout";
    public static final String BUSY = "outside-busy";

    private static final long serialVersionUID = 1L;

    private final int outsideStatus;
    private final boolean perhapsDone;
    private final boolean troubled;
    private final String detail;
    private final String advice;

    /**
     * @param outsideStatus 0 where nothing was answered
     * @param after         what it asked for; null when it did not say
     * @param perhapsDone   whether it may have done what it was asked for all the same
     * @param troubled      whether it seems to be down, rather than to have asked for patience
     */
    TryLater(String code, int outsideStatus, String detail, String advice, Duration after, boolean perhapsDone, boolean troubled) {
        super(code, detail + " " + advice, after);
        this.outsideStatus = outsideStatus;
        this.perhapsDone = perhapsDone;
        this.troubled = troubled;
        this.detail = detail;
        this.advice = advice;
    }

    /** What the other server answered; 0 where it did not answer. */
    public int outsideStatus() {
        return outsideStatus;
    }

    /** Whether what was asked for may have happened: look before asking again. */
    public boolean perhapsDone() {
        return perhapsDone;
    }

    boolean troubled() {
        return troubled;
    }

    public String detail() {
        return detail;
    }

    public String advice() {
        return advice;
    }
}
