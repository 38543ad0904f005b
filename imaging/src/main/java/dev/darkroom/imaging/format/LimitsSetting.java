package dev.darkroom.imaging.format;

import java.util.List;
import java.util.Map;

/**
 * The limits of an installation, as the variable {@code DARKROOM_LIMITS} states them: {@code max-side=40000,
 * max-frames=500}. What it does not name is as in {@link Limits#DEFAULT}. All processes that take or decode photos
 * should be given the same.
 */
public final class LimitsSetting {
    /** The variable. */
    public static final String NAME = "DARKROOM_LIMITS";

    /** Files are held in memory as a whole. */
    static final long MOST_BYTES = 100L << 20;

    /** In the order of the components of {@link Limits}. */
    private static final List<String> KEYS = List.of(
            "max-bytes",
            "max-side",
            "max-streamed-pixels",
            "max-frame-pixels",
            "max-progressive-pixels",
            "max-frames",
            "max-profile-bytes",
            "max-exif-bytes",
            "max-xmp-bytes",
            "max-nesting");

    private LimitsSetting() {}

    /**
     * The limits that {@code environment} states.
     *
     * @throws IllegalArgumentException when it states something else, with what to change
     */
    public static Limits from(Map<String, String> environment) {
        Limits usual = Limits.DEFAULT;
        long[] values = {
            usual.maxBytes(),
            usual.maxSide(),
            usual.maxStreamedPixels(),
            usual.maxFramePixels(),
            usual.maxProgressivePixels(),
            usual.maxFrames(),
            usual.maxProfileBytes(),
            usual.maxExifBytes(),
            usual.maxXmpBytes(),
            usual.maxNesting()
        };
        String text = environment.getOrDefault(NAME, "");
        for (String part : text.isBlank() ? new String[0] : text.split(",", -1)) {
            String[] pair = part.strip().split("=", -1);
            int key = KEYS.indexOf(pair[0].strip());
            if (pair.length != 2 || key < 0) {
                throw new IllegalArgumentException(NAME + " must be limits such as max-side=40000, separated by commas,"
                        + " and not '" + part.strip() + "'; the limits are " + String.join(", ", KEYS));
            }
            values[key] = number(KEYS.get(key), pair[1].strip());
        }
        return new Limits(
                values[0],
                (int) values[1],
                values[2],
                values[3],
                values[4],
                (int) values[5],
                values[6],
                values[7],
                values[8],
                (int) values[9]);
    }

    private static long number(String key, String text) {
        long most = key.endsWith("-bytes") ? MOST_BYTES : Integer.MAX_VALUE;
        try {
            long number = Long.parseLong(text);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Is told below.
        }
        throw new IllegalArgumentException(
                key + " in " + NAME + " must be a whole number from 1 to " + most + ", not '" + text + "'");
    }
}
