package dev.darkroom.imaging.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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
        Map<String, Long> values = numbers(Limits.DEFAULT);
        String text = environment.getOrDefault(NAME, "");
        for (String part : text.isBlank() ? new String[0] : text.split(",", -1)) {
            String[] pair = part.strip().split("=", -1);
            if (pair.length != 2 || !values.containsKey(pair[0].strip())) {
                throw new IllegalArgumentException(NAME + " must be limits such as max-side=40000, separated by commas,"
                        + " and not '" + part.strip() + "'; the limits are " + String.join(", ", KEYS));
            }
            values.put(pair[0].strip(), number(pair[0].strip(), pair[1].strip()));
        }
        List<Long> all = new ArrayList<>(values.values());
        return new Limits(
                all.get(0),
                all.get(1).intValue(),
                all.get(2),
                all.get(3),
                all.get(4),
                all.get(5).intValue(),
                all.get(6),
                all.get(7),
                all.get(8),
                all.get(9).intValue());
    }

    /** {@code limits} as the variable would state them all. */
    public static String text(Limits limits) {
        return numbers(limits).entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    private static Map<String, Long> numbers(Limits limits) {
        List<Long> values = List.of(
                limits.maxBytes(),
                (long) limits.maxSide(),
                limits.maxStreamedPixels(),
                limits.maxFramePixels(),
                limits.maxProgressivePixels(),
                (long) limits.maxFrames(),
                limits.maxProfileBytes(),
                limits.maxExifBytes(),
                limits.maxXmpBytes(),
                (long) limits.maxNesting());
        Map<String, Long> named = new LinkedHashMap<>();
        for (int i = 0; i < values.size(); i++) {
            named.put(KEYS.get(i), values.get(i));
        }
        return named;
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
