package org.fastlabel.launch;

/** The message is one clear line for the console. */
final class CannotStart extends Exception {

    private static final long serialVersionUID = 1L;

    CannotStart(String message) {
        super(message);
    }
}
