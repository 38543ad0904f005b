package dev.darkroom.web;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;

/** The conditions of a request (RFC 9110, section 13), as its headers state them. */
public record Preconditions(
        Optional<String> ifMatch,
        Optional<String> ifNoneMatch,
        Optional<String> ifModifiedSince,
        Optional<String> ifUnmodifiedSince,
        Optional<String> ifRange) {
    /** What to do with the request. */
    public enum Outcome {
        PROCEED,
        /** Answer 304 without a body. */
        NOT_MODIFIED,
        /** Answer 412. */
        FAILED
    }

    /** Takes the conditions from a request's headers. */
    public static Preconditions of(Function<String, Optional<String>> header) {
        return new Preconditions(
                header.apply("If-Match"),
                header.apply("If-None-Match"),
                header.apply("If-Modified-Since"),
                header.apply("If-Unmodified-Since"),
                header.apply("If-Range"));
    }

    /**
     * Evaluates them in the order of section 13.2.2.
     *
     * @param safe whether the method is GET or HEAD
     * @param current the tag of what is there
     * @param modifiedAt when that was last changed, if known
     */
    public Outcome evaluate(boolean safe, Etag current, Optional<Instant> modifiedAt) {
        if (ifMatch.isPresent()) {
            if (!anyOf(ifMatch.get(), tag -> tag.matchesStrongly(current))) {
                return Outcome.FAILED;
            }
        } else if (isAfter(modifiedAt, ifUnmodifiedSince).orElse(false)) {
            return Outcome.FAILED;
        }
        if (ifNoneMatch.isPresent()) {
            if (anyOf(ifNoneMatch.get(), tag -> tag.matchesWeakly(current))) {
                return safe ? Outcome.NOT_MODIFIED : Outcome.FAILED;
            }
        } else if (safe && !isAfter(modifiedAt, ifModifiedSince).orElse(true)) {
            return Outcome.NOT_MODIFIED;
        }
        return Outcome.PROCEED;
    }

    /** Whether a Range header counts: there is no If-Range, or it names exactly what is there. */
    public boolean rangeHolds(Etag current, Optional<Instant> modifiedAt) {
        if (ifRange.isEmpty()) {
            return true;
        }
        Optional<Etag> tag = Etag.parse(ifRange.get());
        if (tag.isPresent()) {
            return tag.get().matchesStrongly(current);
        }
        Optional<Instant> date = HttpDate.parse(ifRange.get());
        return date.isPresent()
                && modifiedAt.map(time -> time.truncatedTo(ChronoUnit.SECONDS)).equals(date);
    }

    private static boolean anyOf(String header, Function<Etag, Boolean> matches) {
        return header.strip().equals("*") || Etag.parseList(header).stream().anyMatch(matches::apply);
    }

    /** Empty when one of the two times is missing or unreadable. */
    private static Optional<Boolean> isAfter(Optional<Instant> modifiedAt, Optional<String> header) {
        Optional<Instant> limit = header.flatMap(HttpDate::parse);
        return modifiedAt.isEmpty() || limit.isEmpty()
                ? Optional.empty()
                : Optional.of(modifiedAt.get().truncatedTo(ChronoUnit.SECONDS).isAfter(limit.get()));
    }
}
