package org.fastlabel.goldennoise.store;

/**
 * A candidate of a group.
 *
 * @param candidate   its number within the group, from 0
 * @param shared      whether every prompt of the session has pictures of this seed
 * @param path        relative to the folder of images; null while it is not made, or where the selector passed it over
 * @param place       as shown, from 0; null when it is not shown
 * @param explored    whether chance chose it, not the pre-filter
 * @param clipScore   null where it was not computed
 * @param aesthetic   null where no head is configured
 * @param probability what the selector said when it was made; null where there was none
 */
public record Picture(long id, String batchId, int candidate, long seed, boolean shared, String path, Integer place, boolean explored,
                      Double clipScore, Double aesthetic, Double probability) {

    public boolean made() {
        return path != null;
    }
}
