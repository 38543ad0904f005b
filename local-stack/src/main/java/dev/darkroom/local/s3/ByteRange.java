package dev.darkroom.local.s3;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Some bytes of an object; both ends belong to it. */
record ByteRange(long first, long last) {
    private static final Pattern SYNTAX = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    long count() {
        return last - first + 1;
    }

    String header(long size) {
        return "bytes " + first + "-" + last + "/" + size;
    }

    /** What a header {@code Range} asks of so many bytes; empty when it is none that S3 understands, which then sends all. */
    static Optional<ByteRange> parse(String header, long size) throws S3ErrorException {
        Matcher match = SYNTAX.matcher(header.trim());
        if (!match.matches() || (match.group(1).isEmpty() && match.group(2).isEmpty())) {
            return Optional.empty();
        }
        long first;
        long last = size - 1;
        if (match.group(1).isEmpty()) {
            long count = Long.parseLong(match.group(2));
            first = count == 0 ? size : Math.max(0, size - count);
        } else {
            first = Long.parseLong(match.group(1));
            if (!match.group(2).isEmpty()) {
                long named = Long.parseLong(match.group(2));
                if (named < first) {
                    return Optional.empty();
                }
                last = Math.min(last, named);
            }
        }
        if (first >= size) {
            throw new S3ErrorException(
                    416,
                    "InvalidRange",
                    "The requested range is not satisfiable",
                    "<RangeRequested>" + XmlWriter.escape(header) + "</RangeRequested><ActualObjectSize>" + size
                            + "</ActualObjectSize>");
        }
        return Optional.of(new ByteRange(first, last));
    }
}
