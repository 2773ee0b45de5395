package org.fastlabel.media.audio;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Paths as FFmpeg takes them. */
final class FileAddress {

    private FileAddress() {
    }

    /** The bytes of a path, ended by a zero. As text they would be lost where the locale is not UTF-8; its URI keeps them. */
    static byte[] of(Path file) {
        String text = file.toAbsolutePath().toString();
        if (File.separatorChar == '/' && !text.chars().allMatch(c -> c < 0x80 && c != '?')) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.writeBytes("file:".getBytes(StandardCharsets.UTF_8));
            String raw = file.toUri().getRawPath();
            for (int i = 0; i < raw.length(); i++) {
                boolean escaped = raw.charAt(i) == '%';
                bytes.write(escaped ? Integer.parseInt(raw.substring(i + 1, i + 3), 16) : raw.charAt(i));
                i += escaped ? 2 : 0;
            }
            bytes.write(0);
            return bytes.toByteArray();
        }
        return ("file:" + text + "\0").getBytes(StandardCharsets.UTF_8);
    }
}
