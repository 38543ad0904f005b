package dev.darkroom.serving;

import java.time.Instant;

/** The span of time that every store behind the reads can hold: the years 1 to 9999. */
final class Times {
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private Times() {}

    /**
     * The same instant.
     *
     * @throws IllegalArgumentException when it lies outside
     */
    static Instant ofCommonEra(Instant instant) {
        if (instant.isBefore(FIRST) || instant.isAfter(LAST)) {
            throw new IllegalArgumentException("Instant must lie in the years 1 to 9999: " + instant);
        }
        return instant;
    }
}
