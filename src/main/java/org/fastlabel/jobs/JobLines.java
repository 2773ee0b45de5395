package org.fastlabel.jobs;

/** How much a job may say of itself. */
final class JobLines {

    /** The newest are kept. */
    static final int MAX_LINES = 2000;
    private static final int MAX_LENGTH = 1000;

    private JobLines() {
    }

    /** One line, whatever was given. */
    static String line(String text) {
        String clean = String.valueOf(text).replaceAll("\\p{Cntrl}+", " ").strip();
        return clean.length() <= MAX_LENGTH ? clean : clean.substring(0, MAX_LENGTH - 1) + "…";
    }
}
