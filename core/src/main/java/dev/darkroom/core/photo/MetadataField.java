package dev.darkroom.core.photo;

import java.util.Locale;

/** The parts of a photo's metadata that can come from different places. */
public enum MetadataField {
    TAKEN_AT,
    CAMERA,
    LENS,
    EXPOSURE,
    LOCATION,
    PLACE_NAME,
    ORIENTATION,
    TITLE,
    PLACE,
    KEYWORDS,
    RATING,
    MOTION;

    /** The lower-case name, as stored. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
