package dev.darkroom.core.photo;

import dev.darkroom.core.id.PhotoId;
import java.util.Locale;

/**
 * Photos of one owner that show the same, as the batch job {@code duplicates} has found them.
 *
 * @param id the photo of the group that was uploaded first; groups are named by it
 * @param kind what holds the group together
 * @param best the suggested best shot
 * @param photos how many photos the group has
 */
public record DuplicateGroup(PhotoId id, Kind kind, PhotoId best, int photos) {
    public DuplicateGroup {
        if (photos < 2) {
            throw new IllegalArgumentException("A group must have at least 2 photos: " + photos);
        }
    }

    /** What two photos of a group have in common, closest first; a group has the loosest kind that it needs. */
    public enum Kind {
        /** The same bytes. */
        EXACT(0),
        /** The same picture in files that differ in their metadata. */
        PIXELS(1),
        /** Pictures that look the same. */
        NEAR(2),
        /** Shots by one camera, one after the other. */
        BURST(3);

        private final int looseness;

        Kind(int looseness) {
            this.looseness = looseness;
        }

        /** Grows from kind to kind; the number of a kind stays. */
        public int looseness() {
            return looseness;
        }

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
}
