package org.fastlabel.media.audio;

import java.util.Optional;

/** The containers that are read, told apart by their first bytes. */
public enum SoundFormat {

    WAV("wav", "audio/wav"), MP3("mp3", "audio/mpeg"), FLAC("flac", "audio/flac"), OGG("ogg", "audio/ogg");

    /** So many first bytes decide. */
    static final int HEAD = 12;

    private final String demuxer;
    private final String mediaType;

    SoundFormat(String demuxer, String mediaType) {
        this.demuxer = demuxer;
        this.mediaType = mediaType;
    }

    public String mediaType() {
        return mediaType;
    }

    /** What FFmpeg calls it. */
    String demuxer() {
        return demuxer;
    }

    /** @param bytes the start of a file, after a leading ID3v2 tag, at least {@value #HEAD} bytes if it has as many */
    public static Optional<SoundFormat> of(byte[] bytes) {
        boolean wave = starts(bytes, 8, "WAVE");
        if (wave && (starts(bytes, 0, "RIFF") || starts(bytes, 0, "RF64") || starts(bytes, 0, "RIFX"))) {
            return Optional.of(WAV);
        }
        if (starts(bytes, 0, "fLaC")) {
            return Optional.of(FLAC);
        }
        if (starts(bytes, 0, "OggS")) {
            return Optional.of(OGG);
        }
        return mpegAudio(bytes) ? Optional.of(MP3) : Optional.empty();
    }

    /** The length of the ID3v2 tag that begins here, 0 if none does. */
    static long id3Length(byte[] bytes) {
        if (bytes.length < 10 || !starts(bytes, 0, "ID3")) {
            return 0;
        }
        // Four times seven bits, and a footer of ten bytes where the flag says so.
        long size = (bytes[6] & 127L) << 21 | (bytes[7] & 127) << 14 | (bytes[8] & 127) << 7 | bytes[9] & 127;
        return 10 + size + ((bytes[5] & 0x10) == 0 ? 0 : 10);
    }

    /** A frame header of MPEG audio: eleven set bits, then a version, layer, bit rate and sample rate that exist. */
    private static boolean mpegAudio(byte[] b) {
        if (b.length < 4 || (b[0] & 255) != 255 || (b[1] & 0xe0) != 0xe0) {
            return false;
        }
        boolean reservedVersion = (b[1] >> 3 & 3) == 1;
        boolean reservedLayer = (b[1] >> 1 & 3) == 0;
        boolean badBitRate = (b[2] >> 4 & 15) == 15 || (b[2] >> 4 & 15) == 0;
        boolean reservedRate = (b[2] >> 2 & 3) == 3;
        return !(reservedVersion || reservedLayer || badBitRate || reservedRate);
    }

    private static boolean starts(byte[] bytes, int at, String magic) {
        if (bytes.length < at + magic.length()) {
            return false;
        }
        for (int i = 0; i < magic.length(); i++) {
            if (bytes[at + i] != magic.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
