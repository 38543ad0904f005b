package dev.darkroom.imaging.format;

import dev.darkroom.core.error.Reason;
import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.photo.ImageFormat;
import java.io.IOException;
import java.nio.ByteOrder;

/**
 * Reads the first directory of a TIFF or BigTIFF, and turns camera raw files away: they are TIFF by their first bytes,
 * and what a TIFF decoder would make of them is a postage stamp.
 */
final class TiffHeader {
    private static final int MAX_ENTRIES = 4096;
    private static final int NEW_SUBFILE_TYPE = 254;
    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int DNG_VERSION = 50706;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int LONG8 = 16;

    private TiffHeader() {}

    static ImageHeader read(ByteSource source) throws IOException, RejectedException {
        ByteOrder order = source.u8(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        boolean big = source.u16(2, order) == 43;
        if (!big && source.u32(4, order) >= 16 && source.fourChars(8).startsWith("CR")) {
            throw raw("CR2");
        }
        long at = big ? source.u64(8, order) : source.u32(4, order);
        long entries = big ? source.u64(at, order) : source.u16(at, order);
        if (entries < 1 || entries > MAX_ENTRIES) {
            throw HeaderReader.corrupt(ImageFormat.TIFF, entries + " entries in its first directory");
        }
        long width = 0;
        long height = 0;
        at += big ? 8 : 2;
        for (int i = 0; i < entries; i++, at += big ? 20 : 12) {
            switch (source.u16(at, order)) {
                case WIDTH -> width = value(source, at, order, big);
                case HEIGHT -> height = value(source, at, order, big);
                case DNG_VERSION -> throw raw("DNG");
                case NEW_SUBFILE_TYPE -> {
                    if ((value(source, at, order, big) & 1) == 1) {
                        throw raw("its first image is a preview");
                    }
                }
                default -> {
                    // other tags say nothing about the size
                }
            }
        }
        return HeaderReader.header(ImageFormat.TIFF, width, height, false);
    }

    /** The entry's first value, when it is an unsigned integer that stands in the entry itself. */
    private static long value(ByteSource source, long entry, ByteOrder order, boolean big)
            throws IOException, RejectedException {
        long at = entry + (big ? 12 : 8);
        return switch (source.u16(entry + 2, order)) {
            case SHORT -> source.u16(at, order);
            case LONG -> source.u32(at, order);
            case LONG8 -> big ? source.u64(at, order) : 0;
            default -> 0;
        };
    }

    private static RejectedException raw(String kind) {
        return new RejectedException(Reason.UNSUPPORTED_FORMAT, "Camera raw files are not read (" + kind + ")");
    }
}
