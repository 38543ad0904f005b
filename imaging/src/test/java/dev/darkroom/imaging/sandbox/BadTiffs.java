package dev.darkroom.imaging.sandbox;

import dev.darkroom.imaging.Bytes;

/** TIFF structures, of files and of EXIF, that send a reader round in circles or promise it too much. */
final class BadTiffs {
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int DIRECTORY_BYTES = 2 + 12 + 4;

    private BadTiffs() {}

    /** Its first directory is followed by itself. */
    static byte[] loop() {
        return head().le16(1).raw(entry(0x112, SHORT, 1, 6)).le32(8).toArray();
    }

    /** EXIF and GPS directory are each inside the other, and both are the first one. */
    static byte[] subLoop() {
        return head().le16(3)
                .raw(entry(0x14a, LONG, 1, 8))
                .raw(entry(0x8769, LONG, 1, 8))
                .raw(entry(0x8825, LONG, 1, 8))
                .le32(8)
                .toArray();
    }

    /** So many directories, each followed by the next. */
    static byte[] chain(int directories) {
        Bytes out = head();
        for (int i = 1; i <= directories; i++) {
            long next = i == directories ? 0 : 8 + (long) i * DIRECTORY_BYTES;
            out.le16(1).raw(entry(0x112, SHORT, 1, 6)).le32(next);
        }
        return out.toArray();
    }

    /** A grey picture in strips, all of them in the same place. */
    static byte[] strips(int count) {
        int directory = 8 + DIRECTORY_BYTES + 12 * 8;
        Bytes out = head().le16(9)
                .raw(entry(256, LONG, 1, 1_000))
                .raw(entry(257, LONG, 1, 30_000))
                .raw(entry(258, SHORT, 1, 8))
                .raw(entry(259, SHORT, 1, 1))
                .raw(entry(262, SHORT, 1, 1))
                .raw(entry(273, LONG, count, directory))
                .raw(entry(277, SHORT, 1, 1))
                .raw(entry(278, LONG, 1, 1))
                .raw(entry(279, LONG, count, directory + 4L * count))
                .le32(0);
        for (int i = 0; i < count; i++) {
            out.le32(8);
        }
        for (int i = 0; i < count; i++) {
            out.le32(1_000);
        }
        return out.zeros(1_000).toArray();
    }

    /** A small square of very many bands. */
    static byte[] bands(int count) {
        return packed(200, 200, count, 8);
    }

    /** A black square of 16 bits a sample, packed a thousandfold. */
    static byte[] packed(int side, int samples) {
        return packed(side, side, samples, 16);
    }

    private static byte[] packed(int width, int height, int samples, int bits) {
        byte[] strip = Bombs.deflated((long) width * height * samples * bits / 8);
        int end = 8 + DIRECTORY_BYTES + 12 * 8;
        return head().le16(9)
                .raw(entry(256, LONG, 1, width))
                .raw(entry(257, LONG, 1, height))
                .raw(entry(258, SHORT, 1, bits))
                .raw(entry(259, SHORT, 1, 8))
                .raw(entry(262, SHORT, 1, samples >= 3 ? 2 : 1))
                .raw(entry(273, LONG, 1, end))
                .raw(entry(277, SHORT, 1, samples))
                .raw(entry(278, LONG, 1, height))
                .raw(entry(279, LONG, 1, strip.length))
                .le32(0)
                .raw(strip)
                .toArray();
    }

    private static Bytes head() {
        return new Bytes().text("II*\0").le32(8);
    }

    private static byte[] entry(int tag, int type, int count, long value) {
        return new Bytes().le16(tag).le16(type).le32(count).le32(value).toArray();
    }
}
