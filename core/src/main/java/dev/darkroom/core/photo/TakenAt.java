package dev.darkroom.core.photo;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * When a photo was taken, and how its time zone is known.
 *
 * @param instant the moment, to the microsecond; a camera clock of unknown zone is read as if it were UTC
 * @param zoneSource where the zone came from
 */
public record TakenAt(Instant instant, ZoneSource zoneSource) {
    public TakenAt {
        instant = instant.truncatedTo(ChronoUnit.MICROS);
    }

    /** Where the time zone of a camera's clock came from. */
    public enum ZoneSource {
        /** An EXIF offset tag beside the time (OffsetTimeOriginal). */
        OFFSET_TAG,
        /** The GPS time stamp, which is UTC. */
        GPS_TIME,
        /** Nothing said it; the clock was read as UTC. */
        UNKNOWN
    }
}
