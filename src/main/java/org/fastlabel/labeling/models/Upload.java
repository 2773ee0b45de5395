package org.fastlabel.labeling.models;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fastlabel.api.InvalidInput;
import org.fastlabel.api.TooLarge;

/** A file that was sent, as a temporary one; closing deletes it. */
record Upload(Path path) implements AutoCloseable {

    /**
     * Writes a stream to a temporary file.
     *
     * @param most bytes
     * @throws InvalidInput with code {@code empty-file}; TooLarge with code {@code file-too-large}. Nothing is left of it then
     */
    static Upload of(InputStream in, long most) {
        Upload upload = null;
        try {
            upload = new Upload(Files.createTempFile("fastlabel-", ".upload"));
            long size = copy(in, upload.path, most);
            if (size == 0) {
                throw new InvalidInput("empty-file", "The file is empty.");
            } else if (size > most) {
                throw new TooLarge("file-too-large", "The file may have at most " + (most >> 20) + " MB.");
            }
            Upload complete = upload;
            upload = null;
            return complete;
        } catch (IOException e) {
            throw new UncheckedIOException("an upload could not be kept", e);
        } finally {
            if (upload != null) {
                upload.close();
            }
        }
    }

    /** @return bytes read; one more than {@code most} when there are more */
    private static long copy(InputStream in, Path to, long most) throws IOException {
        long size = 0;
        byte[] block = new byte[1 << 16];
        try (OutputStream out = Files.newOutputStream(to)) {
            for (int n = in.read(block); n >= 0 && size <= most; n = in.read(block)) {
                out.write(block, 0, (int) Math.min(n, most + 1 - size));
                size += Math.min(n, most + 1 - size);
            }
        }
        return size;
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException("a temporary file could not be deleted", e);
        }
    }
}
