package dev.darkroom.core.transform;

import java.util.Locale;

/** What a transform reads of a photo, which decides whether it must wait for what lies in the archive. */
public enum TransformInput {
    /** The original's bytes. */
    ORIGINAL,
    /** The rendition of 1200 pixels by the live recipe, which is never archived. */
    PROXY;

    /** The code as users see it: {@code original}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The input with this code.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static TransformInput ofCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
