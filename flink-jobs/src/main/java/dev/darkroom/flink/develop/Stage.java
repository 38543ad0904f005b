package dev.darkroom.flink.develop;

import java.util.Locale;

/** The steps of developing one photo, for measuring. */
enum Stage {
    READ,
    DECODE,
    PUT,
    CATALOGUE,
    /** All of a shadow: decode, put and row. */
    SHADOW,
    /** All looks of a photo. */
    LOOK;

    String metricName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
