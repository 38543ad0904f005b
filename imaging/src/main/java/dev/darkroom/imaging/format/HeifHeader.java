package dev.darkroom.imaging.format;

import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.photo.ImageFormat;
import java.io.IOException;
import java.util.List;

/**
 * Reads the sides of a HEIC or AVIF from its {@code ispe} properties (ISO/IEC 23008-12). The largest image in the file
 * counts: it is the primary one in every camera's file, and the one that a limit must see in a hostile one.
 */
final class HeifHeader {
    /** More than any sensible limit lets pass. */
    private static final int MOST_COUNTED = 64;

    private HeifHeader() {}

    static ImageHeader read(ByteSource source, ImageFormat format) throws IOException, RejectedException {
        BmffBox meta = BmffBox.find(BmffBox.file(source, format), "meta");
        BmffBox properties = BmffBox.find(meta.childrenAfter(4), "iprp");
        List<BmffBox> container =
                BmffBox.find(properties.childrenAfter(0), "ipco").childrenAfter(0);
        long width = 0;
        long height = 0;
        Contents.Counter counter = new Contents.Counter();
        counter.nesting(meta.nesting(MOST_COUNTED));
        for (BmffBox box : container) {
            if (box.type().equals("colr") && !source.fourChars(box.start()).equals("nclx")) {
                counter.profile(box.end() - box.start());
            }
            if (!box.type().equals("ispe")) {
                continue;
            }
            long w = source.u32(box.start() + 4);
            long h = source.u32(box.start() + 8);
            // As doubles, since the product of two unsigned 32-bit sides overflows a long.
            if (h > 0 && (height == 0 || (double) w * h > (double) width * height)) {
                width = w;
                height = h;
            }
        }
        if (height == 0) {
            throw HeaderReader.corrupt(format, "no image size (ispe)");
        }
        return HeaderReader.header(format, width, height, false).with(counter.contents());
    }
}
