package dev.darkroom.imaging.codec;

import com.sun.jna.Memory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * BMP in pure Java: 1 to 32 bits a pixel, palettes, bit fields with alpha, run lengths, bottom-up and top-down, the
 * headers of Windows and OS/2.
 */
public final class Bmp {
    private static final int FILE_HEADER = 14;
    private static final int OLD_HEADER = 12;
    private static final int HEADER_WITH_ALPHA_MASK = 56;
    private static final int HEADER_WITH_PROFILE = 124;
    private static final int EMBEDDED_PROFILE = 0x4d424544;
    private static final int MAX_PROFILE_BYTES = 4 << 20;

    private static final int PLAIN = 0;
    private static final int RUNS_8 = 1;
    private static final int RUNS_4 = 2;
    private static final int BIT_FIELDS = 3;
    private static final int ALPHA_BIT_FIELDS = 6;

    private final ByteBuffer file;
    private final int headerBytes;
    private final boolean old;
    private final int width;
    private final int height;
    private final boolean topDown;
    private final int bits;
    private final int compression;

    private Bmp(ByteBuffer file) throws CodecException {
        this.file = file;
        headerBytes = file.getInt(FILE_HEADER);
        old = headerBytes == OLD_HEADER;
        width = old ? file.getShort(18) & 0xffff : file.getInt(18);
        int rows = old ? file.getShort(20) & 0xffff : file.getInt(22);
        height = Math.abs(rows);
        topDown = rows < 0;
        bits = file.getShort(old ? 24 : 28);
        compression = old ? PLAIN : file.getInt(30);
        boolean known = switch (compression) {
            case PLAIN -> bits == 1 || bits == 4 || bits == 8 || bits == 16 || bits == 24 || bits == 32;
            case RUNS_8 -> bits == 8;
            case RUNS_4 -> bits == 4;
            case BIT_FIELDS, ALPHA_BIT_FIELDS -> bits == 16 || bits == 32;
            default -> false;
        };
        if (!known || width < 1 || height < 1) {
            throw CodecException.corrupt(
                    "BMP of " + width + "x" + height + ", " + bits + " bits, compression " + compression);
        }
    }

