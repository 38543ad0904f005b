package dev.darkroom.ingest;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Photos that exist only in tests; every one is new. */
final class Photos {
    private Photos() {}

    /** A JPEG of random pixels. */
    static byte[] jpeg() throws IOException {
        BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
        ThreadLocalRandom random = ThreadLocalRandom.current();
        for (int y = 0; y < 48; y++) {
            for (int x = 0; x < 64; x++) {
                image.setRGB(x, y, random.nextInt(0x1000000));
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", out);
        return out.toByteArray();
    }

    /** A JPEG with so many bytes behind it that it has this length. */
    static byte[] jpeg(int bytes) throws IOException {
        byte[] photo = jpeg();
        byte[] padded = new byte[bytes];
        ThreadLocalRandom.current().nextBytes(padded);
        System.arraycopy(photo, 0, padded, 0, photo.length);
        return padded;
    }

    /** The header of a PNG of this size, and nothing else. */
    static byte[] pngHeader(int width, int height) {
        byte[] chunk = ByteBuffer.allocate(17)
                .put(new byte[] {'I', 'H', 'D', 'R'})
                .putInt(width)
                .putInt(height)
                .put(new byte[] {8, 2, 0, 0, 0})
                .array();
        CRC32 crc = new CRC32();
        crc.update(chunk);
        return ByteBuffer.allocate(8 + 4 + chunk.length + 4)
                .put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'})
                .putInt(13)
                .put(chunk)
                .putInt((int) crc.getValue())
                .array();
    }

    /** A JPEG that ends inside its header. */
    static byte[] truncatedHeader() throws IOException {
        return Arrays.copyOf(jpeg(), 30);
    }
}
