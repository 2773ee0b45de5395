package org.fastlabel.goldennoise.rating;

/**
 * How strong a picture is within its group, as a logarithm of odds; 0 is the group's mean.
 *
 * @param low  end of the 95 % interval
 * @param high end of the 95 % interval
 */
public record Strength(long seed, double strength, double low, double high) {
}
