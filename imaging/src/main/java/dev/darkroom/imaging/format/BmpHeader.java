package dev.darkroom.imaging.format;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.photo.ImageFormat;
import java.io.IOException;

/** Reads a BMP's information header, old (12 bytes) or new; a negative height means top-down. */
final class BmpHeader {
    private static final int OLD_HEADER_BYTES = 12;

    private BmpHeader() {}

    static ImageHeader read(ByteSource source) throws IOException, RejectedException {
        if (source.u32(14, LITTLE_ENDIAN) == OLD_HEADER_BYTES) {
            return HeaderReader.header(
                    ImageFormat.BMP, source.u16(18, LITTLE_ENDIAN), source.u16(20, LITTLE_ENDIAN), false);
        }
        long width = (int) source.u32(18, LITTLE_ENDIAN);
        long height = (int) source.u32(22, LITTLE_ENDIAN);
        return HeaderReader.header(ImageFormat.BMP, width, Math.abs(height), false);
    }
}
