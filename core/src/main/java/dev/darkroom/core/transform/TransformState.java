package dev.darkroom.core.transform;

import java.util.Locale;

/** Where a version of a transform stands. Of each name at most one version is live and at most one is a shadow. */
public enum TransformState {
    /** New photos get its output too, and nobody is shown it: one on its way up, or the one that was live before. */
    SHADOW,
    /** What a photo's row, document and answers are made of. */
    LIVE,
    /** No longer derived. */
    RETIRED;

    /** The code as users see it: {@code shadow}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The state with this code.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static TransformState ofCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
