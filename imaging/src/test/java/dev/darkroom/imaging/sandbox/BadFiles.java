package dev.darkroom.imaging.sandbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.darkroom.imaging.Bytes;
import dev.darkroom.imaging.Pictures;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** What somebody would upload to take a decoder, its memory or its time; each is made when it is asked for. */
final class BadFiles {
    private static final int MAIN = 8;

    private BadFiles() {}

    /** By a name that says what is wrong. */
    static Map<String, Supplier<byte[]>> all() {
        Map<String, Supplier<byte[]>> files = new LinkedHashMap<>();
        files.put(
                "svg",
                () -> text("<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"));
        files.put("svg-behind-a-jpeg-marker", () -> text("\u00ff\u00d8\u00ff\u00e0\n<svg width='9' height='9'/>"));
        files.put("svg-behind-a-gif-header", () -> text("GIF89a<svg><image href='file:///etc/passwd'/></svg>"));
        files.put("pdf", () -> text("%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>"));
        files.put("postscript", () -> text("%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(/etc/passwd) (r) file"));
        files.put(
                "mvg", () -> text("push graphic-context\nviewbox 0 0 9 9\nimage over 0,0 0,0 'https://example.org/'"));
        files.put("matlab", () -> text("MATLAB 5.0 MAT-file, Platform: GLNXA64" + " ".repeat(100)));

        files.put(
                "jpeg-of-65535-a-side", () -> PatchedFile.of(WarmUpPicture.JPEG).sides(65_535, 65_535));
        files.put(
                "png-of-2-billion-a-side",
                () -> PatchedFile.of(WarmUpPicture.PNG).sides(1 << 30, 1 << 30));
        files.put("gif-of-65535-a-side", () -> PatchedFile.of(WarmUpPicture.GIF).sides(65_535, 65_535));
        files.put(
                "webp-of-16383-a-side", () -> PatchedFile.of(WarmUpPicture.WEBP).sides(16_383, 16_383));
        files.put(
                "tiff-of-60000-a-side", () -> PatchedFile.of(WarmUpPicture.TIFF).sides(60_000, 60_000));
        files.put(
                "avif-of-2-billion-a-side",
                () -> PatchedFile.of(WarmUpPicture.AVIF).sides(1 << 30, 1 << 30));
        files.put(
                "heic-of-2-billion-a-side",
                () -> PatchedFile.of(WarmUpPicture.HEIC).sides(1 << 30, 1 << 30));
        files.put(
                "bmp-of-2-billion-a-side",
                () -> PatchedFile.of(WarmUpPicture.BMP).sides(1 << 30, 1 << 30));
        files.put(
                "jpeg-that-lacks-most", () -> PatchedFile.of(WarmUpPicture.JPEG).sides(9_000, 9_000));
        files.put("png-that-lacks-most", () -> PatchedFile.of(WarmUpPicture.PNG).sides(9_000, 9_000));
        files.put("gif-that-lacks-most", () -> PatchedFile.of(WarmUpPicture.GIF).sides(7_900, 7_900));
        files.put(
                "webp-that-lacks-most", () -> PatchedFile.of(WarmUpPicture.WEBP).sides(7_900, 7_900));
        files.put(
                "tiff-that-lacks-most", () -> PatchedFile.of(WarmUpPicture.TIFF).sides(7_900, 7_900));
        files.put(
                "avif-that-lacks-most", () -> PatchedFile.of(WarmUpPicture.AVIF).sides(7_900, 7_900));
        files.put(
                "heic-that-lacks-most", () -> PatchedFile.of(WarmUpPicture.HEIC).sides(7_900, 7_900));
        files.put("bmp-that-lacks-most", () -> PatchedFile.of(WarmUpPicture.BMP).sides(7_900, 7_900));
        files.put("gif-with-a-small-screen-and-a-huge-frame", () -> gif(16, 16, 1, 65_535));

        files.put("png-of-98-mp", () -> Bombs.png(9_900, 9_900, 1));
        files.put("png-of-16-mp-interlaced-in-16-bits", () -> Bombs.interlacedPng(4_000));
        files.put(
                "gif-of-16-mp",
                () -> Pictures.encode(new BufferedImage(4_000, 4_000, BufferedImage.TYPE_BYTE_INDEXED), "gif"));
        files.put("gif-of-10000-frames", () -> gif(64, 64, 10_000, 1));
        files.put("jpeg-of-16-mp-with-500-scans", () -> BadJpegs.manyScans(4_000, 500));
        files.put("jpeg-of-39-mp-progressive", () -> BadJpegs.manyScans(6_250, 0));
        files.put("jpeg-of-10000-segments", () -> BadJpegs.segments(10_000, new byte[4]));
        files.put("jpeg-with-50-mb-of-exif", () -> BadJpegs.segments(800, BadJpegs.exif(new byte[65_000])));
        files.put("tiff-of-a-million-strips", () -> BadTiffs.strips(1_000_000));
        files.put("tiff-of-1000-bands", () -> BadTiffs.bands(1_000));
        files.put("tiff-of-16-mp-in-16-bits-with-alpha", () -> BadTiffs.packed(4_000, 4));

        files.put("exif-that-points-to-itself", () -> inJpeg(BadTiffs.loop()));
        files.put("exif-whose-parts-point-to-each-other", () -> inJpeg(BadTiffs.subLoop()));
        files.put("exif-of-3000-directories", () -> inJpeg(BadTiffs.chain(3_000)));
        files.put("exif-of-200000-directories-in-a-png", () -> inPng("eXIf", BadTiffs.chain(200_000)));
        files.put("tiff-that-points-to-itself", () -> BadTiffs.loop());
        files.put("tiff-of-two-million-directories", () -> BadTiffs.chain(2_000_000));
        files.put("png-with-50-mb-of-exif", () -> inPng("eXIf", new byte[50 << 20]));
        files.put(
                "png-with-100-mb-packed-in-itxt",
                () -> inPng("iTXt", packed("XML:com.adobe.xmp\0\1\0\0\0", 100 << 20)));
        files.put("png-with-100-mb-packed-in-ztxt", () -> inPng("zTXt", packed("Comment\0\0", 100 << 20)));
        files.put("png-with-100-mb-packed-in-iccp", () -> inPng("iCCP", packed("Profile\0\0", 100 << 20)));
        files.put("png-of-100000-chunks", () -> inPng(100_000));
        files.put("xmp-of-a-billion-laughs", () -> BadJpegs.xmp(laughs()));
        files.put(
                "xmp-that-asks-for-a-file",
                () -> BadJpegs.xmp("<!DOCTYPE x [<!ENTITY f SYSTEM 'file:///etc/passwd'>]>"
                        + "<x:xmpmeta xmlns:x='adobe:ns:meta/'>&f;</x:xmpmeta>"));
        files.put("xmp-of-8000-levels", () -> BadJpegs.xmp("<a>".repeat(8_000)));
        files.put(
                "xmp-of-100000-levels-in-a-png",
                () -> inPng("iTXt", text("XML:com.adobe.xmp\0\0\0\0\0" + "<a>".repeat(100_000))));
        files.put("avif-of-100000-nested-boxes", () -> nestedBoxes(100_000));
        return files;
    }

