package org.fastlabel.hub.connections;

import org.fastlabel.api.FastLabelException;

/** Another server answered, and asking again would not help. Never holds a token. */
public final class Refused extends FastLabelException {

    public static final String TOKEN = "outside-token-refused";
    public static final String FORBIDDEN = "outside-forbidden";
    public static final String NOT_FOUND = "outside-not-found";
    /** It did not take what was sent. */
    public static final String REJECTED = "outside-rejected";
    /** What came is not what its protocol says. */
    public static final String BAD_ANSWER = "outside-bad-answer";
    public static final String NOT_ALLOWED = "address-not-allowed";

    private static final long serialVersionUID = 1L;

    private final int outsideStatus;
    private final String detail;
    private final String advice;

    /** @param outsideStatus 0 where no status is at fault */
    public Refused(String code, int outsideStatus, String detail, String advice) {
        super(code, detail + " " + advice, null);
        this.outsideStatus = outsideStatus;
        this.detail = detail;
        this.advice = advice;
    }

    /** What the other server answered. */
    public int outsideStatus() {
        return outsideStatus;
    }

    public String detail() {
        return detail;
    }

    public String advice() {
        return advice;
    }

    @Override
    public int status() {
        return 502;
    }
}
