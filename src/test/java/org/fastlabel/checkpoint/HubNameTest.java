package org.fastlabel.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.fastlabel.api.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HubNameTest {

    @ParameterizedTest
    @ValueSource(strings = {"laion/CLIP-ViT-B-32-laion2B-s34B-b79K", "openai/clip-vit-base-patch32@refs/pr/66",
            "openai/clip-vit-base-patch32@main", "owner/name@v1.0", "a/b"})
    void isTheSameAfterBeingWritten(String id) {
        assertEquals(id, HubName.of(id, null).id());
    }

    @Test
    void takesTheRevisionThatHasSafetensors() {
        assertEquals("openai/clip-vit-base-patch32@refs/pr/66", HubName.of("openai/clip-vit-base-patch32", null).id());
        assertEquals("openai/clip-vit-base-patch32@main", HubName.of(" openai/clip-vit-base-patch32 ", "main").id());
        assertEquals("main", HubName.of("owner/name", "").revision());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "name", "../name", "owner/../name", "owner/..", "./name", "owner/name/more", "/etc/passwd", "owner\\name",
            "owner/na me", "owner/name?x=1", "owner/name#x", "own%2fer/name", "owner/-name", "owner/na--me", "owner/na\nme", "http://x/y",
            "owner/name@", "owner/name@../main", "owner/name@a/../b", "owner/name@/main", "owner/name@a?b", "owner/name@main@main"})
    void refusesWhatCouldLeadElsewhere(String text) {
        assertEquals("bad-checkpoint-name", assertThrows(InvalidInput.class, () -> HubName.of(text, null)).code());
    }

    @Test
    void refusesAMissingAndAnEndlessName() {
        assertThrows(InvalidInput.class, () -> HubName.of(null, null));
        assertThrows(InvalidInput.class, () -> HubName.of("owner/" + "n".repeat(200), null));
        assertThrows(InvalidInput.class, () -> HubName.of("owner/name", "r".repeat(300)));
    }

    @Test
    void hasAFolderOfItsOwnBelowTheRoot() {
        Path root = Path.of("/home/checkpoints");
        Path folder = HubName.of("owner/name", "refs/pr/66").folder(root);

        assertEquals(root.resolve("owner").resolve("refs%2Fpr%2F66").resolve("name"), folder);
        assertTrue(folder.normalize().equals(folder));
    }
}
