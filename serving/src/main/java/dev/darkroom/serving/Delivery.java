package dev.darkroom.serving;

import java.util.Arrays;
import java.util.Locale;

/** Who sends the bytes of a file. */
enum Delivery {
    /** This service; needs no way from the client to the object store. */
    STREAM,
    /** The object store, at a signed URL. */
    REDIRECT;

    /**
     * Reads {@code stream} or {@code redirect}.
     *
     * @throws IllegalArgumentException when it is neither
     */
    static Delivery of(String text) {
        return Arrays.stream(values())
                .filter(delivery -> delivery.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "Delivery must be stream or redirect (DARKROOM_DELIVERY), not: " + text));
    }
}
