package org.fastlabel.hub.prelabel;

/** A proposal that people have answered. @param confidence as the model gave it, 0 to 1 @param right whether people gave the same label */
public record Judged(long taskId, double confidence, boolean right) {
}
