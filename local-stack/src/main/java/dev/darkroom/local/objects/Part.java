package dev.darkroom.local.objects;

import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** A part of a multipart upload that has been received. */
public record Part(int number, Segment segment, String etag, Optional<Checksum> checksum, Instant modified) {
    public static final int MAX_NUMBER = 10_000;

    public Part {
        if (number < 1 || number > MAX_NUMBER) {
            throw new IllegalArgumentException("Part number must be from 1 to " + MAX_NUMBER + ": " + number);
        }
    }

    byte[] checksumBytes() {
        return Base64.getDecoder().decode(checksum.orElseThrow().value());
    }
}
