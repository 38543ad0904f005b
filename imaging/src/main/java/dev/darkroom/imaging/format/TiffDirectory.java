package dev.darkroom.imaging.format;

import dev.darkroom.core.error.RejectedException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One directory of a TIFF structure (TIFF 6.0, section 2), read by tag.
 *
 * @param base what offsets in it count from
 * @param start the first entry
 */
record TiffDirectory(ByteSource source, ByteOrder order, long base, long start, int entries) {
    private static final int ENTRY_BYTES = 12;
    private static final int MAX_ENTRIES = 4096;
    private static final int MAX_VALUES = 256;
    private static final int[] TYPE_BYTES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4};

    /** Where a value's bytes lie. */
    record Value(long start, long bytes) {}

    /** The first directory of the TIFF whose header stands at {@code base}; empty when none can be there. */
    static Optional<TiffDirectory> first(ByteSource source, long base) throws IOException, RejectedException {
        ByteOrder order = source.u8(base) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        return at(source, order, base, source.u32(base + 4, order));
    }

    /** The directory at {@code offset} from {@code base}; empty when none can be there. */
    static Optional<TiffDirectory> at(ByteSource source, ByteOrder order, long base, long offset)
            throws IOException, RejectedException {
        long at = base + offset;
        if (offset < 1 || at < 0 || at > source.size() - 2) {
            return Optional.empty();
        }
        int entries = source.u16(at, order);
        return entries < 1 || entries > MAX_ENTRIES || at + 2 + (long) entries * ENTRY_BYTES > source.size()
                ? Optional.empty()
                : Optional.of(new TiffDirectory(source, order, base, at + 2, entries));
    }

    /** Offset of the directory that follows in the chain; 0 for none. */
    long next() throws IOException, RejectedException {
        long at = start + (long) entries * ENTRY_BYTES;
        return at + 4 > source.size() ? 0 : source.u32(at, order);
    }

    /** The first value of a tag that holds whole numbers. */
    Optional<Long> number(int tag) throws IOException, RejectedException {
        List<Long> numbers = numbers(tag);
        return numbers.isEmpty() ? Optional.empty() : Optional.of(numbers.get(0));
    }

    /** The values of a tag that holds whole numbers, at most {@value #MAX_VALUES} of them. */
    List<Long> numbers(int tag) throws IOException, RejectedException {
        List<Long> numbers = new ArrayList<>();
        Optional<Value> value = value(tag);
        long entry = entry(tag);
        if (value.isEmpty() || value.get().start() + value.get().bytes() > source.size()) {
            return numbers;
        }
        int type = source.u16(entry + 2, order);
        int width = TYPE_BYTES[type];
        if (type == 3 || type == 4 || type == 13) {
            for (long at = value.get().start(), i = 0; i < value.get().bytes() / width && i < MAX_VALUES; i++) {
                numbers.add(width == 2 ? source.u16(at, order) : source.u32(at, order));
                at += width;
            }
        }
        return numbers;
    }

    /** The bytes of a tag, in the entry itself or elsewhere; perhaps behind the end of a cut file. */
    Optional<Value> value(int tag) throws IOException, RejectedException {
        long entry = entry(tag);
        if (entry < 0) {
            return Optional.empty();
        }
        int type = source.u16(entry + 2, order);
        if (type < 1 || type >= TYPE_BYTES.length) {
            return Optional.empty();
        }
        long bytes = source.u32(entry + 4, order) * TYPE_BYTES[type];
        return Optional.of(new Value(bytes <= 4 ? entry + 8 : base + source.u32(entry + 8, order), bytes));
    }

    /** The four bytes of the entry as they are, which for some tags are an offset whatever the type says. */
    Optional<Long> offset(int tag) throws IOException, RejectedException {
        long entry = entry(tag);
        return entry < 0 ? Optional.empty() : Optional.of(source.u32(entry + 8, order));
    }

    /** Text of a tag, as far as it is plain ASCII. */
    String text(int tag, int maxBytes) throws IOException, RejectedException {
        Optional<Value> value = value(tag);
        StringBuilder text = new StringBuilder();
        for (long i = 0; value.isPresent() && i < Math.min(maxBytes, value.get().bytes()); i++) {
            long at = value.get().start() + i;
            int c = at < source.size() ? source.u8(at) : 0;
            if (c < ' ' || c > '~') {
                break;
            }
            text.append((char) c);
        }
        return text.toString();
    }

    private long entry(int tag) throws IOException, RejectedException {
        for (int i = 0; i < entries; i++) {
            long entry = start + (long) i * ENTRY_BYTES;
            if (source.u16(entry, order) == tag) {
                return entry;
            }
        }
        return -1;
    }
}
