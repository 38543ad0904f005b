package dev.darkroom.local.s3;

import dev.darkroom.local.objects.Precondition;
import dev.darkroom.local.objects.StoredObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;

/** The conditions that a request's headers put on an object, in the order of RFC 9110. */
record Conditions(
        Optional<String> ifMatch,
        Optional<String> ifNoneMatch,
        Optional<Instant> ifModifiedSince,
        Optional<Instant> ifUnmodifiedSince) {
    /** What a condition says of an object. */
    enum Outcome {
        HOLDS,
        NOT_MODIFIED,
        FAILED
    }

    /** Those of a read. */
    static Conditions ofRead(S3Request request) {
        return of(request, "");
    }

    /** Those that a copy puts on its source. */
    static Conditions ofCopySource(S3Request request) {
        return of(request, "x-amz-copy-source-");
    }

    private static Conditions of(S3Request request, String start) {
        return new Conditions(
                request.header(start + "if-match"),
                request.header(start + "if-none-match"),
                request.header(start + "if-modified-since").flatMap(Times::parseHttp),
                request.header(start + "if-unmodified-since").flatMap(Times::parseHttp));
    }

    /** Those of a write, which S3 knows two of. */
    static Precondition ofWrite(S3Request request) throws S3ErrorException {
        Optional<String> none = request.header("If-None-Match");
        if (none.isPresent() && !none.get().trim().equals("*")) {
            throw new S3ErrorException(
                    501, "NotImplemented", "Of writes, If-None-Match can only be *, got: " + none.get());
        }
        return new Precondition(none.isPresent(), request.header("If-Match").map(text -> unquoted(text.trim())));
    }

    Outcome check(StoredObject object) {
        String etag = object.facts().etag();
        Instant modified = object.modified().truncatedTo(ChronoUnit.SECONDS);
        if (ifMatch.isPresent()) {
            if (!names(ifMatch.get(), etag)) {
                return Outcome.FAILED;
            }
        } else if (ifUnmodifiedSince.filter(modified::isAfter).isPresent()) {
            return Outcome.FAILED;
        }
        if (ifNoneMatch.isPresent()) {
            return names(ifNoneMatch.get(), etag) ? Outcome.NOT_MODIFIED : Outcome.HOLDS;
        }
        return ifModifiedSince.filter(since -> !modified.isAfter(since)).isPresent()
                ? Outcome.NOT_MODIFIED
                : Outcome.HOLDS;
    }

    private static boolean names(String header, String etag) {
        return Arrays.stream(header.split(",", -1))
                .map(String::trim)
                .anyMatch(tag -> tag.equals("*") || unquoted(tag).equals(etag));
    }

    /** Some clients leave the quotes out. */
    static String unquoted(String etag) {
        String strong = etag.startsWith("W/") ? etag.substring(2) : etag;
        return strong.length() >= 2 && strong.startsWith("\"") && strong.endsWith("\"")
                ? strong.substring(1, strong.length() - 1)
                : strong;
    }
}
