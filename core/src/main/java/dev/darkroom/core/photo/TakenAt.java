package dev.darkroom.core.photo;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/**
 * When a photo was taken, and how its time zone is known.
 *
 * @param instant the moment, to the microsecond; a camera clock of unknown zone is read as if it were UTC
 * @param zoneSource where the zone came from
 * @param offset what the clocks at that place were ahead of UTC, when that is known
 */
public record TakenAt(Instant instant, ZoneSource zoneSource, Optional<ZoneOffset> offset) {
    public TakenAt {
        instant = instant.truncatedTo(ChronoUnit.MICROS);
    }

    /** The time on a clock at the place, when its offset is known. */
    public Optional<OffsetDateTime> local() {
        return offset.map(instant::atOffset);
    }

    /** Where the time zone of a camera's clock came from. */
    public enum ZoneSource {
        /** An EXIF offset tag beside the time (OffsetTimeOriginal), or an offset written with the time itself. */
        OFFSET_TAG,
        /** The GPS time stamp, which is UTC. */
        GPS_TIME,
        /** The time zone at the GPS position. */
        GPS_POSITION,
        /** Nothing said it; the clock was read as UTC. */
        UNKNOWN;

        /** The lower-case name, as stored. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The source with this {@link #code()}; one that a later release has added is {@link #UNKNOWN} here. */
        public static ZoneSource ofCode(String code) {
            for (ZoneSource source : values()) {
                if (source.code().equals(code)) {
                    return source;
                }
            }
            return UNKNOWN;
        }
    }
}
