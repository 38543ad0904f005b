package dev.darkroom.imaging.format;

import java.util.Optional;

/**
 * That a photo is the still of a short film.
 *
 * @param kind how they belong together
 * @param offset where the film starts in the file, when it is in it
 * @param length the film's bytes, when it is in the file
 * @param contentId what still and film share, when the film is a file of its own
 */
public record MotionPhoto(Kind kind, Optional<Long> offset, Optional<Long> length, Optional<String> contentId) {
    /** How still and film belong together. */
    public enum Kind {
        /** The film is at the end of the still's file (Google, Samsung and others). */
        MOTION_PHOTO,
        /** The film is a file of its own with the same content identifier (Apple). */
        LIVE_PHOTO
    }

    public MotionPhoto {
        if (offset.filter(at -> at < 0).isPresent()
                || length.filter(bytes -> bytes < 1).isPresent()) {
            throw new IllegalArgumentException("Film must lie in its file: offset " + offset + ", length " + length);
        }
    }

    /** A still with its film in the same file. */
    static MotionPhoto inside(long offset, long length) {
        return new MotionPhoto(Kind.MOTION_PHOTO, Optional.of(offset), Optional.of(length), Optional.empty());
    }

    /** A still whose film is another file. */
    static MotionPhoto beside(String contentId) {
        return new MotionPhoto(Kind.LIVE_PHOTO, Optional.empty(), Optional.empty(), Optional.of(contentId));
    }
}
