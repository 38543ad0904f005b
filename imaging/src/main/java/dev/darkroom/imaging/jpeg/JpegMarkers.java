package dev.darkroom.imaging.jpeg;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a JPEG says about its pixels in front of them.
 *
 * @param turn from EXIF; none where that is absent or damaged
 * @param profile the first part of an ICC profile, which is all of it up to 64 KB
 */
record JpegMarkers(Turn turn, Optional<byte[]> profile) {
    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] PROFILE = "ICC_PROFILE\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int PROFILE_HEAD = PROFILE.length + 2;
    private static final int MOST_ENTRIES = 1000;
    private static final int ORIENTATION = 0x0112;
    private static final int SHORT = 3;

    /** Stops at the image data, or at the first thing that is no marker. */
    static JpegMarkers read(byte[] jpeg) {
        Optional<Turn> turn = Optional.empty();
        Optional<byte[]> profile = Optional.empty();
        int at = 2;
        while (at + 4 <= jpeg.length && (jpeg[at] & 0xff) == 0xff) {
            int marker = jpeg[at + 1] & 0xff;
            if (marker == 0xff) {
                at++;
                continue;
            }
            int length = (jpeg[at + 2] & 0xff) << 8 | (jpeg[at + 3] & 0xff);
            int end = at + 2 + length;
            if (marker == 0xda || length < 2 || end > jpeg.length) {
                break;
            }
            if (marker == 0xe1 && turn.isEmpty() && begins(jpeg, at + 4, end, EXIF)) {
                turn = Optional.of(
                        Turn.ofExif(orientation(ByteBuffer.wrap(jpeg, at + 4 + EXIF.length, end - at - 4 - EXIF.length)
                                .slice())));
            }
            if (marker == 0xe2 && profile.isEmpty() && begins(jpeg, at + 4, end, PROFILE)) {
                profile = Optional.of(Arrays.copyOfRange(jpeg, Math.min(at + 4 + PROFILE_HEAD, end), end));
            }
            at = end;
        }
        return new JpegMarkers(turn.orElse(Turn.NONE), profile);
    }

    private static boolean begins(byte[] jpeg, int from, int end, byte[] name) {
        return end - from >= name.length && Arrays.equals(jpeg, from, from + name.length, name, 0, name.length);
    }

    /** The orientation in the first directory of a TIFF; 1 when there is none. */
    private static int orientation(ByteBuffer tiff) {
        if (tiff.capacity() < 8) {
            return 1;
        }
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        long directory = tiff.getInt(4) & 0xffff_ffffL;
        if (directory + 2 > tiff.capacity()) {
            return 1;
        }
        int entries = Math.min(tiff.getShort((int) directory) & 0xffff, MOST_ENTRIES);
        for (int i = 0; i < entries; i++) {
            long entry = directory + 2 + 12L * i;
            if (entry + 12 > tiff.capacity()) {
                return 1;
            }
            if ((tiff.getShort((int) entry) & 0xffff) == ORIENTATION && tiff.getShort((int) entry + 2) == SHORT) {
                return tiff.getShort((int) entry + 8) & 0xffff;
            }
        }
        return 1;
    }
}
