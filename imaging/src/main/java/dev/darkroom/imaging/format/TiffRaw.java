package dev.darkroom.imaging.format;

import dev.darkroom.core.error.RejectedException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Previews in the raw files that are TIFF structures: CR2, NEF, ARW, DNG, ORF and RW2. Visits each directory once and at
 * most {@value #MAX_DIRECTORIES} of them, whatever points where.
 */
final class TiffRaw {
    private static final int MAX_DIRECTORIES = 64;

    private static final int PANASONIC_JPEG = 0x2e;
    private static final int STRIP_OFFSETS = 0x111;
    private static final int ORIENTATION = 0x112;
    private static final int STRIP_BYTES = 0x117;
    private static final int PANASONIC_JPEG_2 = 0x127;
    private static final int SUB_DIRECTORIES = 0x14a;
    private static final int JPEG_OFFSET = 0x201;
    private static final int JPEG_BYTES = 0x202;
    private static final int EXIF = 0x8769;
    private static final int MAKER_NOTE = 0x927c;
    private static final int OLYMPUS_SETTINGS = 0x2020;
    private static final int OLYMPUS_PREVIEW_OFFSET = 0x101;
    private static final int OLYMPUS_PREVIEW_BYTES = 0x102;

    private final ByteSource source;
    private final ByteOrder order;
    private final Set<Long> seen = new TreeSet<>();
    private final Deque<Long> waiting = new ArrayDeque<>();
    private final List<RawPreview.Candidate> candidates = new ArrayList<>();

    private TiffRaw(ByteSource source) throws IOException, RejectedException {
        this.source = source;
        this.order = order(source);
    }

    static ByteOrder order(ByteSource source) throws IOException, RejectedException {
        return source.u8(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    }

    static RawPreview.Found read(ByteSource source) throws IOException, RejectedException {
        TiffRaw raw = new TiffRaw(source);
        long first = source.u32(4, raw.order);
        raw.waiting.add(first);
        while (!raw.waiting.isEmpty() && raw.seen.size() < MAX_DIRECTORIES) {
            long offset = raw.waiting.remove();
            if (raw.seen.add(offset)) {
                Optional<TiffDirectory> directory = TiffDirectory.at(source, raw.order, 0, offset);
                if (directory.isPresent()) {
                    raw.visit(directory.get());
                }
            }
        }
        return new RawPreview.Found(raw.candidates, orientation(source, raw.order, first));
    }

    private static int orientation(ByteSource source, ByteOrder order, long first)
            throws IOException, RejectedException {
        Optional<TiffDirectory> main = TiffDirectory.at(source, order, 0, first);
        long said = main.isEmpty() ? 0 : main.get().number(ORIENTATION).orElse(0L);
        return said >= 1 && said <= 8 ? (int) said : 0;
    }

    private void visit(TiffDirectory directory) throws IOException, RejectedException {
        add(directory.number(JPEG_OFFSET), directory.number(JPEG_BYTES));
        List<Long> strips = directory.numbers(STRIP_OFFSETS);
        if (strips.size() == 1) {
            add(directory.number(STRIP_OFFSETS), directory.number(STRIP_BYTES));
        }
        for (int tag : new int[] {PANASONIC_JPEG, PANASONIC_JPEG_2}) {
            directory
                    .value(tag)
                    .ifPresent(value -> candidates.add(new RawPreview.Candidate(value.start(), value.bytes())));
        }
        waiting.addAll(directory.numbers(SUB_DIRECTORIES));
        directory.number(EXIF).ifPresent(waiting::add);
        Optional<TiffDirectory.Value> note = directory.value(MAKER_NOTE);
        if (note.isPresent()) {
            olympus(note.get());
        }
        waiting.add(directory.next());
    }

    /** Olympus keeps the preview in its maker note, with offsets that count from the note. */
    private void olympus(TiffDirectory.Value note) throws IOException, RejectedException {
        if (note.bytes() < 32 || note.start() + 32 > source.size()) {
            return;
        }
        String name = source.fourChars(note.start()) + source.fourChars(note.start() + 4);
        int header = name.equals("OLYMPUS\0") ? 12 : name.equals("OM SYSTE") ? 16 : 0;
        if (header == 0) {
            return;
        }
        Optional<TiffDirectory> own = TiffDirectory.at(source, order, note.start(), header);
        Optional<Long> settings = own.isEmpty() ? Optional.empty() : own.get().offset(OLYMPUS_SETTINGS);
        if (settings.isEmpty()) {
            return;
        }
        Optional<TiffDirectory> preview = TiffDirectory.at(source, order, note.start(), settings.get());
        if (preview.isPresent()) {
            add(
                    preview.get().number(OLYMPUS_PREVIEW_OFFSET).map(offset -> note.start() + offset),
                    preview.get().number(OLYMPUS_PREVIEW_BYTES));
        }
    }

    private void add(Optional<Long> start, Optional<Long> length) {
        if (start.isPresent() && length.isPresent()) {
            candidates.add(new RawPreview.Candidate(start.get(), length.get()));
        }
    }
}
