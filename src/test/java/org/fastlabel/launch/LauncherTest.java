package org.fastlabel.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What it looks at before the program is deployed to a server of somebody else's. */
class LauncherTest {

    @TempDir
    Path folder;

    private int check(String host, Map<String, String> more) throws CannotStart {
        Map<String, String> environment = new HashMap<>(Map.of("FASTLABEL_HOME", folder.resolve("home").toString(), "FASTLABEL_HOST", host));
        environment.putAll(more);
        return new Launcher(environment).check(folder);
    }

    @Test
    void onLoopbackItMakesTheHomeAndNoToken() throws CannotStart {
        assertEquals(0, check("127.0.0.1", Map.of()));
        assertTrue(Files.isDirectory(folder.resolve("home")));
        assertTrue(Files.notExists(folder.resolve("home/token")));
    }

    @Test
    void elsewhereATokenIsMadeAndKept() throws CannotStart, IOException {
        check("0.0.0.0", Map.of());
        String token = Files.readString(folder.resolve("home/token"));
        assertTrue(token.length() >= 16, token);
        check("0.0.0.0", Map.of());
        assertEquals(token, Files.readString(folder.resolve("home/token")));
    }

    @Test
    void whatCannotWorkIsSaid() {
        assertThrows(CannotStart.class, () -> check("0.0.0.0", Map.of("FASTLABEL_ADMIN_PASSWORD", "admin123")));
        assertThrows(CannotStart.class, () -> check("127.0.0.1", Map.of("FASTLABEL_PORT", "a port")));
        assertThrows(CannotStart.class, () -> check("127.0.0.1", Map.of("FASTLABEL_ROLE", "worker")));
    }
}
