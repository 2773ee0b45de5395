package org.fastlabel.labeling.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.TooLarge;
import org.junit.jupiter.api.Test;

class UploadTest {

    private static Set<Path> uploads() throws IOException {
        Set<Path> found = new HashSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of(System.getProperty("java.io.tmpdir")), "fastlabel-*.upload")) {
            files.forEach(found::add);
        }
        return found;
    }

    @Test
    void theFileIsThereUntilItIsClosed() throws IOException {
        Path path;
        try (Upload upload = Upload.of(new ByteArrayInputStream(new byte[] {1, 2, 3}), 3)) {
            path = upload.path();
            assertArrayEquals(new byte[] {1, 2, 3}, Files.readAllBytes(path));
        }
        assertFalse(Files.exists(path));
    }

    @Test
    void nothingIsLeftOfWhatIsRefused() throws IOException {
        Set<Path> before = uploads();
        assertEquals("file-too-large", assertThrows(TooLarge.class, () -> Upload.of(new ByteArrayInputStream(new byte[4]), 3)).code());
        assertEquals("empty-file", assertThrows(InvalidInput.class, () -> Upload.of(InputStream.nullInputStream(), 3)).code());
        assertThrows(UncheckedIOException.class, () -> Upload.of(new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("broken off");
            }
        }, 3));
        assertEquals(before, uploads());
    }
}
