package org.fastlabel.media.image;

import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import java.awt.Rectangle;
import java.io.IOException;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Rows of a format that only ImageIO decodes. It starts from the top for each band, so the bands are large. */
final class BandedRows implements PictureRows {

    private static final int BAND_PIXELS = 32_000_000;

    private final byte[] file;
    private final PictureFormat format;
    private final int width;
    private final int height;
    private Raster band;
    private int bandTop;
    private int next;

    BandedRows(byte[] file, PictureFormat format) throws IOException {
        this.file = ColorProfiles.without(file, format);
        this.format = format;
        ImageReading.Size size = ImageReading.size(file, format);
        width = size.width();
        height = size.height();
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public void read(byte[] rgb, int offset) throws IOException {
        if (band == null || next == bandTop + band.height()) {
            band = null;
            band = decode(Math.min(Math.max(1, BAND_PIXELS / width), height - next));
            bandTop = next;
        }
        System.arraycopy(band.rgb(), (next - bandTop) * width * 3, rgb, offset, width * 3);
        next++;
    }

    private Raster decode(int rows) throws IOException {
        ImageReader reader = Codecs.reader(format);
        try (ImageInputStream stream = new ByteArrayImageInputStream(file)) {
            reader.setInput(stream, true, true);
            ImageReadParam param = new ImageReadParam();
            param.setSourceRegion(new Rectangle(0, next, width, rows));
            return RgbSamples.of(reader.read(0, param));
        } finally {
            reader.dispose();
        }
    }

    @Override
    public void verify() {
        // ImageIO has read all it wants to.
    }

    @Override
    public void close() {
        band = null;
    }
}
