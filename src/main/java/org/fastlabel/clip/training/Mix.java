package org.fastlabel.clip.training;

import org.fastlabel.clip.training.Subject.Kind;

/** How many pictures of each kind are in a batch. */
record Mix(int photos, int portraits, int drawings, int sounds) {

    int of(Kind kind) {
        switch (kind) {
            case PHOTO:
                return photos;
            case PORTRAIT:
                return portraits;
            case DRAWING:
                return drawings;
            default:
                return sounds;
        }
    }

    int batch() {
        return photos + portraits + drawings + sounds;
    }
}
