package org.fastlabel.media.image;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriter;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.IIOServiceProvider;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.spi.ImageReaderWriterSpi;
import javax.imageio.spi.ImageWriterSpi;
import javax.imageio.spi.ServiceRegistry;

/**
 * The readers and writers, chosen here and not by ImageIO's search: what it finds depends on the context class loader of
 * whoever asked first, so the WebP reader inside a WAR comes and goes, and it would leave classes of this WAR in a registry
 * that outlives it.
 */
final class Codecs {

    private static final Map<PictureFormat, ImageReaderSpi> READERS = readers();
    private static final ImageWriterSpi JPEG_WRITER = jdk(ImageWriterSpi.class, "jpeg");

    private Codecs() {
    }

    /** A new reader; whoever asks disposes of it. */
    static ImageReader reader(PictureFormat format) throws IOException {
        return READERS.get(format).createReaderInstance();
    }

    /** A new writer; whoever asks disposes of it. */
    static ImageWriter jpegWriter() throws IOException {
        return JPEG_WRITER.createWriterInstance();
    }

    private static Map<PictureFormat, ImageReaderSpi> readers() {
        ImageIO.setUseCache(false);
        Map<PictureFormat, ImageReaderSpi> readers = new EnumMap<>(PictureFormat.class);
        for (PictureFormat format : PictureFormat.values()) {
            if (format != PictureFormat.WEBP) {
                readers.put(format, jdk(ImageReaderSpi.class, format.codec()));
            }
        }
        readers.put(PictureFormat.JPEG, tolerant(readers.get(PictureFormat.JPEG)));
        readers.put(PictureFormat.WEBP, new WebPImageReaderSpi());
        return readers;
    }

    /** Reads what the JDK alone refuses (CMYK, odd headers). It finds the JDK's reader in the registry it is put into. */
    private static ImageReaderSpi tolerant(ImageReaderSpi jdk) {
        ServiceRegistry own = new ServiceRegistry(List.<Class<?>>of(ImageReaderSpi.class).iterator());
        own.registerServiceProvider(jdk, ImageReaderSpi.class);
        ImageReaderSpi tolerant = new JPEGImageReaderSpi();
        own.registerServiceProvider(tolerant, ImageReaderSpi.class);
        return tolerant;
    }

    /** The JDK's own, whatever else somebody has put into the registry. */
    private static <T extends IIOServiceProvider> T jdk(Class<T> kind, String format) {
        Iterator<T> found = IIORegistry.getDefaultInstance().getServiceProviders(kind, spi -> {
            String[] names = ((ImageReaderWriterSpi) spi).getFormatNames();
            return spi.getClass().getModule() == ImageIO.class.getModule() && List.of(names).contains(format);
        }, false);
        if (!found.hasNext()) {
            throw new IllegalStateException("this JDK has no " + format + " codec");
        }
        return found.next();
    }
}
