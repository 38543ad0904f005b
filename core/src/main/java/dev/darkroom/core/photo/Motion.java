package dev.darkroom.core.photo;

import java.util.Locale;
import java.util.Optional;

/**
 * That a photo is the still of a short film.
 *
 * @param offset where the film starts in the file, when it is in it
 * @param length the film's bytes, when it is in the file
 * @param contentId what still and film share, when the film is a file of its own
 */
public record Motion(Kind kind, Optional<Long> offset, Optional<Long> length, Optional<String> contentId) {
    /** How still and film belong together. */
    public enum Kind {
        /** The film is at the end of the still's file (Google, Samsung and others). */
        MOTION_PHOTO,
        /** The film is a file of its own with the same content identifier (Apple). */
        LIVE_PHOTO;

        /** The lower-case name, as stored. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /**
         * The kind with this {@link #code()}.
         *
         * @throws IllegalArgumentException when there is none
         */
        public static Kind ofCode(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    public Motion {
        if (offset.filter(at -> at < 0).isPresent()
                || length.filter(bytes -> bytes < 1).isPresent()) {
            throw new IllegalArgumentException("Film must lie in its file: offset " + offset + ", length " + length);
        }
    }

    /** A still with its film at the end of the same file. */
    public static Motion inside(long offset, long length) {
        return new Motion(Kind.MOTION_PHOTO, Optional.of(offset), Optional.of(length), Optional.empty());
    }

    /** A still whose film is another file. */
    public static Motion beside(String contentId) {
        return new Motion(Kind.LIVE_PHOTO, Optional.empty(), Optional.empty(), Optional.of(contentId));
    }
}
