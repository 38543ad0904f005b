package dev.darkroom.imaging.format;

import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.photo.ImageFormat;
import java.io.IOException;

/** Walks a JPEG's markers to its frame header (ITU T.81, B.2.2). */
final class JpegHeader {
    /** More than any camera writes; ICC, MPF and extended XMP together stay below a few hundred. */
    private static final int MAX_SEGMENTS = 4096;

    private static final int MAX_FILL_BYTES = 4096;

    private JpegHeader() {}

    static ImageHeader read(ByteSource source) throws IOException, RejectedException {
        return read(source, false);
    }

    /** As {@link #read}, and refuses what no viewer shows: frames without loss, or of more than 8 bits. */
    static ImageHeader readShowable(ByteSource source) throws IOException, RejectedException {
        return read(source, true);
    }

    private static ImageHeader read(ByteSource source, boolean showable) throws IOException, RejectedException {
        long at = 2;
        int fill = 0;
        Contents.Counter counter = new Contents.Counter();
        for (int segment = 0; segment < MAX_SEGMENTS; segment++) {
            while (source.u8(at) != 0xff || source.u8(at + 1) == 0xff) {
                at++;
                if (++fill > MAX_FILL_BYTES) {
                    throw HeaderReader.corrupt(ImageFormat.JPEG, "no marker near byte " + at);
                }
            }
            int marker = source.u8(at + 1);
            at += 2;
            if (marker == 0xd9 || marker == 0xda) {
                throw HeaderReader.corrupt(ImageFormat.JPEG, "no frame before the image data");
            }
            if (marker <= 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {
                continue;
            }
            int length = source.u16(at);
            if (length < 2) {
                throw HeaderReader.corrupt(ImageFormat.JPEG, "segment length " + length);
            }
            if (isFrame(marker)) {
                if (showable && (marker > 0xc2 || source.u8(at + 2) != 8)) {
                    throw HeaderReader.corrupt(ImageFormat.JPEG, "frame of kind " + (marker & 15));
                }
                // Coded processes: x2, x6, xA, xE are the progressive ones.
                boolean progressive = (marker & 3) == 2;
                return HeaderReader.header(ImageFormat.JPEG, source.u16(at + 5), source.u16(at + 3), progressive)
                        .with(counter.contents());
            }
            count(counter, source, marker, at + 2, length - 2L);
            at += length;
        }
        throw HeaderReader.corrupt(ImageFormat.JPEG, "no frame in " + MAX_SEGMENTS + " segments");
    }

    private static void count(Contents.Counter counter, ByteSource source, int marker, long at, long length)
            throws IOException, RejectedException {
        if (marker == 0xe1 && Signature.EXIF.isAt(source, at)) {
            counter.exif(length);
        } else if (marker == 0xe1 && (Signature.XMP.isAt(source, at) || Signature.EXTENDED_XMP.isAt(source, at))) {
            counter.xmp(length);
        } else if (marker == 0xe2 && Signature.PROFILE.isAt(source, at)) {
            counter.profile(length);
        }
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }
}
