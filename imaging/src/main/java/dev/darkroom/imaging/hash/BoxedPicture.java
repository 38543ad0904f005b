package dev.darkroom.imaging.hash;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The parts of a file of the ISO base media format that decide its pixels: of a HEIC or AVIF its items and their properties
 * (ISO/IEC 23008-12), of a JPEG XL its codestream (ISO/IEC 18181-2). Each is handed on as a piece of the file.
 */
final class BoxedPicture {
    private static final Set<String> ABOUT_THE_PICTURE = Set.of("Exif", "mime", "uri ");
    private static final int MOST_PIECES = 65_536;

    /** From the first byte of its content to the first behind it. */
    private record Box(String type, int start, int end) {}

    private final ByteBuffer file;
    private final Consumer<ByteBuffer> parts;
    private int pieces;

    BoxedPicture(byte[] file, Consumer<ByteBuffer> parts) {
        this.file = ByteBuffer.wrap(file);
        this.parts = parts;
    }

    /**
     * Hands the codestream on, whole or in its numbered parts.
     *
     * @throws IllegalArgumentException or one of the unchecked exceptions of buffers, when the file is damaged
     */
    void codestream() {
        if ((file.get(0) & 0xff) == 0xff) {
            parts.accept(file.duplicate());
            return;
        }
        for (Box box : boxes(0, file.limit())) {
            if (box.type.equals("jxlc") || box.type.equals("jxlp")) {
                hand(box);
            }
        }
    }

    /**
     * Hands properties, references and the data of all items that are pictures on.
     *
     * @throws IllegalArgumentException or one of the unchecked exceptions of buffers, when the file is damaged
     */
    void items() {
        Box meta = need(boxes(0, file.limit()), "meta");
        List<Box> inside = boxes(meta.start + 4, meta.end);
        hand(need(inside, "iprp"));
        hand(need(inside, "pitm"));
        find(inside, "iref").stream()
                .flatMap(references -> boxes(references.start + 4, references.end).stream())
                // Which picture some metadata describes.
                .filter(reference -> !reference.type.equals("cdsc"))
                .forEach(this::hand);
        Map<Long, String> types = types(need(inside, "iinf"));
        locations(need(inside, "iloc"), find(inside, "idat").map(Box::start).orElse(0))
                .forEach((item, extents) -> {
                    if (!ABOUT_THE_PICTURE.contains(types.getOrDefault(item, ""))) {
                        extents.forEach(this::hand);
                    }
                });
    }

    private Map<Long, String> types(Box iinf) {
        Map<Long, String> types = new HashMap<>();
        int skip = file.get(iinf.start) == 0 ? 6 : 8;
        for (Box info : boxes(iinf.start + skip, iinf.end)) {
            boolean isShort = file.get(info.start) < 3;
            long id = isShort ? u16(info.start + 4) : u32(info.start + 4);
            types.put(id, type(info.start + (isShort ? 8 : 10)));
        }
        return types;
    }

    /** The extents of each item, in the order of their ids, which editors of metadata keep. */
    private Map<Long, List<Box>> locations(Box iloc, int idat) {
        int version = file.get(iloc.start);
        int sizes = u16(iloc.start + 4);
        ByteBuffer in = file.slice(iloc.start + 6, iloc.end - iloc.start - 6);
        Map<Long, List<Box>> items = new TreeMap<>();
        long count = number(in, version < 2);
        for (long item = 0; item < count; item++) {
            long id = number(in, version < 2);
            int origin = version > 0 && (in.getShort() & 15) == 1 ? idat : 0;
            in.getShort();
            long base = origin + sized(in, sizes >> 4 & 15);
            int extents = in.getShort() & 0xffff;
            for (int extent = 0; extent < extents; extent++) {
                countOne();
                sized(in, version == 0 ? 0 : sizes & 15);
                long start = base + sized(in, sizes >> 12);
                long end = start + sized(in, sizes >> 8 & 15);
                items.computeIfAbsent(id, any -> new ArrayList<>())
                        .add(new Box("", Math.toIntExact(start), Math.toIntExact(end)));
            }
        }
        return items;
    }

    private static long number(ByteBuffer in, boolean isShort) {
        return isShort ? in.getShort() & 0xffff : in.getInt() & 0xffffffffL;
    }

    private List<Box> boxes(int from, int to) {
        List<Box> found = new ArrayList<>();
        for (long at = from; at + 8 <= to; ) {
            countOne();
            long length = u32((int) at);
            long header = 8;
            if (length == 1) {
                length = file.getLong((int) at + 8);
                header = 16;
            }
            long end = length == 0 ? to : at + length;
            if (end < at + header || end > to) {
                throw new IllegalArgumentException("Box of " + length + " bytes at byte " + at);
            }
            found.add(new Box(type((int) at + 4), (int) (at + header), (int) end));
            at = end;
        }
        return found;
    }

    private void countOne() {
        if (++pieces > MOST_PIECES) {
            throw new IllegalArgumentException("More than " + MOST_PIECES + " boxes and extents");
        }
    }

    private static Optional<Box> find(List<Box> boxes, String type) {
        return boxes.stream().filter(box -> box.type.equals(type)).findFirst();
    }

    private static Box need(List<Box> boxes, String type) {
        return find(boxes, type).orElseThrow(() -> new IllegalArgumentException("No " + type + " box"));
    }

    private void hand(Box part) {
        parts.accept(file.slice(part.start, part.end - part.start));
    }

    private static long sized(ByteBuffer in, int bytes) {
        return switch (bytes) {
            case 4 -> in.getInt() & 0xffffffffL;
            case 8 -> in.getLong();
            default -> 0;
        };
    }

    private String type(int at) {
        byte[] four = new byte[4];
        file.get(at, four);
        return new String(four, StandardCharsets.ISO_8859_1);
    }

    private int u16(int at) {
        return file.getShort(at) & 0xffff;
    }

    private long u32(int at) {
        return file.getInt(at) & 0xffffffffL;
    }
}