    static byte[] text(String text) {
        return text.getBytes(ISO_8859_1);
    }

    private static byte[] inJpeg(byte[] tiff) {
        return BadJpegs.segments(1, BadJpegs.exif(tiff));
    }

    private static byte[] inPng(String chunk, byte[] content) {
        return Bombs.png(64, 64, 3, Bombs.chunk(chunk, content));
    }

    private static byte[] inPng(int chunks) {
        Bytes all = new Bytes();
        byte[] one = Bombs.chunk("tEXt", text("Comment\0x"));
        for (int i = 0; i < chunks; i++) {
            all.raw(one);
        }
        return Bombs.png(64, 64, 3, all.toArray());
    }

    private static byte[] packed(String before, int zeros) {
        return new Bytes().raw(text(before)).raw(Bombs.deflated(zeros)).toArray();
    }

    /** One pixel in each frame, or a first frame that claims {@code side}. */
    private static byte[] gif(int width, int height, int frames, int side) {
        byte[] frame = new Bytes()
                .u8(0x21, 0xf9, 4, 0, 1, 0, 0, 0, 0x2c)
                .le32(0)
                .le16(side)
                .le16(side)
                .u8(0, 2, 2, 0x44, 1, 0)
                .toArray();
        Bytes gif = new Bytes().text("GIF89a").le16(width).le16(height).u8(0x80, 0, 0, 0, 0, 0, 255, 255, 255);
        for (int i = 0; i < frames; i++) {
            gif.raw(frame);
        }
        return gif.u8(0x3b).toArray();
    }

    private static String laughs() {
        StringBuilder xml = new StringBuilder("<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a0 'ha'>");
        for (int i = 1; i < 30; i++) {
            xml.append("<!ENTITY a")
                    .append(i)
                    .append(" '")
                    .append(("&a" + (i - 1) + ";").repeat(10))
                    .append("'>");
        }
        return xml + "]><x:xmpmeta xmlns:x='adobe:ns:meta/'>&a29;</x:xmpmeta>";
    }

    /** Each box holds the next one; the innermost is empty. */
    private static byte[] nestedBoxes(int depth) {
        byte[] file = Arrays.copyOf(WarmUpPicture.AVIF.bytes(), 32);
        Bytes boxes = new Bytes().raw(file);
        for (int left = depth; left > 0; left--) {
            boxes.be32(MAIN * (long) left).text(left == depth ? "meta" : "iprp");
        }
        return boxes.toArray();
    }
}
