package dev.darkroom.imaging.codec;

import java.nio.ByteBuffer;

/** The run lengths of a BMP with 4 or 8 bits, read into one index for each pixel; what is skipped stays index 0. */
final class BmpRuns {
    private final ByteBuffer file;
    private final int width;
    private final int height;
    private final boolean half;
    private final byte[] indexes;
    private int at;
    private int x;
    private int y;

    BmpRuns(ByteBuffer file, int start, int width, int height, boolean half) {
        this.file = file;
        this.at = start;
        this.width = width;
        this.height = height;
        this.half = half;
        this.indexes = new byte[width * height];
    }

    /** Rows as stored, the lowest first. Each step reads at least two bytes, so the file's length bounds it. */
    byte[] read() {
        while (y < height) {
            int count = next();
            int value = next();
            if (count > 0) {
                for (int i = 0; i < count; i++) {
                    put(half ? nibble(value, i) : value);
                }
            } else if (value == 0) {
                x = 0;
                y++;
            } else if (value == 1) {
                return indexes;
            } else if (value == 2) {
                x += next();
                y += next();
            } else {
                literal(value);
            }
        }
        return indexes;
    }

    private void literal(int count) {
        int bytes = half ? (count + 1) / 2 : count;
        for (int i = 0; i < count; i++) {
            int value = file.get(at + (half ? i / 2 : i)) & 0xff;
            put(half ? nibble(value, i) : value);
        }
        at += bytes + (bytes & 1);
    }

    private static int nibble(int value, int i) {
        return (i & 1) == 0 ? value >> 4 : value & 15;
    }

    private void put(int index) {
        if (x < width && y < height) {
            indexes[y * width + x] = (byte) index;
        }
        x++;
    }

    private int next() {
        return file.get(at++) & 0xff;
    }
}
