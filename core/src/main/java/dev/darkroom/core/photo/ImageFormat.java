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
    JXL("image/jxl", "jxl");

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
