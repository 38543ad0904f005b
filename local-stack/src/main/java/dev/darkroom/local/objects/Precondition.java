package dev.darkroom.local.objects;

import java.util.Optional;

/**
 * What must be true of the object that a write replaces.
 *
 * @param mustBeAbsent {@code If-None-Match: *}
 * @param etag {@code If-Match}, without quotes; {@code *} is any
 */
public record Precondition(boolean mustBeAbsent, Optional<String> etag) {
    public static final Precondition NONE = new Precondition(false, Optional.empty());

    /** Also good for a look before the bytes are received, when the answer is not final. */
    public void check(Optional<StoredObject> current) throws RefusedException {
        if (mustBeAbsent && current.isPresent()) {
            throw new RefusedException(Refusal.PRECONDITION_FAILED);
        }
        if (etag.isPresent()) {
            StoredObject there = current.orElseThrow(() -> new RefusedException(Refusal.NO_SUCH_KEY));
            if (!etag.get().equals("*") && !etag.get().equals(there.facts().etag())) {
                throw new RefusedException(Refusal.PRECONDITION_FAILED);
            }
        }
    }
}
