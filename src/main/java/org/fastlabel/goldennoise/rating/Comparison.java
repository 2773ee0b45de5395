package org.fastlabel.goldennoise.rating;

/** One look at two pictures, named by their seeds. */
public record Comparison(long left, long right, Choice choice) {

    public enum Choice {
        LEFT, RIGHT, TIE
    }
}
