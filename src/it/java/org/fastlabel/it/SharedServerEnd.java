package org.fastlabel.it;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Ends what test classes share after the last of them. */
public final class SharedServerEnd implements LauncherSessionListener {

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        Server.closeShared();
        Postgres.end();
    }
}
