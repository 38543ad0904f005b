package dev.darkroom.imaging.format;

import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.photo.ImageFormat;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The previews of Canon's CR3, an ISO media file: a full-size JPEG as the first sample of a track, and a smaller one in a
 * box of Canon's own; EXIF in further boxes, a TIFF structure for each directory.
 */
final class Cr3Raw {
    private static final int UUID_BYTES = 16;
    private static final int PREVIEW_HEADER = 12;
    private static final int MAX_TRACKS = 16;
    private static final int ORIENTATION = 0x112;

    private final ByteSource source;
    private final List<BmffBox> top;

    private Cr3Raw(ByteSource source) throws IOException, RejectedException {
        this.source = source;
        this.top = BmffBox.file(source, ImageFormat.CR3);
    }

    static RawPreview.Found read(ByteSource source) throws IOException, RejectedException {
        Cr3Raw raw = new Cr3Raw(source);
        List<RawPreview.Candidate> candidates = new ArrayList<>();
        List<BmffBox> movie = BmffBox.find(raw.top, "moov").childrenAfter(0);
        int tracks = 0;
        for (BmffBox box : movie) {
            if (box.type().equals("trak") && tracks++ < MAX_TRACKS) {
                raw.firstSample(box).ifPresent(candidates::add);
            }
        }
        for (BmffBox box : raw.top) {
            if (box.type().equals("uuid")) {
                raw.preview(box).ifPresent(candidates::add);
            }
        }
        return new RawPreview.Found(candidates, raw.orientation(movie));
    }

    /** The TIFF structure in the box {@code name} ({@code CMT1} to {@code CMT4}), as far as the file has it. */
    static Optional<BmffBox> tiff(ByteSource source, String name) throws IOException, RejectedException {
        return tiff(BmffBox.find(BmffBox.file(source, ImageFormat.CR3), "moov").childrenAfter(0), name);
    }

    private static Optional<BmffBox> tiff(List<BmffBox> movie, String name) throws IOException, RejectedException {
        for (BmffBox box : movie) {
            if (box.type().equals("uuid")) {
                for (BmffBox inner : box.childrenAfter(UUID_BYTES)) {
                    if (inner.type().equals(name)) {
                        return Optional.of(inner);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private Optional<RawPreview.Candidate> firstSample(BmffBox track) throws IOException, RejectedException {
        BmffBox media = BmffBox.find(track.childrenAfter(0), "mdia");
        BmffBox information = BmffBox.find(media.childrenAfter(0), "minf");
        List<BmffBox> table = BmffBox.find(information.childrenAfter(0), "stbl").childrenAfter(0);
        long length = 0;
        long start = 0;
        for (BmffBox box : table) {
            switch (box.type()) {
                case "stsz" -> {
                    long common = source.u32(box.start() + 4);
                    length = common != 0 ? common : source.u32(box.start() + 12);
                }
                case "stco" -> start = source.u32(box.start() + 8);
                case "co64" -> start = source.u64(box.start() + 8, ByteOrder.BIG_ENDIAN);
                default -> {
                    // how samples follow each other does not matter for the first one
                }
            }
        }
        return start < 1 || length < 1 ? Optional.empty() : Optional.of(new RawPreview.Candidate(start, length));
    }

    /** Behind the box's id and eight more bytes: PRVW, with sides and length before its JPEG. */
    private Optional<RawPreview.Candidate> preview(BmffBox box) throws IOException, RejectedException {
        for (BmffBox inner : box.childrenAfter(UUID_BYTES + 8)) {
            if (inner.type().equals("PRVW")) {
                long length = source.u32(inner.start() + PREVIEW_HEADER);
                return Optional.of(new RawPreview.Candidate(inner.start() + PREVIEW_HEADER + 4, length));
            }
        }
        return Optional.empty();
    }

    private int orientation(List<BmffBox> movie) throws IOException, RejectedException {
        Optional<BmffBox> box = tiff(movie, "CMT1");
        if (box.isEmpty() || box.get().end() > source.size()) {
            return 0;
        }
        long base = box.get().start();
        Optional<TiffDirectory> main = TiffDirectory.first(source, base);
        long said = main.isEmpty() ? 0 : main.get().number(ORIENTATION).orElse(0L);
        return said >= 1 && said <= 8 ? (int) said : 0;
    }
}
