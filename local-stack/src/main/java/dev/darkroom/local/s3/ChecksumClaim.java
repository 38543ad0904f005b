package dev.darkroom.local.s3;

import dev.darkroom.local.objects.ChecksumAlgorithm;
import java.util.Base64;
import java.util.Optional;

/**
 * The checksum that a client says its body has.
 *
 * @param value base64; empty when it follows the body as a trailer, or is only to be computed
 */
record ChecksumClaim(ChecksumAlgorithm algorithm, Optional<String> value) {
    /** The claim in the request's headers, or the one that its trailer will bring. */
    static Optional<ChecksumClaim> of(S3Request request, Payload payload) throws S3ErrorException {
        for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
            Optional<String> value = request.header(algorithm.header());
            if (value.isPresent()) {
                return Optional.of(new ChecksumClaim(algorithm, value));
            }
            if (payload.trailerName().equals(Optional.of(algorithm.header()))) {
                return Optional.of(new ChecksumClaim(algorithm, Optional.empty()));
            }
        }
        return Optional.empty();
    }

    /** Compares what was computed with what was claimed. */
    void verify(byte[] computed, Optional<String> trailer) throws S3ErrorException {
        Optional<String> claimed = value.or(() -> trailer);
        if (claimed.isEmpty()) {
            return;
        }
        byte[] expected;
        try {
            expected = Base64.getDecoder().decode(claimed.get().trim());
        } catch (IllegalArgumentException e) {
            expected = new byte[0];
        }
        if (expected.length != algorithm.bytes()) {
            throw S3ErrorException.invalidRequest("Value for " + algorithm.header() + " header is invalid.");
        }
        if (!java.util.Arrays.equals(expected, computed)) {
            throw new S3ErrorException(
                    400,
                    "BadDigest",
                    "The " + algorithm + " you specified did not match the calculated checksum (" + algorithm.header()
                            + ").");
        }
    }
}
