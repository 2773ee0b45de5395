package org.fastlabel.hub;

/** Takes in what Label Studio tells by itself. */
public interface OutsideEvents {

    /** Something has changed in this project: its data sets here follow soon. Returns at once; the same event any number of times does no harm. */
    void changed(long lsProject);
}
