package dev.darkroom.imaging.sandbox;

import dev.darkroom.imaging.Bytes;
import dev.darkroom.imaging.Pictures;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** JPEGs with too much of something. */
final class BadJpegs {
    private BadJpegs() {}

    /** So many equal APP1 segments in front of a small picture. */
    static byte[] segments(int count, byte[] content) {
        byte[] jpeg = Pictures.encode(Pictures.gradient(64, 48, BufferedImage.TYPE_INT_RGB), "jpg");
        Bytes out = new Bytes().u8(0xff, 0xd8);
        for (int i = 0; i < count; i++) {
            out.u8(0xff, 0xe1).be16(content.length + 2).raw(content);
        }
        return out.raw(Arrays.copyOfRange(jpeg, 2, jpeg.length)).toArray();
    }

    static byte[] exif(byte[] tiff) {
        return new Bytes().text("Exif\0\0").raw(tiff).toArray();
    }

    static byte[] xmp(String xml) {
        return segments(
                1, new Bytes().text("http://ns.adobe.com/xap/1.0/\0").text(xml).toArray());
    }

    /** A progressive grey square whose last scan comes so many times more: each goes through all of its blocks. */
    static byte[] manyScans(int side, int scans) {
        byte[] jpeg = progressive(new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY));
        int last = jpeg.length - 2;
        while (jpeg[last] != (byte) 0xff || jpeg[last + 1] != (byte) 0xda) {
            last--;
        }
        byte[] scan = Arrays.copyOfRange(jpeg, last, jpeg.length - 2);
        Bytes out = new Bytes().raw(Arrays.copyOf(jpeg, jpeg.length - 2));
        for (int i = 0; i < scans; i++) {
            out.raw(scan);
        }
        return out.u8(0xff, 0xd9).toArray();
    }

    private static byte[] progressive(BufferedImage image) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam settings = writer.getDefaultWriteParam();
        settings.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, null), settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }
}