    /**
     * Decodes a whole file.
     *
     * @param maxPixels how many a picture may have
     */
    public static DecodedPixels decode(byte[] bytes, long maxPixels) throws CodecException {
        try {
            Bmp bmp = new Bmp(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
            if ((long) bmp.width * bmp.height > maxPixels) {
                throw CodecException.corrupt("BMP of " + bmp.width + "x" + bmp.height);
            }
            return bmp.decode();
        } catch (IndexOutOfBoundsException e) {
            throw CodecException.truncated("BMP ends after " + bytes.length + " bytes");
        }
    }

    private DecodedPixels decode() throws CodecException {
        if (compression == RUNS_8 || compression == RUNS_4) {
            byte[] indexes = new BmpRuns(file, file.getInt(10), width, height, compression == RUNS_4).read();
            return rows(3, paletteRow(palette(), 8, ByteBuffer.wrap(indexes), 0, width));
        }
        int start = file.getInt(10);
        int rowBytes = Math.toIntExact((((long) width * bits + 31) / 32) * 4);
        if (start < 0 || start + (long) rowBytes * (height - 1) + ((long) width * bits + 7) / 8 > file.limit()) {
            throw CodecException.truncated("BMP ends after " + file.limit() + " bytes");
        }
        if (bits <= 8) {
            return rows(3, paletteRow(palette(), bits, file, start, rowBytes));
        }
        if (bits == 24) {
            return rows(3, (y, out) -> {
                for (int x = 0, at = start + y * rowBytes, to = 0; x < width; x++, at += 3, to += 3) {
                    out[to] = file.get(at + 2);
                    out[to + 1] = file.get(at + 1);
                    out[to + 2] = file.get(at);
                }
            });
        }
        BmpMasks masks = masks();
        return rows(masks.bands(), (y, out) -> {
            for (int x = 0, at = start + y * rowBytes, to = 0; x < width; x++, at += bits / 8, to += masks.bands()) {
                masks.write(bits == 16 ? file.getShort(at) & 0xffff : file.getInt(at), out, to);
            }
        });
    }

    private BmpMasks masks() {
        if (compression == PLAIN) {
            return bits == 16 ? new BmpMasks(0x7c00, 0x3e0, 0x1f, 0) : new BmpMasks(0xff0000, 0xff00, 0xff, 0);
        }
        boolean alpha = compression == ALPHA_BIT_FIELDS || headerBytes >= HEADER_WITH_ALPHA_MASK;
        return new BmpMasks(file.getInt(54), file.getInt(58), file.getInt(62), alpha ? file.getInt(66) : 0);
    }

    /** Red, green, blue of each index; what the file does not say is black. */
    private byte[] palette() {
        byte[] palette = new byte[3 << 8];
        int said = old ? 0 : file.getInt(46);
        int entry = old ? 3 : 4;
        int start = FILE_HEADER + headerBytes;
        int room = Math.max(0, (file.getInt(10) - start) / entry);
        int colours = Math.min(said < 1 || said > 1 << bits ? 1 << bits : said, room);
        for (int i = 0; i < colours; i++) {
            palette[3 * i] = file.get(start + entry * i + 2);
            palette[3 * i + 1] = file.get(start + entry * i + 1);
            palette[3 * i + 2] = file.get(start + entry * i);
        }
        return palette;
    }

    /** Writes the samples of a stored row. */
    private interface Row {
        void read(int stored, byte[] out);
    }

    private DecodedPixels rows(int bands, Row row) {
        Memory samples = new Memory((long) width * height * bands);
        boolean whole = false;
        try {
            byte[] out = new byte[width * bands];
            boolean transparent = bands == 4;
            for (int y = 0; y < height; y++) {
                row.read(topDown ? y : height - 1 - y, out);
                samples.write((long) y * out.length, out, 0, out.length);
                transparent = transparent && isTransparent(out);
            }
            if (transparent) {
                // Many programs write an alpha mask and leave the alpha zero.
                for (long at = 3; at < samples.size(); at += 4) {
                    samples.setByte(at, (byte) 255);
                }
            }
            whole = true;
            return new DecodedPixels(samples, width, height, bands, 8, profile(), samples::close);
        } finally {
            if (!whole) {
                samples.close();
            }
        }
    }

    private static boolean isTransparent(byte[] row) {
        for (int at = 3; at < row.length; at += 4) {
            if (row[at] != 0) {
                return false;
            }
        }
        return true;
    }

    private Optional<byte[]> profile() {
        if (headerBytes < HEADER_WITH_PROFILE || file.getInt(70) != EMBEDDED_PROFILE) {
            return Optional.empty();
        }
        long start = FILE_HEADER + (file.getInt(126) & 0xffffffffL);
        int length = file.getInt(130);
        if (length < 1 || length > MAX_PROFILE_BYTES || start + length > file.limit()) {
            return Optional.empty();
        }
        byte[] profile = new byte[length];
        file.get((int) start, profile);
        return Optional.of(profile);
    }

    /** Rows of indexes, several to a byte or one. */
    private static Row paletteRow(byte[] palette, int bits, ByteBuffer indexes, int start, int rowBytes) {
        int mask = (1 << bits) - 1;
        return (stored, out) -> {
            for (int x = 0; x < out.length / 3; x++) {
                long bit = (long) x * bits;
                int packed = indexes.get(start + stored * rowBytes + (int) (bit / 8)) & 0xff;
                int index = packed >> (8 - bits - (int) (bit % 8)) & mask;
                System.arraycopy(palette, 3 * index, out, 3 * x, 3);
            }
        };
    }
}
