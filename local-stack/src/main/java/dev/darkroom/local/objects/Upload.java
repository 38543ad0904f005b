package dev.darkroom.local.objects;

import java.time.Instant;
import java.util.Optional;

/**
 * A multipart upload that is neither completed nor aborted.
 *
 * @param facts of the object to be; entity tag and checksum are not known yet
 * @param checksum what the parts are to carry
 */
public record Upload(
        ObjectName name, String id, Instant initiated, ObjectFacts facts, Optional<ChecksumChoice> checksum) {
    /** Which checksum, and whether over the whole or over the parts' checksums. */
    public record ChecksumChoice(ChecksumAlgorithm algorithm, Checksum.Type type) {
        public ChecksumChoice {
            if (type == Checksum.Type.FULL_OBJECT && !algorithm.isLinear()) {
                throw new IllegalArgumentException(
                        "The " + algorithm + " of a whole object does not follow from that of its parts");
            }
        }
    }
}
