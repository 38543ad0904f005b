package dev.darkroom.imaging.rendition;

import java.util.Locale;

/** Which part of a photo its renditions show. */
public enum Crop {
    /** All of it. */
    NONE,
    /** The square in its middle. */
    CENTRE,
    /** The square that draws the eye most: skin, strong colours, detail. */
    ATTENTION;

    /** The lower-case name, as recipes write it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
