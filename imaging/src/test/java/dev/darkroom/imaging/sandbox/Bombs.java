package dev.darkroom.imaging.sandbox;

import dev.darkroom.imaging.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Small files that ask for much. */
public final class Bombs {
    private Bombs() {}

    /** A whole black PNG of any size, of 1 (grey), 3 (RGB) or 6 (RGB of 16 bits) bytes for each pixel. */
    public static byte[] png(int width, int height, int pixelBytes) {
        return png(width, height, pixelBytes, new byte[0]);
    }

    /** With {@code chunks} between header and picture. */
    public static byte[] png(int width, int height, int pixelBytes, byte[] chunks) {
        return png(width, height, pixelBytes, 0, chunks, ((long) width * pixelBytes + 1) * height);
    }

    /** A black square of 16 bits in seven passes, for which a decoder has to hold all of it. */
    public static byte[] interlacedPng(int side) {
        int[][] passes = {
            {8, 8, 0, 0}, {8, 8, 4, 0}, {4, 8, 0, 4}, {4, 4, 2, 0}, {2, 4, 0, 2}, {2, 2, 1, 0}, {1, 2, 0, 1}
        };
        long bytes = 0;
        for (int[] pass : passes) {
            int width = (side - pass[2] + pass[0] - 1) / pass[0];
            int height = (side - pass[3] + pass[1] - 1) / pass[1];
            bytes += (width * 6L + 1) * height;
        }
        return png(side, side, 6, 1, new byte[0], bytes);
    }

    private static byte[] png(int width, int height, int pixelBytes, int interlace, byte[] chunks, long zeros) {
        byte[] header = new Bytes()
                .be32(width)
                .be32(height)
                .u8(pixelBytes == 6 ? 16 : 8, pixelBytes == 1 ? 0 : 2, 0, 0, interlace)
                .toArray();
        return new Bytes()
                .raw("\u0089PNG\r\n\u001a\n".getBytes(StandardCharsets.ISO_8859_1))
                .raw(chunk("IHDR", header))
                .raw(chunks)
                .raw(chunk("IDAT", deflated(zeros)))
                .raw(chunk("IEND", new byte[0]))
                .toArray();
    }

    public static byte[] chunk(String type, byte[] content) {
        byte[] typed = new Bytes().text(type).raw(content).toArray();
        CRC32 check = new CRC32();
        check.update(typed);
        return new Bytes()
                .be32(content.length)
                .raw(typed)
                .be32(check.getValue())
                .toArray();
    }

    /** So many zeros, packed a thousandfold. */
    public static byte[] deflated(long zeros) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream deflater = new DeflaterOutputStream(out, new Deflater(Deflater.BEST_SPEED))) {
            byte[] block = new byte[1 << 16];
            for (long left = zeros; left > 0; left -= block.length) {
                deflater.write(block, 0, (int) Math.min(block.length, left));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
