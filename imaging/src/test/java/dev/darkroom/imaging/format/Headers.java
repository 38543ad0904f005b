package dev.darkroom.imaging.format;

import dev.darkroom.imaging.Bytes;

/** Headers of files that claim any size, with little or nothing behind them: what a decompression bomb looks like. */
final class Headers {
    private Headers() {}

    static byte[] jpeg(int marker, int width, int height) {
        return new Bytes()
                .u8(0xff, 0xd8, 0xff, 0xe0)
                .be16(16)
                .text("JFIF\0")
                .zeros(9)
                .u8(0xff, marker)
                .be16(17)
                .u8(8)
                .be16(height)
                .be16(width)
                .zeros(10)
                .toArray();
    }

    static byte[] png(long width, long height, int interlace) {
        return new Bytes()
                .text("\u0089PNG\r\n\u001a\n")
                .be32(13)
                .text("IHDR")
                .be32(width)
                .be32(height)
                .u8(8, 2, 0, 0, interlace)
                .zeros(4)
                .toArray();
    }

    static byte[] gif(int screenWidth, int screenHeight, int frameWidth, int frameHeight, boolean interlaced) {
        return new Bytes()
                .text("GIF89a")
                .le16(screenWidth)
                .le16(screenHeight)
                .u8(0x80, 0, 0)
                .zeros(6)
                .u8(0x21, 0xf9, 4, 0, 0, 0, 0, 0)
                .u8(0x2c)
                .le16(0)
                .le16(0)
                .le16(frameWidth)
                .le16(frameHeight)
                .u8(interlaced ? 0x40 : 0, 2)
                .toArray();
    }

    static byte[] webpLossy(int width, int height) {
        return riff(
                "VP8 ", new Bytes().u8(0, 0, 0, 0x9d, 0x01, 0x2a).le16(width).le16(height));
    }

    static byte[] webpLossless(int width, int height) {
        return riff("VP8L", new Bytes().u8(0x2f).le32((width - 1) | (long) (height - 1) << 14));
    }

    static byte[] webpExtended(int width, int height) {
        int w = width - 1;
        int h = height - 1;
        return riff("VP8X", new Bytes().le32(0).u8(w, w >> 8, w >> 16, h, h >> 8, h >> 16));
    }

    private static byte[] riff(String chunk, Bytes content) {
        byte[] inside = content.toArray();
        return new Bytes()
                .text("RIFF")
                .le32(12L + inside.length)
                .text("WEBP")
                .text(chunk)
                .le32(inside.length)
                .raw(inside)
                .toArray();
    }

    static byte[] tiff(long width, long height) {
        return new Bytes()
                .text("II*\0")
                .le32(8)
                .le16(2)
                .le16(256)
                .le16(4)
                .le32(1)
                .le32(width)
                .le16(257)
                .le16(4)
                .le32(1)
                .le32(height)
                .le32(0)
                .toArray();
    }

    static byte[] bigTiff(int width, int height) {
        return new Bytes()
                .text("II+\0")
                .le16(8)
                .le16(0)
                .le32(16)
                .le32(0)
                .le32(2)
                .le32(0)
                .le16(256)
                .le16(3)
                .le32(1)
                .le32(0)
                .le16(width)
                .zeros(6)
                .le16(257)
                .le16(3)
                .le32(1)
                .le32(0)
                .le16(height)
                .zeros(6)
                .toArray();
    }

    /** A DNG as far as its first directory: a preview, and a version tag. */
    static byte[] dng() {
        return new Bytes()
                .text("II*\0")
                .le32(8)
                .le16(2)
                .le16(256)
                .le16(4)
                .le32(1)
                .le32(256)
                .le16(50706)
                .le16(1)
                .le32(4)
                .u8(1, 4, 0, 0)
                .le32(0)
                .toArray();
    }

    /** A grid: the tile first, then the picture. */
    static byte[] heif(String brand, long width, long height) {
        Bytes ispes = new Bytes()
                .box("ispe", new Bytes().be32(0).be32(512).be32(512))
                .box("ispe", new Bytes().be32(0).be32(width).be32(height));
        Bytes meta = new Bytes().be32(0).box("iprp", new Bytes().box("ipco", ispes));
        return new Bytes()
                .box("ftyp", new Bytes().text(brand).be32(0).text("mif1"))
                .box("meta", meta)
                .toArray();
    }

    static byte[] bmp(int width, int height) {
        return new Bytes()
                .text("BM")
                .le32(54)
                .le32(0)
                .le32(54)
                .le32(40)
                .le32(width)
                .le32(height)
                .zeros(28)
                .toArray();
    }

    /** 1,000 x 2,000 pixels: two sides of 13 bits, each stored less one. */
    static byte[] jxl() {
        long bits = 1L << 1 | 1999L << 3 | 1L << 19 | 999L << 21;
        return new Bytes().u8(0xff, 0x0a).le32(bits).le32(bits >> 32).toArray();
    }
}
