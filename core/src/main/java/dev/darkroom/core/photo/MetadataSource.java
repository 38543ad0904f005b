package dev.darkroom.core.photo;

import java.util.Locale;

/** Where a value of the metadata was found. */
public enum MetadataSource {
    /** The file's EXIF, maker notes included. */
    EXIF,
    /** The file's IPTC-IIM records. */
    IPTC,
    /** The XMP packet inside the file. */
    XMP,
    /** The XMP file that came beside the photo. */
    SIDECAR,
    /** The satellites' time or position, from the GPS part of the EXIF or what follows from it. */
    GPS,
    /** What the file is made of besides the picture, such as a film. */
    FILE;

    /** The lower-case name, as stored. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
