package org.fastlabel.hub;

/** Takes in what Label Studio tells by itself. */
public interface OutsideEvents {

    /**
     * Something has changed in this project: its data sets here follow soon. Returns at once; the same event any number of times does no harm.
     *
     * @param deleted whether something may be gone: then everything has to be read, for what is gone shows in no list of changes
     */
    void changed(long lsProject, boolean deleted);
}
