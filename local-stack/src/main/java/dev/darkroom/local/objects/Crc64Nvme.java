package dev.darkroom.local.objects;

import java.util.zip.Checksum;

/** CRC-64/NVME, eight bytes at a time by tables; the JDK has none. */
final class Crc64Nvme implements Checksum {
    /** Reflected. */
    static final long POLYNOMIAL = 0x9A6C9329AC4BC9B5L;

    private static final int STRIDE = 8;
    private static final long[][] TABLES = tables();

    private long crc = -1;

    @Override
    public void update(int b) {
        crc = TABLES[0][(int) (crc ^ b) & 0xFF] ^ (crc >>> 8);
    }

    @Override
    public void update(byte[] buffer, int offset, int length) {
        long value = crc;
        int at = offset;
        int end = offset + length;
        for (; at + STRIDE <= end; at += STRIDE) {
            value ^= (buffer[at] & 0xFFL)
                    | (buffer[at + 1] & 0xFFL) << 8
                    | (buffer[at + 2] & 0xFFL) << 16
                    | (buffer[at + 3] & 0xFFL) << 24
                    | (buffer[at + 4] & 0xFFL) << 32
                    | (buffer[at + 5] & 0xFFL) << 40
                    | (buffer[at + 6] & 0xFFL) << 48
                    | (buffer[at + 7] & 0xFFL) << 56;
            value = TABLES[7][(int) value & 0xFF]
                    ^ TABLES[6][(int) (value >>> 8) & 0xFF]
                    ^ TABLES[5][(int) (value >>> 16) & 0xFF]
                    ^ TABLES[4][(int) (value >>> 24) & 0xFF]
                    ^ TABLES[3][(int) (value >>> 32) & 0xFF]
                    ^ TABLES[2][(int) (value >>> 40) & 0xFF]
                    ^ TABLES[1][(int) (value >>> 48) & 0xFF]
                    ^ TABLES[0][(int) (value >>> 56)];
        }
        crc = value;
        for (; at < end; at++) {
            update(buffer[at]);
        }
    }

    @Override
    public long getValue() {
        return ~crc;
    }

    @Override
    public void reset() {
        crc = -1;
    }

    private static long[][] tables() {
        long[][] tables = new long[STRIDE][256];
        for (int b = 0; b < 256; b++) {
            long value = b;
            for (int bit = 0; bit < 8; bit++) {
                value = (value & 1) == 0 ? value >>> 1 : (value >>> 1) ^ POLYNOMIAL;
            }
            tables[0][b] = value;
        }
        for (int b = 0; b < 256; b++) {
            for (int table = 1; table < STRIDE; table++) {
                long before = tables[table - 1][b];
                tables[table][b] = tables[0][(int) before & 0xFF] ^ (before >>> 8);
            }
        }
        return tables;
    }
}
