package dev.darkroom.imaging.format;

import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.photo.ImageFormat;
import dev.darkroom.imaging.colour.Cicp;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the colours that a HEIC or AVIF gives its primary picture by numbers ({@code colr} of type {@code nclx}, ISO/IEC
 * 14496-12, 12.1.5). A profile in the file goes before them; decoders hand that over themselves.
 */
final class HeifColour {
    private static final int MAX_ITEMS = 4096;

    private HeifColour() {}

    static Optional<Cicp> read(ByteSource source, ImageFormat format) throws IOException, RejectedException {
        List<BmffBox> meta = BmffBox.find(BmffBox.file(source, format), "meta").childrenAfter(4);
        List<BmffBox> properties = BmffBox.find(meta, "iprp").childrenAfter(0);
        List<BmffBox> all = BmffBox.find(properties, "ipco").childrenAfter(0);
        Set<Integer> own = ofPrimary(source, meta, BmffBox.find(properties, "ipma"));
        for (int i = 0; i < all.size(); i++) {
            long at = all.get(i).start();
            if (own.contains(i + 1)
                    && all.get(i).type().equals("colr")
                    && source.fourChars(at).equals("nclx")) {
                return Optional.of(new Cicp(source.u16(at + 4), source.u16(at + 6)));
            }
        }
        return Optional.empty();
    }

    /** The numbers, from 1, of the properties that belong to the primary item. */
    private static Set<Integer> ofPrimary(ByteSource source, List<BmffBox> meta, BmffBox associations)
            throws IOException, RejectedException {
        BmffBox pitm = BmffBox.find(meta, "pitm");
        long primary = source.u8(pitm.start()) == 0 ? source.u16(pitm.start() + 4) : source.u32(pitm.start() + 4);
        boolean longIds = source.u8(associations.start()) > 0;
        boolean longIndexes = (source.u8(associations.start() + 3) & 1) != 0;
        Set<Integer> own = new TreeSet<>();
        long at = associations.start() + 8;
        long items = Math.min(MAX_ITEMS, source.u32(associations.start() + 4));
        for (int item = 0; item < items; item++) {
            long id = longIds ? source.u32(at) : source.u16(at);
            at += longIds ? 4 : 2;
            int count = source.u8(at++);
            for (int i = 0; i < count; i++) {
                int index = longIndexes ? source.u16(at) & 0x7fff : source.u8(at) & 0x7f;
                at += longIndexes ? 2 : 1;
                if (id == primary) {
                    own.add(index);
                }
            }
        }
        return own;
    }
}
