package dev.darkroom.imaging;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;

/** Small pictures made and compared by the JDK's own codecs, independent of libvips. */
public final class Pictures {
    private Pictures() {}

    /** A smooth picture without any symmetry: a turn or a mirror shows. */
    public static BufferedImage gradient(int width, int height, int type) {
        BufferedImage image = new BufferedImage(width, height, type);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int r = 255 * x / width;
                int g = 255 * y / height;
                int b = x > width / 2 && y < height / 3 ? 230 : 20;
                image.setRGB(x, y, 0xff000000 | r << 16 | g << 8 | b);
            }
        }
        return image;
    }

    public static byte[] encode(BufferedImage image, String format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, out)) {
                throw new IllegalArgumentException("The JDK writes no " + format + " of this type");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    public static BufferedImage decode(byte[] file) {
        try {
            return Objects.requireNonNull(ImageIO.read(new ByteArrayInputStream(file)), "no picture");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A PNG with a colour profile put behind its header. */
    public static byte[] withProfile(byte[] png, byte[] profile) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
            deflater.write(profile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] chunk =
                new Bytes().text("iCCPprofile\0\0").raw(packed.toByteArray()).toArray();
        CRC32 check = new CRC32();
        check.update(chunk);
        int headerEnd = 8 + 12 + 13;
        return new Bytes()
                .raw(Arrays.copyOf(png, headerEnd))
                .be32(chunk.length - 4L)
                .raw(chunk)
                .be32(check.getValue())
                .raw(Arrays.copyOfRange(png, headerEnd, png.length))
                .toArray();
    }

    /** Peak signal-to-noise ratio in dB over all channels; pictures must have the same sides. */
    public static double psnr(BufferedImage a, BufferedImage b) {
        if (a.getWidth() != b.getWidth() || a.getHeight() != b.getHeight()) {
            throw new IllegalArgumentException("Sides differ: " + a.getWidth() + "x" + a.getHeight() + " and "
                    + b.getWidth() + "x" + b.getHeight());
        }
        double sum = 0;
        for (int y = 0; y < a.getHeight(); y++) {
            for (int x = 0; x < a.getWidth(); x++) {
                for (int shift = 0; shift < 24; shift += 8) {
                    int difference = (a.getRGB(x, y) >> shift & 0xff) - (b.getRGB(x, y) >> shift & 0xff);
                    sum += difference * difference;
                }
            }
        }
        return 10 * Math.log10(255 * 255 * 3.0 * a.getWidth() * a.getHeight() / Math.max(sum, 1e-9));
    }
}
