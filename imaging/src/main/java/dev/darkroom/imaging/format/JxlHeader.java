package dev.darkroom.imaging.format;

import dev.darkroom.core.error.Reason;
import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.photo.ImageFormat;
import java.io.IOException;
import java.util.List;

/** Reads the size header of a JPEG XL codestream, bare or in its container (ISO/IEC 18181-1, 18181-2). */
final class JxlHeader {
    private static final int[] SIDE_BITS = {9, 13, 18, 30};
    /** Width over height, as numerator and denominator, for the ratio codes 1 to 7. */
    private static final int[][] RATIOS = {{1, 1}, {12, 10}, {4, 3}, {3, 2}, {16, 9}, {5, 4}, {2, 1}};

    /** The longest size header has 1 + 2 + 30 + 3 + 2 + 30 bits. */
    private static final int MAX_BYTES = 9;

    private final byte[] bytes;
    private int at;

    private JxlHeader(byte[] bytes) {
        this.bytes = bytes;
    }

    static ImageHeader read(ByteSource source) throws IOException, RejectedException {
        long start = codestream(source);
        if (source.u16(start) != 0xff0a) {
            throw HeaderReader.corrupt(ImageFormat.JXL, "no codestream signature");
        }
        return new JxlHeader(source.bytes(start + 2, (int) Math.min(MAX_BYTES, source.size() - start - 2)))
                .sides()
                .with(contents(source));
    }

    private static Contents contents(ByteSource source) throws IOException, RejectedException {
        Contents.Counter counter = new Contents.Counter();
        for (BmffBox box : source.u8(0) == 0xff ? List.<BmffBox>of() : BmffBox.file(source, ImageFormat.JXL)) {
            long length = box.end() - box.start();
            switch (box.type()) {
                case "Exif" -> counter.exif(length);
                case "xml " -> counter.xmp(length);
                default -> {
                    // the picture, or a box that nothing reads
                }
            }
        }
        return counter.contents();
    }

    private static long codestream(ByteSource source) throws IOException, RejectedException {
        if (source.u8(0) == 0xff) {
            return 0;
        }
        for (BmffBox box : BmffBox.file(source, ImageFormat.JXL)) {
            if (box.type().equals("jxlc")) {
                return box.start();
            }
            if (box.type().equals("jxlp")) {
                return box.start() + 4;
            }
        }
        throw HeaderReader.corrupt(ImageFormat.JXL, "no codestream box");
    }

    private ImageHeader sides() throws RejectedException {
        boolean small = bits(1) == 1;
        long height = side(small);
        int ratio = (int) bits(3);
        long width = ratio == 0 ? side(small) : height * RATIOS[ratio - 1][0] / RATIOS[ratio - 1][1];
        return HeaderReader.header(ImageFormat.JXL, width, height, false);
    }

    /** A small side is a multiple of 8 up to 256. */
    private long side(boolean small) throws RejectedException {
        return small ? (bits(5) + 1) * 8 : bits(SIDE_BITS[(int) bits(2)]) + 1;
    }

    /** The next {@code count} bits, the first one lowest. */
    private long bits(int count) throws RejectedException {
        long value = 0;
        for (int i = 0; i < count; i++, at++) {
            if (at / 8 >= bytes.length) {
                throw new RejectedException(Reason.TRUNCATED, "JXL ends inside its size header");
            }
            value |= (long) (bytes[at / 8] >> at % 8 & 1) << i;
        }
        return value;
    }
}
