package org.fastlabel.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** The Payara Server or GlassFish in FASTLABEL_TEST_SERVER, to which the tests' servers are deployed instead of being started by the launcher. */
final class Deployed {

    static final String FOLDER = "FASTLABEL_TEST_SERVER";

    private static final String SERVER = System.getenv(FOLDER);

    private Deployed() {
    }

    static boolean wanted() {
        return SERVER != null;
    }

    static List<String> command() {
        return List.of("sh", Path.of("src/it/sh/deployed.sh").toAbsolutePath().toString());
    }

    /** It is no child of the command that has started it. */
    static void kill() {
        try {
            new ProcessBuilder(SERVER + "/bin/asadmin", "stop-domain", "--kill=true").redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
