package dev.darkroom.imaging.metadata;

import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import com.drew.metadata.exif.GpsDirectory;
import com.drew.metadata.iptc.IptcDirectory;
import dev.darkroom.core.photo.GeoPoint;
import dev.darkroom.core.photo.MetadataSource;
import dev.darkroom.core.photo.TakenAt;
import dev.darkroom.core.photo.TakenAt.ZoneSource;
import dev.darkroom.imaging.place.Gazetteer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds when a photo was taken. The clock comes from the sidecar, else DateTimeOriginal, DateTimeDigitized, XMP, IPTC or
 * DateTime; its zone from the offset written with it, else from the GPS time stamp, else from the GPS position. A sidecar
 * that repeats the camera's clock leaves all to the camera.
 */
final class TakenAtReader {
    private static final Pattern DATE = Pattern.compile("(\\d{4})[:/.-](\\d\\d)[:/.-](\\d\\d).*");
    private static final Pattern IPTC_DATE = Pattern.compile("(\\d{4})[:-]?(\\d\\d)[:-]?(\\d\\d)");
    private static final Pattern IPTC_TIME = Pattern.compile("(\\d\\d):?(\\d\\d):?(\\d\\d)([+-]\\d\\d:?\\d\\d)?");
    private static final Duration STEP = Duration.ofMinutes(15);
    private static final Duration MAX_OFFSET = Duration.ofHours(14);
    private static final Duration DAY = Duration.ofDays(1);

    private final Tags tags;
    private final Optional<GeoPoint> location;

    TakenAtReader(Tags tags, Optional<GeoPoint> location) {
        this.tags = tags;
        this.location = location;
    }

    Optional<Found<TakenAt>> read() {
        Optional<LocalTime> gpsTime = gpsTime();
        Optional<LocalDateTime> gps = gpsDate().flatMap(date -> gpsTime.map(date::atTime));
        Optional<Found<Clock>> clock = clock();
        if (clock.isEmpty()) {
            return Found.in(MetadataSource.GPS, gps.map(this::bySatellites));
        }
        LocalDateTime local = clock.get().value().local();
        Optional<LocalDateTime> utc =
                gps.or(() -> gpsTime.map(time -> local.toLocalDate().atTime(time)));
        TakenAt takenAt = clock.get()
                .value()
                .offset()
                .map(offset -> at(local, offset, ZoneSource.OFFSET_TAG))
                .or(() -> utc.map(satellites -> byGps(local, satellites)))
                .or(() -> location.flatMap(Gazetteer.get()::zoneAt)
                        .map(zone -> at(local, local.atZone(zone).getOffset(), ZoneSource.GPS_POSITION)))
                .orElseGet(() -> new TakenAt(local.toInstant(ZoneOffset.UTC), ZoneSource.UNKNOWN, Optional.empty()));
        return Optional.of(new Found<>(takenAt, clock.get().source()));
    }

    private static TakenAt at(LocalDateTime local, ZoneOffset offset, ZoneSource source) {
        return new TakenAt(local.toInstant(offset), source, Optional.of(offset));
    }

    /** A moment by the satellites alone; what the clocks there showed follows from the position. */
    private TakenAt bySatellites(LocalDateTime utc) {
        Instant instant = utc.toInstant(ZoneOffset.UTC);
        return new TakenAt(
                instant,
                ZoneSource.GPS_TIME,
                location.flatMap(Gazetteer.get()::zoneAt)
                        .map(zone -> zone.getRules().getOffset(instant)));
    }

    /**
     * The camera's moment with the zone that its distance from the satellites' time suggests. Some cameras write the GPS
     * date of the day before or after; a clock that is off by more was never set, and the satellites are right.
     */
    private TakenAt byGps(LocalDateTime local, LocalDateTime utc) {
        Duration offset = rounded(Duration.between(utc, local));
        if (offset.abs().compareTo(MAX_OFFSET) > 0) {
            offset = offset.isNegative() ? offset.plus(DAY) : offset.minus(DAY);
        }
        return offset.abs().compareTo(MAX_OFFSET) > 0
                ? bySatellites(utc)
                : at(local, ZoneOffset.ofTotalSeconds((int) offset.toSeconds()), ZoneSource.GPS_TIME);
    }

    private static Duration rounded(Duration duration) {
        return STEP.multipliedBy(Math.round((double) duration.toSeconds() / STEP.toSeconds()));
    }

