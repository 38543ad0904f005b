package dev.darkroom.imaging.hash;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The parts of a TIFF's first picture that decide its pixels (TIFF 6.0): the values of the tags that say how it is stored,
 * and its strips or tiles, each handed on as bytes.
 */
final class TiffPicture {
    private static final int STRIP_OFFSETS = 273;
    private static final int STRIP_LENGTHS = 279;
    private static final int TILE_OFFSETS = 324;
    private static final int TILE_LENGTHS = 325;

    /** Sides, bits, compression, photometric, fill order, samples, rows, planes, predictor, colours, tiles, JPEG. */
    private static final Set<Integer> STORED =
            Set.of(256, 257, 258, 259, 262, 266, 277, 278, 284, 317, 320, 322, 323, 332, 338, 339, 347, 530, 532);

    private static final int[] TYPE_BYTES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4};
    private static final int MOST_PIECES = 1 << 20;

    /** One directory entry: how many values of how many bytes each, and where. */
    private record Values(int count, int bytes, int at) {
        static final Values NONE = new Values(0, 0, 0);
    }

    private final ByteBuffer file;
    private final Consumer<ByteBuffer> parts;

    TiffPicture(byte[] file, Consumer<ByteBuffer> parts) {
        this.file = ByteBuffer.wrap(file)
                .order(file.length > 0 && file[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        this.parts = parts;
    }

    /**
     * Hands them on.
     *
     * @throws IllegalArgumentException or one of the unchecked exceptions of buffers, when the file is damaged or a BigTIFF
     */
    void walk() {
        if (file.getShort(2) != 42) {
            throw new IllegalArgumentException("Not a TIFF of 32 bits");
        }
        int directory = file.getInt(4);
        int entries = file.getShort(directory) & 0xffff;
        Values offsets = Values.NONE;
        Values lengths = Values.NONE;
        for (int i = 0; i < entries; i++) {
            int at = directory + 2 + 12 * i;
            int tag = file.getShort(at) & 0xffff;
            if (STORED.contains(tag)) {
                Values values = values(at);
                parts.accept(file.slice(at, 8));
                parts.accept(file.slice(values.at, Math.multiplyExact(values.count, values.bytes)));
            } else if (tag == STRIP_OFFSETS || tag == TILE_OFFSETS) {
                offsets = values(at);
            } else if (tag == STRIP_LENGTHS || tag == TILE_LENGTHS) {
                lengths = values(at);
            }
        }
        int pieces = Math.min(offsets.count, lengths.count);
        if (pieces < 1 || pieces > MOST_PIECES) {
            throw new IllegalArgumentException("TIFF with " + pieces + " strips or tiles");
        }
        for (int i = 0; i < pieces; i++) {
            parts.accept(file.slice(number(offsets, i), number(lengths, i)));
        }
    }

    /** Values that fit into four bytes stand in the entry itself. */
    private Values values(int entry) {
        int type = file.getShort(entry + 2) & 0xffff;
        int count = file.getInt(entry + 4);
        int bytes = TYPE_BYTES[type];
        boolean isInside = (long) count * bytes <= 4;
        return new Values(count, bytes, isInside ? entry + 8 : file.getInt(entry + 8));
    }

    private int number(Values values, int index) {
        int at = values.at + index * values.bytes;
        return values.bytes == 2 ? file.getShort(at) & 0xffff : file.getInt(at);
    }
}
