package dev.darkroom.imaging.rendition;

import java.util.Set;
import java.util.TreeSet;

/** The markers of a JPEG up to its image data. */
public final class JpegSegments {
    /** JFIF, tables, a sequential frame and its scan: nothing that could carry metadata, a profile or a thumbnail. */
    public static final Set<Integer> PICTURE_ONLY = Set.of(0xe0, 0xdb, 0xc0, 0xc4, 0xda, 0xdd);

    private JpegSegments() {}

    /** The second byte of each marker after the start of the image. */
    public static Set<Integer> markers(byte[] jpeg) {
        Set<Integer> markers = new TreeSet<>();
        int at = 2;
        while (true) {
            int marker = jpeg[at + 1] & 0xff;
            markers.add(marker);
            if (marker == 0xda) {
                return markers;
            }
            at += 2 + ((jpeg[at + 2] & 0xff) << 8 | (jpeg[at + 3] & 0xff));
        }
    }
}
