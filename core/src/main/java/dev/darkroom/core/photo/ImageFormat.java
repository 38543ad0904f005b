package dev.darkroom.core.photo;

import java.util.Locale;

/** The formats an original can have, found from its first bytes and never from its name. */
public enum ImageFormat {
    JPEG("image/jpeg", "jpg"),
    PNG("image/png", "png"),
    GIF("image/gif", "gif"),
    WEBP("image/webp", "webp"),
    TIFF("image/tiff", "tif"),
    AVIF("image/avif", "avif"),
    HEIC("image/heic", "heic"),
    BMP("image/bmp", "bmp"),
    JXL("image/jxl", "jxl"),
    /** Camera raw: Canon, older. */
    CR2("image/x-canon-cr2", "cr2"),
    /** Camera raw: Canon. */
    CR3("image/x-canon-cr3", "cr3"),
    /** Camera raw: Nikon. */
    NEF("image/x-nikon-nef", "nef"),
    /** Camera raw: Sony. */
    ARW("image/x-sony-arw", "arw"),
    /** Camera raw: Adobe's, which phones and several cameras write. */
    DNG("image/x-adobe-dng", "dng"),
    /** Camera raw: Fujifilm. */
    RAF("image/x-fuji-raf", "raf"),
    /** Camera raw: Panasonic. */
    RW2("image/x-panasonic-rw2", "rw2"),
    /** Camera raw: Olympus and OM System. */
    ORF("image/x-olympus-orf", "orf");

    private final String mediaType;
    private final String extension;

    ImageFormat(String mediaType, String extension) {
        this.mediaType = mediaType;
        this.extension = extension;
    }

    /** The registered media type, such as {@code image/jpeg}. */
    public String mediaType() {
        return mediaType;
    }

    /** The usual file name extension, without a dot. */
    public String extension() {
        return extension;
    }

    /** Whether this is what a camera's sensor saw, of which only the preview that the camera made is shown. */
    public boolean isRaw() {
        return compareTo(CR2) >= 0;
    }

    /** The lower-case name, as stored. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The format with this {@link #code()}.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static ImageFormat ofCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
