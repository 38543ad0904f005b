package dev.darkroom.imaging.portable;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.tiff.BigTIFFImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import dev.darkroom.core.photo.ImageFormat;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;

/** The readers of the JDK and of TwelveMonkeys, by format; found without the class path, which engines hide from ImageIO. */
final class JavaReaders {
    private static final String OWN = "com.twelvemonkeys.imageio.plugins.";
    private static final Map<ImageFormat, String> NAMES = Map.of(
            ImageFormat.JPEG, OWN + "jpeg.JPEGImageReaderSpi",
            ImageFormat.TIFF, OWN + "tiff.TIFFImageReaderSpi",
            ImageFormat.WEBP, OWN + "webp.WebPImageReaderSpi",
            ImageFormat.PNG, "com.sun.imageio.plugins.png.PNGImageReaderSpi",
            ImageFormat.GIF, "com.sun.imageio.plugins.gif.GIFImageReaderSpi");
    private static final String BIG_TIFF = OWN + "tiff.BigTIFFImageReaderSpi";

    static {
        register(JPEGImageReaderSpi.class, JPEGImageReaderSpi::new);
        register(TIFFImageReaderSpi.class, TIFFImageReaderSpi::new);
        register(BigTIFFImageReaderSpi.class, BigTIFFImageReaderSpi::new);
        register(WebPImageReaderSpi.class, WebPImageReaderSpi::new);
        loadRasters();
    }

    private JavaReaders() {}

    private static <T extends ImageReaderSpi> void register(Class<T> type, Supplier<T> provider) {
        IIORegistry registry = IIORegistry.getDefaultInstance();
        if (registry.getServiceProviderByClass(type) == null) {
            registry.registerServiceProvider(provider.get(), ImageReaderSpi.class);
        }
    }

    /** Each kind of raster looks for Java's own library anew, which a locked process cannot. */
    private static void loadRasters() {
        for (int type : new int[] {DataBuffer.TYPE_BYTE, DataBuffer.TYPE_USHORT, DataBuffer.TYPE_INT}) {
            Raster.createBandedRaster(type, 1, 1, 3, null);
            Raster.createPackedRaster(type, 1, 1, new int[] {3, 12, 48}, null);
        }
        for (int type : new int[] {DataBuffer.TYPE_BYTE, DataBuffer.TYPE_USHORT}) {
            Raster.createInterleavedRaster(type, 1, 1, 3, null);
            Raster.createPackedRaster(type, 1, 1, 1, 1, null);
        }
    }

    /** Who made the reader, and its version. */
    static Optional<String> description(ImageFormat format) {
        return Optional.ofNullable(NAMES.get(format))
                .flatMap(JavaReaders::provider)
                .map(JavaReaders::describe);
    }

    private static String describe(ImageReaderSpi spi) {
        return spi.getClass().getName().startsWith(OWN)
                ? "TwelveMonkeys " + spi.getVersion() + " (pure Java)"
                : "ImageIO of Java " + Runtime.version().feature();
    }

    /** A reader for {@code file}, to be disposed of. */
    static ImageReader open(ImageFormat format, byte[] file) throws IOException {
        boolean big = format == ImageFormat.TIFF && file.length > 3 && (file[2] == 43 || file[3] == 43);
        String name = big ? BIG_TIFF : NAMES.get(format);
        return provider(name)
                .orElseThrow(() -> new IOException("This Java has no " + name))
                .createReaderInstance();
    }

    private static Optional<ImageReaderSpi> provider(String name) {
        Iterator<ImageReaderSpi> all =
                IIORegistry.getDefaultInstance().getServiceProviders(ImageReaderSpi.class, false);
        while (all.hasNext()) {
            ImageReaderSpi each = all.next();
            if (each.getClass().getName().equals(name)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
