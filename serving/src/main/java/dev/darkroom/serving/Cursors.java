package dev.darkroom.serving;

import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.port.TimelineCursor;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;

/** Timeline cursors as clients carry them: opaque text that is safe in a URL, and refused when it was not made here. */
final class Cursors {
    private static final byte VERSION = 1;
    private static final int BYTES = 1 + Long.BYTES + 2 * Long.BYTES;

    private Cursors() {}

    /** The text of {@code cursor}, 34 characters of base64url. */
    static String encode(TimelineCursor cursor) {
        UUID photo = cursor.photo().value();
        byte[] bytes = ByteBuffer.allocate(BYTES)
                .put(VERSION)
                .putLong(micros(cursor.sortAt()))
                .putLong(photo.getMostSignificantBits())
                .putLong(photo.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * Reads {@link #encode} back.
     *
     * @throws IllegalArgumentException when {@code text} is anything else
     */
    static TimelineCursor decode(String text) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
        if (bytes.remaining() != BYTES || bytes.get() != VERSION) {
            throw new IllegalArgumentException("Not a cursor: " + text);
        }
        try {
            Instant sortAt = Times.ofCommonEra(Instant.EPOCH.plus(bytes.getLong(), ChronoUnit.MICROS));
            return new TimelineCursor(sortAt, new PhotoId(new UUID(bytes.getLong(), bytes.getLong())));
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException("Not a cursor: " + text, e);
        }
    }

    /** Not by {@code ChronoUnit.between}, which overflows for a camera that says it is the year 9999. */
    private static long micros(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000), instant.getNano() / 1_000);
    }
}
