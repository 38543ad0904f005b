package dev.darkroom.serving;

import dev.darkroom.web.ByteRange;
import dev.darkroom.web.Preconditions;
import java.util.Optional;

/** How to answer a request for a file: preconditions first, then where the bytes come from, then which of them. */
sealed interface FileDecision {
    /** 304: the client has it. */
    record NotModified() implements FileDecision {}

    /** 412: a condition does not hold. */
    record ConditionFailed() implements FileDecision {}

    /** 307: the object store sends it. */
    record Redirect() implements FileDecision {}

    /** 200, without the body for HEAD. */
    record Whole() implements FileDecision {}

    /** 206. */
    record Part(ByteRange range) implements FileDecision {}

    /** 416: there are no such bytes. */
    record Unsatisfiable() implements FileDecision {}

    /**
     * Decides.
     *
     * @param head whether only the headers are asked for; a range does not count then, and a signed URL is for GET only
     * @param range the Range header
     */
    static FileDecision of(
            ServedFile file, Preconditions conditions, Optional<String> range, boolean head, Delivery delivery) {
        Preconditions.Outcome outcome = conditions.evaluate(true, file.etag(), Optional.empty());
        if (outcome == Preconditions.Outcome.NOT_MODIFIED) {
            return new NotModified();
        }
        if (outcome == Preconditions.Outcome.FAILED) {
            return new ConditionFailed();
        }
        if (head) {
            return new Whole();
        }
        if (delivery == Delivery.REDIRECT) {
            return new Redirect();
        }
        Optional<String> counted = range.filter(given -> conditions.rangeHolds(file.etag(), Optional.empty()));
        ByteRange.Selection selection = ByteRange.select(counted, file.bytes());
        if (selection instanceof ByteRange.Part part) {
            return new Part(part.range());
        }
        return selection instanceof ByteRange.Unsatisfiable ? new Unsatisfiable() : new Whole();
    }
}
