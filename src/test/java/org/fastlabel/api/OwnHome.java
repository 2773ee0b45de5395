package org.fastlabel.api;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What is tested has an empty home of its own. */
public abstract class OwnHome {

    @TempDir
    protected Path home;

    @BeforeEach
    protected void useOwnHome() {
        System.setProperty("fastlabel.home", home.toString());
    }

    @AfterEach
    protected void leaveNothing() {
        System.clearProperty("fastlabel.home");
    }
}
