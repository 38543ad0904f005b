package dev.darkroom.core.event;

import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.id.SearchId;
import dev.darkroom.core.id.UserId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Somebody looked at a photo; for ranking, storage temperature and the audit trail.
 *
 * @param what the part of it that was read
 * @param search the search that it was opened from; as the client says, so it may be another's or none at all
 */
public record PhotoViewed(
        UserId owner,
        PhotoId photo,
        long version,
        UserId viewer,
        What what,
        Optional<SearchId> search,
        Instant occurredAt)
        implements PhotoEvent {
    public PhotoViewed {
        occurredAt = occurredAt.truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public Topic topic() {
        return Topic.VIEWED;
    }

    /** What a viewer reads of a photo. */
    public enum What {
        /** Its description, which comes with addresses of its renditions. */
        PHOTO,
        /** A rendition of the size of a screen. */
        RENDITION,
        ORIGINAL;

        /** The lower-case name, as stored. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The one with this {@link #code()}; whatever a later release adds is some view of the photo. */
        public static What ofCode(String code) {
            return Arrays.stream(values())
                    .filter(what -> what.code().equals(code))
                    .findFirst()
                    .orElse(PHOTO);
        }
    }
}
