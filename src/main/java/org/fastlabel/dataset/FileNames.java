package org.fastlabel.dataset;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.Paths;

/**
 * File names as text and back, as UTF-8 whatever the locale says. Under {@code LANG=C} the JDK turns every letter beyond ASCII
 * into a question mark and can no longer open the file; servers and containers often run so. The URI of a path holds its
 * real bytes.
 */
final class FileNames {

    /** Where the JDK itself can do it: a UTF-8 locale, or Windows, whose names are no bytes. */
    private static final boolean DIRECT = File.separatorChar == '\\'
            || "UTF-8".equalsIgnoreCase(System.getProperty("sun.jnu.encoding"));

    private FileNames() {
    }

    /** The last part of a path as text; a name that is no UTF-8 gets replacement characters and cannot be opened by them. */
    static String text(Path path) {
        return text(path, DIRECT);
    }

    static String text(Path path, boolean direct) {
        String name = path.getFileName().toString();
        if (direct || ascii(name)) {
            return name;
        }
        String raw = path.toUri().getRawPath();
        int end = raw.endsWith("/") ? raw.length() - 1 : raw.length();
        return decoded(raw.substring(raw.lastIndexOf('/', end - 1) + 1, end));
    }

    /**
     * @param root absolute
     * @param key  names with {@code /} between them
     * @throws java.nio.file.InvalidPathException if no file can have such a name
     */
    static Path resolve(Path root, String key) {
        return resolve(root, key, DIRECT);
    }

    static Path resolve(Path root, String key, boolean direct) {
        if (direct || ascii(key)) {
            return root.resolve(key);
        }
        String base = root.toUri().toString();
        return Paths.get(URI.create(base + (base.endsWith("/") ? "" : "/") + encoded(key)));
    }

    private static boolean ascii(String text) {
        // A name that could not be decoded has question marks or replacement characters.
        return text.chars().allMatch(c -> c < 0x80 && c != '?');
    }

    private static String decoded(String raw) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%') {
                bytes.write(Integer.parseInt(raw.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.write(c);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static String encoded(String key) {
        StringBuilder uri = new StringBuilder();
        for (byte b : key.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || b == '/';
            if (plain) {
                uri.append((char) b);
            } else {
                uri.append('%').append(Character.forDigit(b >> 4 & 15, 16)).append(Character.forDigit(b & 15, 16));
            }
        }
        return uri.toString();
    }
}
