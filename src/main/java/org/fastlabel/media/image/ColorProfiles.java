package org.fastlabel.media.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Takes embedded colour profiles out of a file before it is decoded. The readers of JPEG and WebP convert by them; Pillow, and with
 * it everything CLIP was trained on, takes the samples as they are.
 */
final class ColorProfiles {

    private static final byte[] ICC = "ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII);

    private ColorProfiles() {
    }

    /** @return the file itself if it has no profile, else a changed copy */
    static byte[] without(byte[] file, PictureFormat format) {
        try {
            return format == PictureFormat.JPEG ? jpeg(file) : format == PictureFormat.WEBP ? webp(file) : file;
        } catch (IndexOutOfBoundsException e) {
            return file; // Damaged; the reader will say so.
        }
    }

    /** Leaves the APP2 segments with a piece of a profile out. */
    private static byte[] jpeg(byte[] file) {
        byte[] result = file;
        int at = 2;
        while ((result[at] & 255) == 0xFF && (result[at + 1] & 255) != 0xDA) {
            int marker = result[at + 1] & 255;
            if (marker == 0xFF) {
                at++;
                continue;
            }
            int end = at + 2 + ((result[at + 2] & 255) << 8 | result[at + 3] & 255);
            boolean profile = marker == 0xE2 && Arrays.equals(result, at + 4, Math.min(end, at + 4 + ICC.length), ICC, 0, ICC.length);
            if (profile) {
                byte[] shorter = Arrays.copyOf(result, result.length - (end - at));
                System.arraycopy(result, end, shorter, at, result.length - end);
                result = shorter;
            } else {
                at = end;
            }
        }
        return result;
    }

    /** Gives the chunk of the profile a name that no reader knows, and clears the flag that announces it. */
    private static byte[] webp(byte[] file) {
        if (ByteBuffer.wrap(file).getInt(12) != 0x56503858 || (file[20] & 0x20) == 0) {
            return file;
        }
        byte[] result = file.clone();
        result[20] &= ~0x20;
        ByteBuffer chunks = ByteBuffer.wrap(result).order(ByteOrder.LITTLE_ENDIAN);
        int at = 12;
        while (at >= 12 && at + 8 <= result.length) {
            if (chunks.getInt(at) == Integer.reverseBytes(0x49434350)) {
                chunks.putInt(at, Integer.reverseBytes(0x4A554E4B));
            }
            int length = chunks.getInt(at + 4);
            if (length < 0) {
                return result;
            }
            at += 8 + length + (length & 1);
        }
        return result;
    }
}
