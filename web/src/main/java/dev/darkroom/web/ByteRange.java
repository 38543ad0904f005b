package dev.darkroom.web;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Some bytes of a representation, {@code first} to {@code last}, both included (RFC 9110, section 14). */
public record ByteRange(long first, long last) {
    private static final Pattern SINGLE =
            Pattern.compile("bytes=[ \\t]*(\\d*)-(\\d*)[ \\t]*", Pattern.CASE_INSENSITIVE);
    private static final int MAX_DIGITS = 18;

    public ByteRange {
        if (first < 0 || last < first) {
            throw new IllegalArgumentException("Range must have 0 <= first <= last: " + first + "-" + last);
        }
    }

    /** What a Range header asks for. */
    public sealed interface Selection {}

    /** Everything: answer 200. */
    public record Whole() implements Selection {}

    /** A part: answer 206 with {@link ByteRange#contentRange}. */
    public record Part(ByteRange range) implements Selection {}

    /** Nothing that exists: answer 416 with {@link ByteRange#unsatisfied}. */
    public record Unsatisfiable() implements Selection {}

    /**
     * Reads a Range header of a GET. Other units, malformed ranges and several ranges at once are ignored, as section
     * 14.2 allows.
     *
     * @param total length of the representation in bytes
     */
    public static Selection select(Optional<String> header, long total) {
        Matcher matcher = SINGLE.matcher(header.orElse(""));
        if (!matcher.matches()) {
            return new Whole();
        }
        String first = matcher.group(1);
        String last = matcher.group(2);
        if (first.isEmpty()) {
            return last.isEmpty() ? new Whole() : suffix(number(last), total);
        }
        long from = number(first);
        long to = last.isEmpty() ? Long.MAX_VALUE : number(last);
        if (to < from) {
            return new Whole();
        }
        return from >= total ? new Unsatisfiable() : new Part(new ByteRange(from, Math.min(to, total - 1)));
    }

    private static Selection suffix(long length, long total) {
        if (length == 0) {
            return new Unsatisfiable();
        }
        return total == 0 ? new Whole() : new Part(new ByteRange(Math.max(0, total - length), total - 1));
    }

    /** Larger than any file when it has more digits than a long holds. */
    private static long number(String digits) {
        String significant = digits.replaceFirst("^0+(?=.)", "");
        return significant.length() > MAX_DIGITS ? Long.MAX_VALUE : Long.parseLong(significant);
    }

    /** How many bytes. */
    public long length() {
        return last - first + 1;
    }

    /** The Content-Range header of a 206. */
    public String contentRange(long total) {
        return "bytes " + first + "-" + last + "/" + total;
    }

    /** The Content-Range header of a 416. */
    public static String unsatisfied(long total) {
        return "bytes */" + total;
    }
}
