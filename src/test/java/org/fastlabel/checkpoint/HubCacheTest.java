package org.fastlabel.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fastlabel.checkpoint.Checkpoint.State;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What other programs have downloaded is read where it lies. */
class HubCacheTest extends HubFixture {

    private static final String COMMIT = "c".repeat(40);
    private Path repository;
    private Path snapshot;

    /** As the hub's own client leaves it: the bytes in blobs, links to them by name. */
    @BeforeEach
    void fill() throws IOException {
        repository = home.resolve("cache").resolve("models--owner--tiny-clip");
        snapshot = repository.resolve("snapshots").resolve(COMMIT);
        Files.createDirectories(snapshot);
        Files.createDirectories(repository.resolve("blobs"));
        Files.createDirectories(repository.resolve("refs/refs/pr"));
        Files.writeString(repository.resolve("refs/main"), COMMIT);
        for (String file : new String[] {"config.json", "preprocessor_config.json", "tokenizer.json", WEIGHTS}) {
            Files.write(repository.resolve("blobs").resolve("blob-of-" + file), content.get(file));
            Files.createSymbolicLink(snapshot.resolve(file), Path.of("../../blobs/blob-of-" + file));
        }
    }

    @Test
    void isUsedInPlace() throws IOException {
        offline = true;

        Checkpoint found = download();

        assertEquals(State.READY, found.state());
        assertTrue(found.inCache());
        assertFalse(found.removable());
        assertEquals("ViT-48/8", found.architecture());
        assertTrue(found.diskBytes() > content.get(WEIGHTS).length);
        assertEquals(snapshot.toRealPath(), shelf.folder(NAME));
        assertTrue(hub.requests().isEmpty());
    }

    @Test
    void isFoundByOtherRevisionsAndByCommit() throws IOException {
        Files.writeString(repository.resolve("refs/refs/pr/66"), COMMIT + "\n");

        assertTrue(shelf.describe(new HubName(REPOSITORY, "refs/pr/66")).inCache());
        assertTrue(shelf.describe(new HubName(REPOSITORY, COMMIT)).inCache());
        assertFalse(shelf.describe(new HubName(REPOSITORY, "v2")).inCache());
    }

    @Test
    void isNotUsedWhileAFileIsMissing() throws IOException {
        Files.delete(repository.resolve("blobs").resolve("blob-of-" + WEIGHTS));

        assertFalse(shelf.describe(NAME).inCache());
        assertReady(download());
    }

    @Test
    void isNotUsedWhenTheWeightsAreCutOff() throws IOException {
        assertTrue(shelf.describe(NAME).inCache());
        Files.write(repository.resolve("blobs").resolve("blob-of-" + WEIGHTS), java.util.Arrays.copyOf(content.get(WEIGHTS), 1000));

        assertFalse(shelf.describe(NAME).inCache());
    }

    @Test
    void isNotUsedWhenALinkLeadsOut() throws IOException {
        Path other = Files.write(home.resolve("other.safetensors"), content.get(WEIGHTS));
        Files.delete(snapshot.resolve(WEIGHTS));
        Files.createSymbolicLink(snapshot.resolve(WEIGHTS), other);

        assertFalse(shelf.describe(NAME).inCache());
    }

    @Test
    void isNotUsedWhenTheReferenceLeadsOut() throws IOException {
        Files.writeString(repository.resolve("refs/main"), "../../../elsewhere");

        assertFalse(shelf.describe(NAME).inCache());
    }
}
