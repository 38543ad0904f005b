package dev.darkroom.core.id;

import java.util.UUID;

/** Names one answer to a search, so that what is opened from it can be told. */
public record SearchId(UUID value) {
    /** One that nobody had before. */
    public static SearchId random() {
        return new SearchId(UUID.randomUUID());
    }

    /**
     * Reads {@link #toString} back.
     *
     * @throws IllegalArgumentException when {@code text} is not a UUID in its usual form
     */
    public static SearchId parse(String text) {
        UUID value = UUID.fromString(text);
        // Java also reads groups that are too short.
        if (!value.toString().equalsIgnoreCase(text)) {
            throw new IllegalArgumentException("SearchId must be a UUID: " + text);
        }
        return new SearchId(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
