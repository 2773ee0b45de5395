package org.fastlabel.hub.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fastlabel.api.Forbidden;
import org.fastlabel.dataset.SourceSpec;
import org.fastlabel.security.PathGuard;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpecJsonTest {

    @TempDir
    Path folder;
    private final PathGuard paths = new PathGuard();

    @BeforeEach
    void root() {
        System.setProperty("fastlabel.data.roots", folder.toString());
    }

    @AfterEach
    void forget() {
        System.clearProperty("fastlabel.data.roots");
    }

    @Test
    void comesBackAsItWas() throws Exception {
        Path file = Files.writeString(folder.toRealPath().resolve("table.csv"), "text\nhello\n");
        Path root = folder.toRealPath();
        for (SourceSpec spec : List.of(new SourceSpec.Sample(), new SourceSpec.Sprite(file, 32), new SourceSpec.Folder(root),
                new SourceSpec.AudioFolder(root), new SourceSpec.Cifar10(root), new SourceSpec.PathTable(file, "path", "kind"),
                new SourceSpec.Text(file, "text", null))) {
            assertEquals(spec, SpecJson.read(SpecJson.write(spec), paths));
        }
    }

    @Test
    void isRefusedWhenTheRootIsNoLongerAllowed() throws Exception {
        var kept = SpecJson.write(new SourceSpec.Folder(folder.toRealPath()));
        System.setProperty("fastlabel.data.roots", folder.resolve("elsewhere").toString());
        assertThrows(Forbidden.class, () -> SpecJson.read(kept, paths));
    }
}
