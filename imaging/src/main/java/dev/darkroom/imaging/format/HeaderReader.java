package dev.darkroom.imaging.format;

import dev.darkroom.core.error.Reason;
import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.photo.ImageFormat;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;

/**
 * Reads format and sides from an image's header, in pure Java, without decoding and without reading the whole file: a
 * few kilobytes and a bounded number of steps whatever the file claims. Safe for several threads, one source each.
 */
public final class HeaderReader {
    private HeaderReader() {}

    /**
     * Reads the header of the file behind {@code channel}, wherever it stands; its position afterwards is undefined.
     *
     * @throws RejectedException with {@link Reason#UNSUPPORTED_FORMAT} when it is no known image, {@link
     *     Reason#TRUNCATED} when it ends inside the header, {@link Reason#CORRUPT} when the header contradicts itself
     * @throws IOException when the channel cannot be read
     */
    public static ImageHeader read(SeekableByteChannel channel) throws IOException, RejectedException {
        return read(ByteSource.of(channel));
    }

    /**
     * Reads the header of an image in memory.
     *
     * @throws RejectedException as {@link #read(SeekableByteChannel)}
     */
    public static ImageHeader read(byte[] bytes) throws RejectedException {
        try {
            return read(ByteSource.of(bytes));
        } catch (IOException e) {
            throw new IllegalStateException("Memory needs no input", e);
        }
    }

    private static ImageHeader read(ByteSource source) throws IOException, RejectedException {
        byte[] first = source.bytes(0, (int) Math.min(source.size(), FormatSniffer.SNIFF_BYTES));
        ImageFormat format = FormatSniffer.sniff(first)
                .orElseThrow(() -> new RejectedException(
                        Reason.UNSUPPORTED_FORMAT,
                        first.length == 0 ? "File is empty" : "First bytes are of no image format that is read"));
        return switch (format) {
            case JPEG -> JpegHeader.read(source);
            case PNG -> PngHeader.read(source);
            case GIF -> GifHeader.read(source);
            case WEBP -> WebpHeader.read(source);
            case TIFF -> TiffHeader.read(source);
            case AVIF, HEIC -> HeifHeader.read(source, format);
            case BMP -> BmpHeader.read(source);
            case JXL -> JxlHeader.read(source);
            case CR2, CR3, NEF, ARW, DNG, RAF, RW2, ORF ->
                RawPreview.find(format, source).header();
        };
    }

    /** The header, or the rejection of sides that no decoder takes. */
    static ImageHeader header(ImageFormat format, long width, long height, boolean progressive)
            throws RejectedException {
        if (width < 1 || height < 1 || width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
            throw corrupt(format, "sides are " + width + "x" + height);
        }
        return new ImageHeader(format, (int) width, (int) height, progressive);
    }

    static RejectedException corrupt(ImageFormat format, String what) {
        return new RejectedException(Reason.CORRUPT, "Header of the " + format.code() + " is damaged: " + what);
    }
}
