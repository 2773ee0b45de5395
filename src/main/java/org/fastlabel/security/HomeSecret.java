package org.fastlabel.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Supplier;

/** A secret in a file of the home folder that only its owner can read. */
final class HomeSecret {

    private HomeSecret() {
    }

    /** What the file says; it is made first when there is none. */
    static String of(Path file, Supplier<String> made) {
        try {
            if (!Files.exists(file)) {
                write(file, made.get());
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("The secret in " + file + " can be neither read nor made.", e);
        }
    }

    /** Whole or not at all; a file that is there already stays. */
    private static void write(Path file, String secret) throws IOException {
        Files.createDirectories(file.getParent());
        boolean posix = Files.getFileStore(file.getParent()).supportsFileAttributeView("posix");
        FileAttribute<?>[] ownerOnly = posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))}
                : new FileAttribute<?>[0];
        Path part = Files.createTempFile(file.getParent(), file.getFileName().toString(), ".part", ownerOnly);
        try {
            Files.writeString(part, secret + "\n");
            Files.move(part, file);
        } catch (FileAlreadyExistsException e) {
            // Another process was faster; its secret counts.
            return;
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