    private Optional<Found<Clock>> clock() {
        Optional<Found<Clock>> embedded = Found.in(MetadataSource.EXIF, exif())
                .or(() -> tags.xmp(TakenAtReader::any))
                .or(() -> Found.in(MetadataSource.IPTC, iptc()))
                .or(() -> Found.in(
                        MetadataSource.EXIF,
                        tags.text(ExifIFD0Directory.class, ExifIFD0Directory.TAG_DATETIME)
                                .flatMap(text -> Clock.parse(text, subSeconds(ExifSubIFDDirectory.TAG_SUBSECOND_TIME)))
                                .map(this::withGeneralOffset)));
        Optional<Found<Clock>> sidecar = tags.sidecar(TakenAtReader::original)
                .filter(beside -> embedded.filter(inside -> beside.value().repeats(inside.value()))
                        .isEmpty());
        return sidecar.or(() -> embedded);
    }

    private Optional<Clock> exif() {
        return exif(
                        ExifSubIFDDirectory.TAG_DATETIME_ORIGINAL,
                        ExifSubIFDDirectory.TAG_SUBSECOND_TIME_ORIGINAL,
                        ExifSubIFDDirectory.TAG_TIME_ZONE_ORIGINAL)
                .or(() -> exif(
                        ExifSubIFDDirectory.TAG_DATETIME_DIGITIZED,
                        ExifSubIFDDirectory.TAG_SUBSECOND_TIME_DIGITIZED,
                        ExifSubIFDDirectory.TAG_TIME_ZONE_DIGITIZED));
    }

    /** Date {@code 20080612} and time {@code 143000+0200}, two tags. */
    private Optional<Clock> iptc() {
        return tags.text(IptcDirectory.class, IptcDirectory.TAG_DATE_CREATED)
                .map(IPTC_DATE::matcher)
                .filter(Matcher::matches)
                .flatMap(date -> tags.text(IptcDirectory.class, IptcDirectory.TAG_TIME_CREATED)
                        .map(IPTC_TIME::matcher)
                        .filter(Matcher::matches)
                        .flatMap(time -> Clock.parse(
                                date.replaceFirst("$1:$2:$3 ") + time.replaceFirst("$1:$2:$3$4"), Optional.empty())));
    }

    private Optional<Clock> exif(int timeTag, int subSecondTag, int offsetTag) {
        return tags.text(ExifSubIFDDirectory.class, timeTag)
                .flatMap(text -> Clock.parse(text, subSeconds(subSecondTag)))
                .map(clock -> tags.text(ExifSubIFDDirectory.class, offsetTag)
                        .flatMap(Clock::offset)
                        .map(offset -> new Clock(clock.local(), Optional.of(offset)))
                        .orElseGet(() -> withGeneralOffset(clock)));
    }

    /** The offset of DateTime, which phones that know one write for all three times. */
    private Clock withGeneralOffset(Clock clock) {
        return clock.offset().isPresent()
                ? clock
                : new Clock(
                        clock.local(),
                        tags.text(ExifSubIFDDirectory.class, ExifSubIFDDirectory.TAG_TIME_ZONE)
                                .flatMap(Clock::offset));
    }

    private static Optional<Clock> original(Xmp xmp) {
        return xmp.text(Schemas.EXIF, "DateTimeOriginal")
                .or(() -> xmp.text(Schemas.PHOTOSHOP, "DateCreated"))
                .flatMap(text -> Clock.parse(text, Optional.empty()));
    }

    private static Optional<Clock> any(Xmp xmp) {
        return original(xmp)
                .or(() -> xmp.text(Schemas.XMP, "CreateDate").flatMap(text -> Clock.parse(text, Optional.empty())));
    }

    private Optional<String> subSeconds(int tag) {
        return tags.text(ExifSubIFDDirectory.class, tag).filter(digits -> digits.matches("\\d{1,9}"));
    }

    private Optional<LocalDate> gpsDate() {
        return tags.text(GpsDirectory.class, GpsDirectory.TAG_DATE_STAMP).flatMap(text -> {
            Matcher match = DATE.matcher(text);
            try {
                return match.matches()
                        ? Optional.of(LocalDate.of(
                                        Integer.parseInt(match.group(1)),
                                        Integer.parseInt(match.group(2)),
                                        Integer.parseInt(match.group(3))))
                                .filter(date -> Clock.isPlausible(date.getYear()))
                        : Optional.empty();
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        });
    }

    private Optional<LocalTime> gpsTime() {
        List<Double> parts = tags.numbers(GpsDirectory.class, GpsDirectory.TAG_TIME_STAMP);
        if (parts.size() != 3) {
            return Optional.empty();
        }
        double seconds = parts.get(0) * 3600 + parts.get(1) * 60 + parts.get(2);
        return seconds >= 0 && seconds < DAY.toSeconds()
                ? Optional.of(LocalTime.ofNanoOfDay(((long) (seconds * 1_000_000)) * 1000))
                : Optional.empty();
    }
}
