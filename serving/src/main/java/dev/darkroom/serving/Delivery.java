package dev.darkroom.serving;

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
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
