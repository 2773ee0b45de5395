package org.fastlabel.hub.prelabel;

/** What has been learnt about one model on one data set. @param answers how many it was fitted to */
public record Calibration(Platt platt, int answers) {
}
