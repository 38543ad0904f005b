package dev.darkroom.imaging.format;

import dev.darkroom.core.error.RejectedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Joins the TIFF structures of a CR3, one for each directory of EXIF, into the single one that every other file has.
 * Maker notes are left out: what they point at would no longer be there.
 */
final class Cr3Exif {
    private static final int MAX_ENTRIES = 512;
    private static final int MAX_VALUE_BYTES = 64 << 10;
    private static final int EXIF_POINTER = 0x8769;
    private static final int GPS_POINTER = 0x8825;
    private static final int MAKER_NOTE = 0x927c;
    private static final int LONG = 4;
    private static final int[] TYPE_BYTES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8};

    /** An entry with its value's bytes, in the order of the structure. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Entry(int tag, int type, long count, byte[] value) {}

    private final ByteOrder order;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private Cr3Exif(ByteOrder order) {
        this.order = order;
    }

    /** The joined structure, when the file has the main one. */
    static Optional<byte[]> merge(ByteSource source) throws IOException, RejectedException {
        Optional<BmffBox> main = Cr3Raw.tiff(source, "CMT1");
        if (main.isEmpty()) {
            return Optional.empty();
        }
        boolean little = source.u8(main.get().start()) == 'I';
        Cr3Exif joined = new Cr3Exif(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        List<Entry> entries = joined.entries(source, main.get());
        List<Entry> exif = joined.entries(source, Cr3Raw.tiff(source, "CMT2"));
        List<Entry> gps = joined.entries(source, Cr3Raw.tiff(source, "CMT4"));
        return Optional.of(joined.write(entries, exif, gps));
    }

    private List<Entry> entries(ByteSource source, Optional<BmffBox> box) throws IOException, RejectedException {
        return box.isEmpty() ? List.of() : entries(source, box.get());
    }

    private List<Entry> entries(ByteSource source, BmffBox box) throws IOException, RejectedException {
        List<Entry> entries = new ArrayList<>();
        long base = box.start();
        long at = base + source.u32(base + 4, order);
        int count = Math.min(MAX_ENTRIES, source.u16(at, order));
        for (at += 2; entries.size() < count; at += 12) {
            int type = source.u16(at + 2, order);
            long values = source.u32(at + 4, order);
            long bytes = type < TYPE_BYTES.length ? values * TYPE_BYTES[type] : 0;
            boolean kept = bytes > 0 && bytes <= MAX_VALUE_BYTES && source.u16(at, order) != MAKER_NOTE;
            long start = bytes <= 4 ? at + 8 : base + source.u32(at + 8, order);
            byte[] value = kept ? source.bytes(start, (int) bytes) : new byte[0];
            entries.add(new Entry(source.u16(at, order), kept ? type : 1, kept ? values : 0, value));
        }
        return entries;
    }

    private byte[] write(List<Entry> main, List<Entry> exif, List<Entry> gps) {
        List<Entry> all = new ArrayList<>(main);
        int exifAt = 8 + length(main) + (exif.isEmpty() ? 0 : 12) + (gps.isEmpty() ? 0 : 12);
        int gpsAt = exifAt + (exif.isEmpty() ? 0 : length(exif));
        if (!exif.isEmpty()) {
            all.add(new Entry(EXIF_POINTER, LONG, 1, number(4, exifAt)));
        }
        if (!gps.isEmpty()) {
            all.add(new Entry(GPS_POINTER, LONG, 1, number(4, gpsAt)));
        }
        out.writeBytes(order == ByteOrder.LITTLE_ENDIAN ? new byte[] {'I', 'I'} : new byte[] {'M', 'M'});
        out.writeBytes(number(2, 42));
        out.writeBytes(number(4, 8));
        for (List<Entry> directory : List.of(all, exif, gps)) {
            if (!directory.isEmpty()) {
                writeDirectory(directory);
            }
        }
        return out.toByteArray();
    }

    private static int length(List<Entry> entries) {
        return 2
                + 12 * entries.size()
                + 4
                + entries.stream().mapToInt(Cr3Exif::outside).sum();
    }

    /** What the value takes behind the directory. */
    private static int outside(Entry entry) {
        return entry.value().length <= 4 ? 0 : entry.value().length + (entry.value().length & 1);
    }

    private void writeDirectory(List<Entry> entries) {
        int valuesAt = out.size() + 2 + 12 * entries.size() + 4;
        out.writeBytes(number(2, entries.size()));
        for (Entry entry : entries) {
            out.writeBytes(number(2, entry.tag()));
            out.writeBytes(number(2, entry.type()));
            out.writeBytes(number(4, entry.count()));
            out.writeBytes(outside(entry) == 0 ? Arrays.copyOf(entry.value(), 4) : number(4, valuesAt));
            valuesAt += outside(entry);
        }
        out.writeBytes(number(4, 0));
        entries.stream()
                .filter(entry -> outside(entry) > 0)
                .forEach(entry -> out.writeBytes(Arrays.copyOf(entry.value(), outside(entry))));
    }

    private byte[] number(int bytes, long value) {
        ByteBuffer buffer = ByteBuffer.allocate(bytes).order(order);
        return (bytes == 2 ? buffer.putShort((short) value) : buffer.putInt((int) value)).array();
    }
}
