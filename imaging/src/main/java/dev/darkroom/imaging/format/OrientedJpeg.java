package dev.darkroom.imaging.format;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A copy of a JPEG whose EXIF is its orientation and nothing else, with a profile if it is given one. */
final class OrientedJpeg {
    private static final int EXIF_MARKER = 0xe1;
    private static final int PROFILE_MARKER = 0xe2;
    private static final int SCAN = 0xda;
    private static final int HEADER_BYTES = 4;

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
    private static final byte[] PROFILE = "ICC_PROFILE\0\1\1".getBytes(StandardCharsets.ISO_8859_1);

    private OrientedJpeg() {}

    /**
     * The copy.
     *
     * @param orientation 1 to 8
     * @param profile at most 65,519 bytes, for a JPEG that has none
     */
    static byte[] of(byte[] jpeg, int orientation, Optional<byte[]> profile) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(jpeg.length + EXIF.length);
        byte[] exif = EXIF.clone();
        exif[VALUE_AT] = (byte) orientation;
        out.write(jpeg, 0, 2);
        out.writeBytes(exif);
        profile.ifPresent(icc -> writeProfile(out, icc));
        int at = 2;
        while (at + HEADER_BYTES <= jpeg.length && (jpeg[at] & 0xff) == 0xff && (jpeg[at + 1] & 0xff) != SCAN) {
            int next = at + 2 + ((jpeg[at + 2] & 0xff) << 8 | (jpeg[at + 3] & 0xff));
            if (next > jpeg.length) {
                break;
            }
            if ((jpeg[at + 1] & 0xff) != EXIF_MARKER) {
                out.write(jpeg, at, next - at);
            }
            at = next;
        }
        out.write(jpeg, at, jpeg.length - at);
        return out.toByteArray();
    }

    private static void writeProfile(ByteArrayOutputStream out, byte[] icc) {
        int length = 2 + PROFILE.length + icc.length;
        out.writeBytes(new byte[] {(byte) 0xff, (byte) PROFILE_MARKER, (byte) (length >> 8), (byte) length});
        out.writeBytes(PROFILE);
        out.writeBytes(icc);
    }
}
