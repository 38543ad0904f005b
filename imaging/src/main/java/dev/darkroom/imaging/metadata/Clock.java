package dev.darkroom.imaging.metadata;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a camera's clock showed, and what it was ahead of UTC when that was written with it. */
record Clock(LocalDateTime local, Optional<ZoneOffset> offset) {
    private static final Pattern DATE_TIME = Pattern.compile(
            "(\\d{4})[:/.-](\\d\\d)[:/.-](\\d\\d)[ T](\\d\\d):(\\d\\d)(?::(\\d\\d)(?:[.,](\\d{1,9})\\d*)?)?"
                    + "\\s*(Z|[+-]\\d\\d:?\\d\\d)?.*");
    private static final Pattern OFFSET = Pattern.compile("Z|[+-]\\d\\d:?\\d\\d");
    private static final int FIRST_PHOTOGRAPH = 1826;
    private static final int LAST_YEAR = 2199;

    /** A date and a time in one text, as EXIF and XMP write them; {@code subSeconds} are the digits of a fraction. */
    static Optional<Clock> parse(String text, Optional<String> subSeconds) {
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
            Optional<ZoneOffset> offset = Optional.ofNullable(match.group(8)).flatMap(Clock::offset);
            return isPlausible(local.getYear()) ? Optional.of(new Clock(local, offset)) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** An offset such as {@code +05:45} or {@code Z}. */
    static Optional<ZoneOffset> offset(String text) {
        try {
            return OFFSET.matcher(text).matches() ? Optional.of(ZoneOffset.of(text)) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Whether this adds nothing to {@code other}; programs copy a clock at times without its zone or fraction. */
    boolean repeats(Clock other) {
        return local.truncatedTo(ChronoUnit.SECONDS).equals(other.local.truncatedTo(ChronoUnit.SECONDS))
                && (offset.isEmpty() || offset.equals(other.offset));
    }

    /** No photograph is older than the first one. */
    static boolean isPlausible(int year) {
        return year >= FIRST_PHOTOGRAPH && year <= LAST_YEAR;
    }
}
