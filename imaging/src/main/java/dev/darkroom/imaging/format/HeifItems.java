package dev.darkroom.imaging.format;

import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.photo.ImageFormat;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.List;

/** Finds the EXIF and XMP items of a HEIC or AVIF by its item list and locations (ISO/IEC 14496-12, 8.11). */
final class HeifItems {
    private static final int MAX_ITEMS = 4096;
    private static final int MAX_TYPE_CHARS = 64;

    private final MetadataCollector found;
    private final ByteSource source;

    private HeifItems(MetadataCollector found) {
        this.found = found;
        this.source = found.source();
    }

    static void collect(MetadataCollector found, ImageFormat format) throws IOException, RejectedException {
        BmffBox meta = BmffBox.find(BmffBox.file(found.source(), format), "meta");
        List<BmffBox> boxes = meta.childrenAfter(4);
        BmffBox infos = BmffBox.find(boxes, "iinf");
        BmffBox locations = BmffBox.find(boxes, "iloc");
        HeifItems items = new HeifItems(found);
        int version = found.source().u8(infos.start());
        for (BmffBox info : infos.childrenAfter(version == 0 ? 6 : 8)) {
            items.item(info, locations);
        }
    }

    private void item(BmffBox info, BmffBox locations) throws IOException, RejectedException {
        int version = source.u8(info.start());
        if (!info.type().equals("infe") || version < 2) {
            return;
        }
        long id = version == 2 ? source.u16(info.start() + 4) : source.u32(info.start() + 4);
        long typeAt = info.start() + (version == 2 ? 8 : 10);
        String type = source.fourChars(typeAt);
        if (type.equals("Exif")) {
            locate(locations, id, false);
        } else if (type.equals("mime") && mediaType(typeAt + 4, info.end()).equals("application/rdf+xml")) {
            locate(locations, id, true);
        }
    }

    /** The second of two zero-terminated strings: the item's name, then its media type. */
    private String mediaType(long start, long end) throws IOException, RejectedException {
        long at = start;
        while (at < end && source.u8(at) != 0) {
            at++;
        }
        StringBuilder type = new StringBuilder();
        for (at++; at < end && type.length() < MAX_TYPE_CHARS && source.u8(at) != 0; at++) {
            type.append((char) source.u8(at));
        }
        return type.toString();
    }

    /** Reads an item that is one extent of the file itself, as cameras write it. */
    private void locate(BmffBox iloc, long wanted, boolean isXmp) throws IOException, RejectedException {
        int version = source.u8(iloc.start());
        int sizes = source.u16(iloc.start() + 4);
        int offsetSize = sizes >> 12;
        int lengthSize = sizes >> 8 & 15;
        int baseSize = sizes >> 4 & 15;
        int indexSize = version == 0 ? 0 : sizes & 15;
        long at = iloc.start() + 6;
        long count = version < 2 ? source.u16(at) : source.u32(at);
        at += version < 2 ? 2 : 4;
        for (int i = 0; i < Math.min(count, MAX_ITEMS); i++) {
            long id = version < 2 ? source.u16(at) : source.u32(at);
            at += version < 2 ? 2 : 4;
            int construction = version == 0 ? 0 : source.u16(at) & 15;
            at += version == 0 ? 2 : 4;
            long base = sized(at, baseSize);
            at += baseSize;
            int extents = source.u16(at);
            at += 2;
            if (id == wanted && extents == 1 && construction == 0) {
                long start = base + sized(at + indexSize, offsetSize);
                keep(start, start + sized(at + indexSize + offsetSize, lengthSize), isXmp);
                return;
            }
            at += (long) extents * (indexSize + offsetSize + lengthSize);
        }
    }

    private void keep(long start, long end, boolean isXmp) throws IOException, RejectedException {
        if (isXmp) {
            found.xmp(start, end);
        } else {
            // Four bytes say how far behind them the TIFF structure starts.
            found.exif(start + 4 + source.u32(start), end);
        }
    }

    private long sized(long at, int size) throws IOException, RejectedException {
        return switch (size) {
            case 4 -> source.u32(at);
            case 8 -> source.u64(at, ByteOrder.BIG_ENDIAN);
            default -> 0;
        };
    }
}
