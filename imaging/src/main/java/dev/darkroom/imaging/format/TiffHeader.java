package dev.darkroom.imaging.format;

import dev.darkroom.core.error.Reason;
import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.photo.ImageFormat;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads the first directory of a TIFF or BigTIFF, and tells camera raw files from it: they are TIFF by their first bytes,
 * and what a TIFF decoder would make of them is a postage stamp.
 */
final class TiffHeader {
    private static final int MAX_ENTRIES = 4096;
    private static final int NEW_SUBFILE_TYPE = 254;
    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int DNG_VERSION = 50706;
    private static final int MAKE = 271;
    private static final int MAX_MAKE_CHARS = 32;
    private static final int XMP = 700;
    private static final int STRIP_OFFSETS = 273;
    private static final int PROFILE = 34_675;
    /** One for each row and colour of the tallest picture. */
    private static final int MAX_STRIPS = 131_072;
    /** More than any limit lets pass; also what ends a chain of pages that bites its tail. */
    private static final int MAX_PAGES = 16_384;

    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int LONG8 = 16;

    private TiffHeader() {}

    static ImageHeader read(ByteSource source) throws IOException, RejectedException {
        ByteOrder order = source.u8(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        boolean big = source.u16(2, order) == 43;
        long at = big ? source.u64(8, order) : source.u32(4, order);
        long entries = big ? source.u64(at, order) : source.u16(at, order);
        if (entries < 1 || entries > MAX_ENTRIES) {
            throw HeaderReader.corrupt(ImageFormat.TIFF, entries + " entries in its first directory");
        }
        long width = 0;
        long height = 0;
        boolean dng = false;
        boolean preview = false;
        at += big ? 8 : 2;
        for (int i = 0; i < entries; i++, at += big ? 20 : 12) {
            switch (source.u16(at, order)) {
                case WIDTH -> width = value(source, at, order, big);
                case HEIGHT -> height = value(source, at, order, big);
                case DNG_VERSION -> dng = true;
                case NEW_SUBFILE_TYPE -> preview = (value(source, at, order, big) & 1) == 1;
                default -> {
                    // other tags say nothing about the size
                }
            }
        }
        return dng || preview
                ? RawPreview.find(kind(source, order, big, dng), source).header()
                : HeaderReader.header(ImageFormat.TIFF, width, height, false).with(contents(source, order, big));
    }

    /** Whose raw file it is; a TIFF that begins with a preview is a camera's. */
    private static ImageFormat kind(ByteSource source, ByteOrder order, boolean big, boolean dng)
            throws IOException, RejectedException {
        Optional<TiffDirectory> main =
                big ? Optional.empty() : TiffDirectory.at(source, order, 0, source.u32(4, order));
        String make =
                main.isEmpty() ? "" : main.get().text(MAKE, MAX_MAKE_CHARS).toUpperCase(Locale.ROOT);
        if (dng && !big) {
            return ImageFormat.DNG;
        }
        if (make.startsWith("NIKON")) {
            return ImageFormat.NEF;
        }
        if (make.startsWith("SONY")) {
            return ImageFormat.ARW;
        }
        throw new RejectedException(
                Reason.UNSUPPORTED_FORMAT,
                "Camera raw files of this kind are not read" + (make.isEmpty() ? "" : " (" + make + ")"));
    }

    /** Pages, profile and XMP; a BigTIFF's are left to its decoder, which reads one page and ignores the rest. */
    private static Contents contents(ByteSource source, ByteOrder order, boolean big)
            throws IOException, RejectedException {
        Contents.Counter counter = new Contents.Counter();
        Optional<TiffDirectory> page =
                big ? Optional.empty() : TiffDirectory.at(source, order, 0, source.u32(4, order));
        if (page.isPresent()) {
            counter.profile(length(page.get(), PROFILE));
            counter.xmp(length(page.get(), XMP));
            if (length(page.get(), STRIP_OFFSETS) > MAX_STRIPS * 4L) {
                throw HeaderReader.corrupt(ImageFormat.TIFF, "more than " + MAX_STRIPS + " strips");
            }
        }
        while (page.isPresent() && counter.frames() < MAX_PAGES) {
            counter.frame();
            page = TiffDirectory.at(source, order, 0, page.get().next());
        }
        return counter.contents();
    }

    private static long length(TiffDirectory page, int tag) throws IOException, RejectedException {
        return page.value(tag).map(TiffDirectory.Value::bytes).orElse(0L);
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
}
