package dev.darkroom.local.s3;

import java.time.Instant;

/** A temporary copy of an archived object: readable from one moment until another. */
record Restore(Instant readyAt, Instant expiresAt) {
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
                : "ongoing-request=\"false\", expiry-date=\"" + Times.http(expiresAt) + "\"";
    }
}
