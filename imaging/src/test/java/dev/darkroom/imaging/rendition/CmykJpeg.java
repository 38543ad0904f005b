package dev.darkroom.imaging.rendition;

import dev.darkroom.imaging.Bytes;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** A JPEG with the four inks of a printer. */
public final class CmykJpeg {
    private CmykJpeg() {}

    public static byte[] of(int width, int height) {
        WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, height, 4, null);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                raster.setPixel(x, y, new int[] {255 * x / width, 255 * y / height, 128, 40});
            }
        }
        return encode(raster);
    }

    /** One colour as programs write it, 255 being no ink. */
    static byte[] solid(int cyan, int magenta, int yellow, int black) {
        return solid(cyan, magenta, yellow, black, 0);
    }

    /** The same in YCCK: brightness and two colours in place of the three inks that are not black. */
    public static byte[] ycck(int y, int cb, int cr, int black) {
        return solid(y, cb, cr, black, 2);
    }

    private static byte[] solid(int cyan, int magenta, int yellow, int black, int transform) {
        WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 64, 64, 4, null);
        for (int i = 0; i < 64 * 64; i++) {
            raster.setPixel(i % 64, i / 64, new int[] {cyan, magenta, yellow, black});
        }
        byte[] jpeg = encode(raster);
        return new Bytes()
                .u8(0xff, 0xd8, 0xff, 0xee)
                .be16(14)
                .text("Adobe")
                .be16(100)
                .zeros(4)
                .u8(transform)
                .raw(Arrays.copyOfRange(jpeg, 2, jpeg.length))
                .toArray();
    }

    private static byte[] encode(WritableRaster raster) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.write(new IIOImage(raster, null, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }
}
