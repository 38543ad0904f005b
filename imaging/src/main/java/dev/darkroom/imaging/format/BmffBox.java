package dev.darkroom.imaging.format;

import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.photo.ImageFormat;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A box of the ISO base media file format (ISO/IEC 14496-12).
 *
 * @param start first byte of the content, after the box's own header
 * @param end first byte after the box; may lie behind the end of a truncated file
 */
record BmffBox(ByteSource source, ImageFormat format, String type, long start, long end) {
    private static final int MAX_BOXES = 1024;
    /** Of a picture; those of a film are not walked through. */
    private static final Set<String> CONTAINERS = Set.of("meta", "iprp", "ipco", "dinf");

    /** The boxes at the top of the file, as far as the file goes. */
    static List<BmffBox> file(ByteSource source, ImageFormat format) throws IOException, RejectedException {
        return new BmffBox(source, format, "file", 0, source.size()).childrenAfter(0);
    }

    /** The first of {@code boxes} with this type. */
    static BmffBox find(List<BmffBox> boxes, String type) throws RejectedException {
        for (BmffBox box : boxes) {
            if (box.type.equals(type)) {
                return box;
            }
        }
        ImageFormat format = boxes.isEmpty() ? ImageFormat.HEIC : boxes.get(0).format;
        throw HeaderReader.corrupt(format, "no " + type + " box");
    }

    /**
     * How many boxes lie in one another below this one, this one included.
     *
     * @param most where counting ends
     */
    int nesting(int most) throws IOException, RejectedException {
        int deepest = 1;
        if (most > 1 && CONTAINERS.contains(type)) {
            for (BmffBox child : childrenAfter(type.equals("meta") ? 4 : 0)) {
                deepest = Math.max(deepest, 1 + child.nesting(most - 1));
            }
        }
        return deepest;
    }

    /** The boxes inside, {@code skip} bytes after the start (4 for boxes with version and flags). */
    List<BmffBox> childrenAfter(int skip) throws IOException, RejectedException {
        List<BmffBox> children = new ArrayList<>();
        long at = start + skip;
        while (at + 8 <= end && at < source.size()) {
            long length = source.u32(at);
            long content = at + 8;
            if (length == 1) {
                length = source.u64(content, ByteOrder.BIG_ENDIAN);
                content += 8;
            } else if (length == 0) {
                length = end - at;
            }
            if (length < content - at || children.size() == MAX_BOXES) {
                throw HeaderReader.corrupt(format, "box of " + length + " bytes at byte " + at);
            }
            // A top-level length may point behind the end of a cut file; an inner one never leaves its box.
            long next = length > Long.MAX_VALUE - at ? Long.MAX_VALUE : at + length;
            children.add(new BmffBox(source, format, source.fourChars(at + 4), content, next));
            at = next;
        }
        return children;
    }
}
