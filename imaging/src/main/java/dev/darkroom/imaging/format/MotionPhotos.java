package dev.darkroom.imaging.format;

import com.adobe.internal.xmp.XMPException;
import com.adobe.internal.xmp.XMPMeta;
import com.adobe.internal.xmp.XMPMetaFactory;
import com.adobe.internal.xmp.options.ParseOptions;
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
    private static final String CAMERA = "http://ns.google.com/photos/1.0/camera/";
    private static final String CONTAINER = "http://ns.google.com/photos/1.0/container/";
    private static final String ITEM = "http://ns.google.com/photos/1.0/container/item/";
    private static final int MAX_ITEMS = 64;

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

    /** What the whole file {@code file} is the still of; a damaged one is the still of nothing. */
    public static Optional<Motion> find(ImageFormat format, byte[] file) {
        return find(format, file, MetadataBlocks.find(format, file));
    }

    /** The same, for whoever has {@code blocks} of the file already. */
    public static Optional<Motion> find(ImageFormat format, byte[] file, MetadataBlocks blocks) {
        MotionPhotos photos = new MotionPhotos(file);
        try {
            Optional<Motion> film = switch (format) {
                case JPEG -> photos.google(blocks);
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

    private Optional<Motion> google(MetadataBlocks blocks) throws IOException, RejectedException {
        if (blocks.xmp().isEmpty()) {
            return Optional.empty();
        }
        try {
            XMPMeta xmp =
                    XMPMetaFactory.parseFromBuffer(blocks.xmp().get(), new ParseOptions().setDisallowDoctype(true));
            long fromEnd = fromEnd(xmp);
            return fromEnd < 1 ? Optional.empty() : film(source.size() - fromEnd, length(xmp, fromEnd));
        } catch (XMPException | RuntimeException | StackOverflowError e) {
            return Optional.empty();
        }
    }

    /** How far from the end the film begins, by the list of what follows the picture, or by the older single number. */
    private static long fromEnd(XMPMeta xmp) throws XMPException {
        long behind = 0;
        boolean found = false;
        int items = Math.min(MAX_ITEMS, xmp.countArrayItems(CONTAINER, "Directory"));
        for (int i = 1; i <= items; i++) {
            found |= "MotionPhoto".equals(item(xmp, i, "Semantic"));
            behind += found ? number(item(xmp, i, "Length")) : 0;
        }
        Integer offset = xmp.getPropertyInteger(CAMERA, "MicroVideoOffset");
        return found || offset == null ? behind : offset;
    }

    private static long length(XMPMeta xmp, long fromEnd) throws XMPException {
        int items = Math.min(MAX_ITEMS, xmp.countArrayItems(CONTAINER, "Directory"));
        for (int i = 1; i <= items; i++) {
            if ("MotionPhoto".equals(item(xmp, i, "Semantic"))) {
                return number(item(xmp, i, "Length"));
            }
        }
        return fromEnd;
    }

    private static String item(XMPMeta xmp, int i, String field) throws XMPException {
        String path = "Directory[" + i + "]/Container:Item/Item:" + field;
        XMPMetaFactory.getSchemaRegistry().registerNamespace(CONTAINER, "Container");
        XMPMetaFactory.getSchemaRegistry().registerNamespace(ITEM, "Item");
        String value = xmp.getPropertyString(CONTAINER, path);
        return value == null ? "" : value;
    }

    private static long number(String text) {
        return text.matches("\\d{1,10}") ? Long.parseLong(text) : 0;
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
