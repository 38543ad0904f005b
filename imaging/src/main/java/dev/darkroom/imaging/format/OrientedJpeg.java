package dev.darkroom.imaging.format;

import java.io.ByteArrayOutputStream;

/** A copy of a JPEG whose EXIF is its orientation and nothing else. */
final class OrientedJpeg {
    private static final int EXIF_MARKER = 0xe1;
    private static final int SCAN = 0xda;
    private static final int EXIF_AT = 4;

    /** APP1 with a TIFF of one entry, the orientation. */
    private static final byte[] EXIF = {
        (byte) 0xff,
        (byte) EXIF_MARKER,
        0,
        34,
        'E',
        'x',
        'i',
        'f',
        0,
        0,
        'M',
        'M',
        0,
        42,
        0,
        0,
        0,
        8,
        0,
        1,
        1,
        0x12,
        0,
        3,
        0,
        0,
        0,
        1,
        0,
        1,
        0,
        0,
        0,
        0,
        0,
        0
    };

    private static final int VALUE_AT = 29;

    private OrientedJpeg() {}

    /** The JPEG at {@code start}; {@code orientation} 0 leaves it as it is. */
    static byte[] of(byte[] bytes, int start, int length, int orientation) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(length + EXIF.length);
        if (orientation == 0) {
            out.write(bytes, start, length);
            return out.toByteArray();
        }
        byte[] exif = EXIF.clone();
        exif[VALUE_AT] = (byte) orientation;
        out.write(bytes, start, 2);
        out.writeBytes(exif);
        int at = start + 2;
        int end = start + length;
        while (at + EXIF_AT <= end && (bytes[at] & 0xff) == 0xff && (bytes[at + 1] & 0xff) != SCAN) {
            int next = at + 2 + ((bytes[at + 2] & 0xff) << 8 | (bytes[at + 3] & 0xff));
            if (next > end) {
                break;
            }
            if ((bytes[at + 1] & 0xff) != EXIF_MARKER) {
                out.write(bytes, at, next - at);
            }
            at = next;
        }
        out.write(bytes, at, end - at);
        return out.toByteArray();
    }
}
