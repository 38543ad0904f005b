package dev.darkroom.imaging.portable;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReader;
import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.photo.ImageFormat;
import dev.darkroom.imaging.codec.CodecException;
import dev.darkroom.imaging.format.ImageHeader;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.SampleModel;
import java.io.EOFException;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;

/** Decodes the first picture of a file by ImageIO, every second or third pixel only where all of them would be too many. */
final class JavaDecoder {
    /** A CMYK picture is there as inks and as colours, and its reader has a copy. */
    private static final int INK_COPIES = 3;

    private static final String GIF_FRAME = "javax_imageio_gif_image_1.0";

    private JavaDecoder() {}

    /** What is made of the decoded rows while they are held. */
    interface Use<T> {
        T of(PixelRows rows, int width, int height) throws RejectedException, CodecException;
    }

    static <T> T decode(ImageHeader header, byte[] file, Optional<ICC_Profile> said, Use<T> use)
            throws RejectedException, CodecException {
        ImageReader reader = null;
        try (ImageInputStream in = new ByteArrayImageInputStream(file)) {
            reader = JavaReaders.open(header.format(), file);
            reader.setInput(in, false, false);
            return decode(reader, header, said, use);
        } catch (IOException e) {
            throw e instanceof EOFException || e.getCause() instanceof EOFException
                    ? CodecException.truncated(String.valueOf(e.getMessage()))
                    : CodecException.corrupt(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            // What a damaged file does to these readers: indexes, negative sizes, casts.
            throw CodecException.corrupt(e.toString());
        } finally {
            if (reader != null) {
                reader.dispose();
            }
        }
    }

    private static <T> T decode(ImageReader reader, ImageHeader header, Optional<ICC_Profile> said, Use<T> use)
            throws IOException, RejectedException, CodecException {
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        long bytes = (long) width * height * bytesForPixel(reader);
        // This reader decodes everything first, whatever is wanted of it.
        int thinning = header.format() == ImageFormat.WEBP ? 1 : HeapShare.thinning(bytes);
        HeapShare share = HeapShare.take(bytes / thinning / thinning, width + "x" + height);
        try {
            ImageReadParam param = reader.getDefaultReadParam();
            param.setSourceSubsampling(thinning, thinning, 0, 0);
            try (PixelRows rows = new ImageRows(whole(reader, param), said)) {
                return header.format() == ImageFormat.GIF
                        ? use.of(onScreen(rows, reader, header, thinning), header.width(), header.height())
                        : use.of(rows, width, height);
            }
        } finally {
            share.close();
        }
    }

    /** Where a JPEG's data breaks off, its reader goes on in grey and only warns. */
    private static BufferedImage whole(ImageReader reader, ImageReadParam param) throws IOException, CodecException {
        AtomicReference<String> warning = new AtomicReference<>("");
        reader.addIIOReadWarningListener((source, text) -> warning.set(text));
        BufferedImage image = reader.read(0, param);
        if (warning.get().toLowerCase(Locale.ROOT).contains("premature end")) {
            throw CodecException.corrupt(warning.get());
        }
        return image;
    }

    private static long bytesForPixel(ImageReader reader) throws IOException {
        SampleModel samples = reader.getImageTypes(0).next().getSampleModel();
        long bits = 0;
        for (int band = 0; band < samples.getNumBands(); band++) {
            bits += samples.getSampleSize(band);
        }
        return Math.max(1, bits / 8) * (reader instanceof JPEGImageReader && bits >= 32 ? INK_COPIES : 1);
    }

    private static PixelRows onScreen(PixelRows frame, ImageReader reader, ImageHeader header, int thinning)
            throws IOException {
        IIOMetadataNode root = (IIOMetadataNode) reader.getImageMetadata(0).getAsTree(GIF_FRAME);
        IIOMetadataNode place =
                (IIOMetadataNode) root.getElementsByTagName("ImageDescriptor").item(0);
        int width = Math.max(1, header.width() / thinning);
        int height = Math.max(1, header.height() / thinning);
        return frame.width() >= width && frame.height() >= height
                ? frame
                : new CanvasRows(
                        frame,
                        Integer.parseInt(place.getAttribute("imageLeftPosition")) / thinning,
                        Integer.parseInt(place.getAttribute("imageTopPosition")) / thinning,
                        width,
                        height);
    }
}
