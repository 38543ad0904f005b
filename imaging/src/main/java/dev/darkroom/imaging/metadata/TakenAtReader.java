package dev.darkroom.imaging.metadata;

import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import com.drew.metadata.exif.GpsDirectory;
import dev.darkroom.core.photo.TakenAt;
import dev.darkroom.core.photo.TakenAt.ZoneSource;
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
 * Finds when a photo was taken. The camera's clock comes from DateTimeOriginal, else DateTimeDigitized, XMP or DateTime;
 * its zone from the offset tag, else from the GPS time stamp.
 */
final class TakenAtReader {
    private static final Pattern DATE_TIME = Pattern.compile(
            "(\\d{4})[:/.-](\\d\\d)[:/.-](\\d\\d)[ T](\\d\\d):(\\d\\d)(?::(\\d\\d)(?:[.,](\\d{1,9})\\d*)?)?"
                    + "\\s*(Z|[+-]\\d\\d:?\\d\\d)?.*");
    private static final Pattern DATE = Pattern.compile("(\\d{4})[:/.-](\\d\\d)[:/.-](\\d\\d).*");
    private static final Pattern OFFSET = Pattern.compile("Z|[+-]\\d\\d:?\\d\\d");
    private static final int FIRST_PHOTOGRAPH = 1826;
    private static final int LAST_YEAR = 2199;
    private static final Duration STEP = Duration.ofMinutes(15);
    private static final Duration MAX_OFFSET = Duration.ofHours(14);
    private static final Duration DAY = Duration.ofDays(1);

    private record Clock(LocalDateTime local, Optional<ZoneOffset> offset) {}

    private final Tags tags;

    private TakenAtReader(Tags tags) {
        this.tags = tags;
    }

    static Optional<TakenAt> read(Tags tags) {
        return new TakenAtReader(tags).read();
    }

    private Optional<TakenAt> read() {
        Optional<LocalTime> gpsTime = gpsTime();
        Optional<LocalDate> gpsDate = gpsDate();
        Optional<LocalDateTime> gps = gpsDate.flatMap(date -> gpsTime.map(date::atTime));
        Optional<Clock> clock = clock();
        if (clock.isEmpty()) {
            return gps.map(utc -> new TakenAt(utc.toInstant(ZoneOffset.UTC), ZoneSource.GPS_TIME));
        }
        LocalDateTime local = clock.get().local();
        if (clock.get().offset().isPresent()) {
            return Optional.of(new TakenAt(local.toInstant(clock.get().offset().get()), ZoneSource.OFFSET_TAG));
        }
        if (gps.isPresent()) {
            return Optional.of(new TakenAt(byGps(local, gps.get()), ZoneSource.GPS_TIME));
        }
        if (gpsTime.isPresent()) {
            LocalDateTime sameDay = local.toLocalDate().atTime(gpsTime.get());
            return Optional.of(new TakenAt(byGps(local, sameDay), ZoneSource.GPS_TIME));
        }
        return Optional.of(new TakenAt(local.toInstant(ZoneOffset.UTC), ZoneSource.UNKNOWN));
    }

    /**
     * The camera's moment with the zone that its distance from the satellites' time suggests. Some cameras write the GPS
     * date of the day before or after; a clock that is off by more was never set, and the satellites are right.
     */
    private static Instant byGps(LocalDateTime local, LocalDateTime utc) {
        Duration offset = rounded(Duration.between(utc, local));
        if (offset.abs().compareTo(MAX_OFFSET) > 0) {
            offset = offset.isNegative() ? offset.plus(DAY) : offset.minus(DAY);
        }
        return offset.abs().compareTo(MAX_OFFSET) > 0
                ? utc.toInstant(ZoneOffset.UTC)
                : local.minus(offset).toInstant(ZoneOffset.UTC);
    }

    private static Duration rounded(Duration duration) {
        return STEP.multipliedBy(Math.round((double) duration.toSeconds() / STEP.toSeconds()));
    }

    private Optional<Clock> clock() {
        return exif(
                        ExifSubIFDDirectory.TAG_DATETIME_ORIGINAL,
                        ExifSubIFDDirectory.TAG_SUBSECOND_TIME_ORIGINAL,
                        ExifSubIFDDirectory.TAG_TIME_ZONE_ORIGINAL)
                .or(() -> exif(
                        ExifSubIFDDirectory.TAG_DATETIME_DIGITIZED,
                        ExifSubIFDDirectory.TAG_SUBSECOND_TIME_DIGITIZED,
                        ExifSubIFDDirectory.TAG_TIME_ZONE_DIGITIZED))
                .or(() -> xmp(Schemas.EXIF, "DateTimeOriginal"))
                .or(() -> xmp(Schemas.PHOTOSHOP, "DateCreated"))
                .or(() -> xmp(Schemas.XMP, "CreateDate"))
                .or(() -> tags.text(ExifIFD0Directory.class, ExifIFD0Directory.TAG_DATETIME)
                        .flatMap(text -> parse(text, subSeconds(ExifSubIFDDirectory.TAG_SUBSECOND_TIME)))
                        .map(this::withGeneralOffset));
    }

    private Optional<Clock> exif(int timeTag, int subSecondTag, int offsetTag) {
        return tags.text(ExifSubIFDDirectory.class, timeTag)
                .flatMap(text -> parse(text, subSeconds(subSecondTag)))
                .map(clock -> tags.text(ExifSubIFDDirectory.class, offsetTag)
                        .flatMap(TakenAtReader::offset)
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
                                .flatMap(TakenAtReader::offset));
    }

    private Optional<Clock> xmp(String schema, String name) {
        return tags.xmpText(schema, name).flatMap(text -> parse(text, Optional.empty()));
    }

    private Optional<String> subSeconds(int tag) {
        return tags.text(ExifSubIFDDirectory.class, tag).filter(digits -> digits.matches("\\d{1,9}"));
    }

    private static Optional<Clock> parse(String text, Optional<String> subSeconds) {
        Matcher match = DATE_TIME.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        String fraction = match.group(7) == null ? subSeconds.orElse("0") : match.group(7);
        try {
            LocalDateTime local = LocalDateTime.of(
                    Integer.parseInt(match.group(1)),
                    Integer.parseInt(match.group(2)),
                    Integer.parseInt(match.group(3)),
                    Integer.parseInt(match.group(4)),
                    Integer.parseInt(match.group(5)),
                    match.group(6) == null ? 0 : Integer.parseInt(match.group(6)),
                    Integer.parseInt((fraction + "00000000").substring(0, 9)));
            Optional<ZoneOffset> offset = Optional.ofNullable(match.group(8)).flatMap(TakenAtReader::offset);
            return isPlausible(local.getYear()) ? Optional.of(new Clock(local, offset)) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<ZoneOffset> offset(String text) {
        try {
            return OFFSET.matcher(text).matches() ? Optional.of(ZoneOffset.of(text)) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
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
                                .filter(date -> isPlausible(date.getYear()))
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

    private static boolean isPlausible(int year) {
        return year >= FIRST_PHOTOGRAPH && year <= LAST_YEAR;
    }
}
