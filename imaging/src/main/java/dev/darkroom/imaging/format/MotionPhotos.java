package dev.darkroom.imaging.format;

import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.photo.ImageFormat;
import dev.darkroom.core.photo.Motion;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Recognises the still of a short film: Google's motion photo (XMP that says how long the film at the end is, the older
 * micro video, the {@code mpvd} box of a HEIC), Samsung's (a trailer of its own) and Apple's live photo (an identifier in
 * the maker note). A film that is spoken of and is not there counts as none.
 */
public final class MotionPhotos {
    private static final int SAMSUNG_FILM = 0x0a30;
    private static final int SAMSUNG_ENTRY_BYTES = 12;
    private static final int MAX_SAMSUNG_ENTRIES = 256;

    private static final int EXIF = 0x8769;
    private static final int MAKER_NOTE = 0x927c;
    private static final int APPLE_CONTENT_ID = 0x11;
    private static final int APPLE_DIRECTORY_AT = 14;
    private static final int MAX_ID_CHARS = 64;

    private final ByteSource source;

    private MotionPhotos(byte[] file) {
        this.source = ByteSource.of(file);
    }

    /**
     * What the whole file {@code file} is the still of; a damaged one is the still of nothing.
     *
     * @param note what its XMP says, which only counts in a JPEG
     */
    public static Optional<Motion> find(
            ImageFormat format, byte[] file, MetadataBlocks blocks, Optional<FilmNote> note) {
        MotionPhotos photos = new MotionPhotos(file);
        try {
            Optional<Motion> film = switch (format) {
                case JPEG -> photos.google(note);
                case HEIC, AVIF -> photos.box(format);
                default -> Optional.empty();
            };
            if (film.isEmpty() && format == ImageFormat.JPEG) {
                film = photos.samsung();
            }
            return film.isPresent() || blocks.exif().isEmpty()
                    ? film
                    : apple(ByteSource.of(blocks.exif().get()));
        } catch (RejectedException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException("Memory needs no input", e);
        }
    }

    private Optional<Motion> google(Optional<FilmNote> note) throws IOException, RejectedException {
        return note.isEmpty()
                ? Optional.empty()
                : film(source.size() - note.get().fromEnd(), note.get().length());
    }

    /** Samsung's trailer ends in SEFT and the length of its list, which begins with SEFH; entries count back from there. */
    private Optional<Motion> samsung() throws IOException, RejectedException {
        long end = source.size();
        if (end < 32 || !source.fourChars(end - 4).equals("SEFT")) {
            return Optional.empty();
        }
        long list = end - 8 - source.u32(end - 8, ByteOrder.LITTLE_ENDIAN);
        if (list < 0 || !source.fourChars(list).equals("SEFH")) {
            return Optional.empty();
        }
        long entries = Math.min(MAX_SAMSUNG_ENTRIES, source.u32(list + 8, ByteOrder.LITTLE_ENDIAN));
        for (long at = list + 12; entries > 0; entries--, at += SAMSUNG_ENTRY_BYTES) {
            if (source.u16(at + 2, ByteOrder.LITTLE_ENDIAN) == SAMSUNG_FILM) {
                long block = list - source.u32(at + 4, ByteOrder.LITTLE_ENDIAN);
                long head = 8 + source.u32(block + 4, ByteOrder.LITTLE_ENDIAN);
                return film(block + head, source.u32(at + 8, ByteOrder.LITTLE_ENDIAN) - head);
            }
        }
        return Optional.empty();
    }

    private Optional<Motion> box(ImageFormat format) throws IOException, RejectedException {
        for (BmffBox box : BmffBox.file(source, format)) {
            if (box.type().equals("mpvd")) {
                return film(box.start(), box.end() - box.start());
            }
        }
        return Optional.empty();
    }

    /** The film, when the bytes there begin as one. */
    private Optional<Motion> film(long offset, long length) throws IOException, RejectedException {
        return offset > 0
                        && length >= 8
                        && length <= source.size() - offset
                        && source.fourChars(offset + 4).equals("ftyp")
                ? Optional.of(Motion.inside(offset, length))
                : Optional.empty();
    }

    /** "Apple iOS", a version, the order of bytes, and a directory whose offsets count from the note. */
    private static Optional<Motion> apple(ByteSource exif) throws IOException, RejectedException {
        ByteOrder order = exif.u8(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        Optional<TiffDirectory> main = TiffDirectory.at(exif, order, 0, exif.u32(4, order));
        Optional<TiffDirectory> photo = main.isEmpty()
                ? Optional.empty()
                : TiffDirectory.at(exif, order, 0, main.get().number(EXIF).orElse(0L));
        Optional<TiffDirectory.Value> note =
                photo.isEmpty() ? Optional.empty() : photo.get().value(MAKER_NOTE);
        if (note.isEmpty() || note.get().bytes() < APPLE_DIRECTORY_AT + 2) {
            return Optional.empty();
        }
        long start = note.get().start();
        if (!(exif.fourChars(start) + exif.fourChars(start + 4)).equals("Apple iO")) {
            return Optional.empty();
        }
        Optional<TiffDirectory> own = TiffDirectory.at(exif, ByteOrder.BIG_ENDIAN, start, APPLE_DIRECTORY_AT);
        String id = own.isEmpty() ? "" : own.get().text(APPLE_CONTENT_ID, MAX_ID_CHARS);
        return id.isEmpty() ? Optional.empty() : Optional.of(Motion.beside(id));
    }
}
