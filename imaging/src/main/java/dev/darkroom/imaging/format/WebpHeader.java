package dev.darkroom.imaging.format;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.photo.ImageFormat;
import java.io.IOException;

/** Reads the sides from a WebP's first chunk: the canvas of VP8X, or the frame of VP8 and VP8L. */
final class WebpHeader {
    /** More than the frames that any limit lets pass, each of which is a chunk. */
    private static final int MAX_CHUNKS = 16_384;

    private WebpHeader() {}

    static ImageHeader read(ByteSource source) throws IOException, RejectedException {
        String chunk = source.fourChars(12);
        return switch (chunk) {
            case "VP8X" -> header(1 + u24(source, 24), 1 + u24(source, 27)).with(contents(source));
            case "VP8 " -> {
                if (source.u8(23) != 0x9d || source.u16(24) != 0x012a) {
                    throw HeaderReader.corrupt(ImageFormat.WEBP, "no start code in VP8");
                }
                yield header(source.u16(26, LITTLE_ENDIAN) & 0x3fff, source.u16(28, LITTLE_ENDIAN) & 0x3fff);
            }
            case "VP8L" -> {
                if (source.u8(20) != 0x2f) {
                    throw HeaderReader.corrupt(ImageFormat.WEBP, "no signature in VP8L");
                }
                long bits = source.u32(21, LITTLE_ENDIAN);
                yield header(1 + (bits & 0x3fff), 1 + (bits >> 14 & 0x3fff));
            }
            default -> throw HeaderReader.corrupt(ImageFormat.WEBP, "first chunk is none of VP8, VP8L, VP8X");
        };
    }

    /** What follows the canvas: the chunks of an extended file. */
    private static Contents contents(ByteSource source) throws IOException, RejectedException {
        Contents.Counter counter = new Contents.Counter();
        long at = 12;
        for (int chunk = 0; chunk < MAX_CHUNKS && at + 8 <= source.size(); chunk++) {
            long length = source.u32(at + 4, LITTLE_ENDIAN);
            switch (source.fourChars(at)) {
                case "ANMF" -> counter.frame();
                case "ICCP" -> counter.profile(length);
                case "EXIF" -> counter.exif(length);
                case "XMP " -> counter.xmp(length);
                default -> {
                    // pixels, and settings of a few bytes
                }
            }
            at += 8 + length + (length & 1);
        }
        return counter.contents();
    }

    private static ImageHeader header(long width, long height) throws RejectedException {
        return HeaderReader.header(ImageFormat.WEBP, width, height, false);
    }

    private static long u24(ByteSource source, long at) throws IOException, RejectedException {
        return source.u16(at, LITTLE_ENDIAN) | (long) source.u8(at + 2) << 16;
    }
}
