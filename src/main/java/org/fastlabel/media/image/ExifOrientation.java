package org.fastlabel.media.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How a JPEG has to be turned to stand upright: the eight values of EXIF tag 0x0112. Cameras store the picture as the sensor lay
 * and leave the turning to whoever shows it.
 */
enum ExifOrientation {

    UPRIGHT, MIRRORED, TURNED_180, FLIPPED, TRANSPOSED, TURNED_90, TRANSVERSED, TURNED_270;

    private static final int TAG = 0x0112;

    /** Upright when the file does not say, or says it badly. */
    static ExifOrientation of(byte[] jpeg) {
        try {
            return values()[value(ByteBuffer.wrap(jpeg)) - 1];
        } catch (IndexOutOfBoundsException e) {
            return UPRIGHT;
        }
    }

    private static int value(ByteBuffer jpeg) {
        int at = 2;
        while ((jpeg.get(at) & 255) == 0xFF) {
            int marker = jpeg.get(at + 1) & 255;
            if (marker == 0xFF) {
                at++;
                continue;
            }
            int length = jpeg.getShort(at + 2) & 0xFFFF;
            if (marker == 0xDA || length < 2) {
                return 1;
            }
            boolean exif = marker == 0xE1 && length >= 16 && jpeg.getInt(at + 4) == 0x45786966 && jpeg.getShort(at + 8) == 0;
            if (exif) {
                return tag(jpeg.slice(at + 10, length - 8));
            }
            at += 2 + length;
        }
        return 1;
    }

    /** @param tiff the EXIF data: a TIFF header, then directories of 12-byte entries */
    private static int tag(ByteBuffer tiff) {
        tiff.order(tiff.getShort(0) == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = tiff.getInt(4);
        int entries = tiff.getShort(directory) & 0xFFFF;
        for (int entry = directory + 2; entries > 0; entries--, entry += 12) {
            if ((tiff.getShort(entry) & 0xFFFF) == TAG) {
                return tiff.getShort(entry + 8) & 0xFFFF;
            }
        }
        return 1;
    }

    Raster upright(Raster stored) {
        if (this == UPRIGHT) {
            return stored;
        }
        int w = stored.width();
        int h = stored.height();
        boolean swap = ordinal() >= TRANSPOSED.ordinal();
        int width = swap ? h : w;
        int height = swap ? w : h;
        byte[] rgb = new byte[stored.rgb().length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int from = switch (this) {
                    case MIRRORED -> y * w + w - 1 - x;
                    case TURNED_180 -> (h - 1 - y) * w + w - 1 - x;
                    case FLIPPED -> (h - 1 - y) * w + x;
                    case TRANSPOSED -> x * w + y;
                    case TURNED_90 -> (h - 1 - x) * w + y;
                    case TRANSVERSED -> (h - 1 - x) * w + w - 1 - y;
                    case TURNED_270 -> x * w + w - 1 - y;
                    default -> y * w + x;
                };
                System.arraycopy(stored.rgb(), from * 3, rgb, (y * width + x) * 3, 3);
            }
        }
        return new Raster(width, height, rgb);
    }
}
