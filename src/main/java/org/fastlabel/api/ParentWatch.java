package org.fastlabel.api;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/** Ends the server when the launcher that started it has gone without saying goodbye, so that no port stays taken. */
@WebListener
public class ParentWatch implements ServletContextListener {

    /** Whether our launcher has started this process, which then ends with the program. */
    public static boolean launched() {
        return System.getProperty("fastlabel.parent") != null;
    }

    /** Ends a server that cannot work, and that nobody but our launcher has started. What is wrong has been logged. */
    public static void giveUp() {
        if (launched()) {
            Runtime.getRuntime().halt(1);
        }
    }

    @Override
    public void contextInitialized(ServletContextEvent event) {
        String parent = System.getProperty("fastlabel.parent");
        if (parent != null) {
            ProcessHandle.of(Long.parseLong(parent)).ifPresent(launcher -> launcher.onExit()
                    .thenRun(() -> System.exit(1)));
        }
    }
}
