package org.fastlabel.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The secret that every call must carry once the server listens on more than loopback. */
final class AccessToken {

    private static final int LEAST_CHARACTERS = 16;

    private AccessToken() {
    }

    /** The configured token, else the one in the home folder, which is made at the first start. */
    static String of(String configured, Path home) throws IOException, CannotStart {
        if (!configured.isEmpty()) {
            if (!configured.matches("[A-Za-z0-9._~-]{" + LEAST_CHARACTERS + ",200}")) {
                throw new CannotStart("FASTLABEL_TOKEN must have at least " + LEAST_CHARACTERS
                        + " characters, of letters, digits and . _ ~ - only.");
            }
            return configured;
        }
        Path file = home.resolve("token");
        if (!Files.exists(file)) {
            byte[] random = new byte[24];
            new SecureRandom().nextBytes(random);
            Path part = home.resolve("token.part");
            Files.deleteIfExists(part);
            if (Files.getFileStore(home).supportsFileAttributeView("posix")) {
                Files.createFile(part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.writeString(part, HexFormat.of().formatHex(random));
            Files.move(part, file);
        }
        return Files.readString(file).trim();
    }
}
