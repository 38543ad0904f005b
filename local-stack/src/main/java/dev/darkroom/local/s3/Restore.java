package dev.darkroom.local.s3;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A temporary copy of an archived object: readable from one moment until another. */
record Restore(Instant readyAt, Instant expiresAt) {
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    boolean isOngoing(Instant now) {
        return readyAt.isAfter(now);
    }

    boolean isExpired(Instant now) {
        return !expiresAt.isAfter(now);
    }

    boolean isReadable(Instant now) {
        return !isOngoing(now) && !isExpired(now);
    }

    /** The value of the header {@code x-amz-restore}. */
    String header(Instant now) {
        return isOngoing(now)
                ? "ongoing-request=\"true\""
                : "ongoing-request=\"false\", expiry-date=\"" + HTTP_DATE.format(expiresAt) + "\"";
    }
}
