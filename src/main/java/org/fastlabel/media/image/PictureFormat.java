package org.fastlabel.media.image;

import java.util.Optional;

/** The formats that are read, told apart by their first bytes. SVG is left out on purpose: it can carry scripts. */
public enum PictureFormat {

    PNG("png", "image/png"), JPEG("jpeg", "image/jpeg"), GIF("gif", "image/gif"), WEBP("webp", "image/webp"),
    BMP("bmp", "image/bmp");

    /** So many first bytes decide. */
    static final int HEAD = 12;

    private final String codec;
    private final String mediaType;

    PictureFormat(String codec, String mediaType) {
        this.codec = codec;
        this.mediaType = mediaType;
    }

    public String mediaType() {
        return mediaType;
    }

    /** What ImageIO calls it. */
    String codec() {
        return codec;
    }

    /** @param bytes the start of a file, at least {@value #HEAD} bytes if it has as many */
    public static Optional<PictureFormat> of(byte[] bytes) {
        if (starts(bytes, 0, "\u0089PNG\r\n\u001A\n")) {
            return Optional.of(PNG);
        }
        if (starts(bytes, 0, "\u00FF\u00D8\u00FF")) {
            return Optional.of(JPEG);
        }
        if (starts(bytes, 0, "GIF87a") || starts(bytes, 0, "GIF89a")) {
            return Optional.of(GIF);
        }
        if (starts(bytes, 0, "RIFF") && starts(bytes, 8, "WEBP")) {
            return Optional.of(WEBP);
        }
        return starts(bytes, 0, "BM") ? Optional.of(BMP) : Optional.empty();
    }

    /** Each char of {@code magic} stands for one byte. */
    private static boolean starts(byte[] bytes, int at, String magic) {
        if (bytes.length < at + magic.length()) {
            return false;
        }
        for (int i = 0; i < magic.length(); i++) {
            if ((bytes[at + i] & 255) != magic.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
