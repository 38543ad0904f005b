package dev.darkroom.imaging.sandbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.darkroom.imaging.Bytes;
import java.util.Arrays;
import java.util.zip.CRC32;

/** A good picture whose header is made to lie about its sides. */
final class PatchedFile {
    private final WarmUpPicture picture;
    private final byte[] bytes;

    private PatchedFile(WarmUpPicture picture) {
        this.picture = picture;
        this.bytes = picture.bytes();
    }

    static PatchedFile of(WarmUpPicture picture) {
        return new PatchedFile(picture);
    }

    byte[] sides(int width, int height) {
        switch (picture) {
            case JPEG -> put(find(0xff, 0xc0) + 5, new Bytes().be16(height).be16(width));
            case PNG -> {
                put(16, new Bytes().be32(width).be32(height));
                CRC32 check = new CRC32();
                check.update(bytes, 12, 17);
                put(29, new Bytes().be32(check.getValue()));
            }
            case GIF -> {
                put(6, new Bytes().le16(width).le16(height));
                put(find(0x2c, 0, 0, 0, 0) + 5, new Bytes().le16(width).le16(height));
            }
            case WEBP -> put(find(0x9d, 0x01, 0x2a) + 3, new Bytes().le16(width).le16(height));
            case TIFF -> {
                tiff(256, width);
                tiff(257, height);
            }
            case AVIF, HEIC ->
                put(find('i', 's', 'p', 'e') + 8, new Bytes().be32(width).be32(height));
            case BMP -> put(18, new Bytes().le32(width).le32(height));
            case JXL -> throw new IllegalArgumentException("Sides are bits in a JPEG XL");
        }
        return bytes;
    }

    /** The value of an entry, as libvips writes it: short or long, little-endian. */
    private void tiff(int tag, int value) {
        int at = find(tag & 0xff, tag >> 8);
        put(at + 2, new Bytes().le16(4).le32(1).le32(value));
    }

    private void put(int at, Bytes patch) {
        byte[] patched = patch.toArray();
        System.arraycopy(patched, 0, bytes, at, patched.length);
    }

    private int find(int... pattern) {
        String wanted = new String(new Bytes().u8(pattern).toArray(), ISO_8859_1);
        int at = new String(bytes, ISO_8859_1).indexOf(wanted);
        if (at < 0) {
            throw new IllegalArgumentException("Not in the " + picture + ": " + Arrays.toString(pattern));
        }
        return at;
    }
}
