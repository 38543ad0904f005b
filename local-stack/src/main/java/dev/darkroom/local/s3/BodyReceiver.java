package dev.darkroom.local.s3;

import dev.darkroom.local.objects.Checksum;
import dev.darkroom.local.objects.ChecksumAlgorithm;
import dev.darkroom.local.objects.ObjectStore;
import dev.darkroom.local.objects.RunningChecksum;
import dev.darkroom.local.objects.Segment;
import dev.darkroom.local.objects.SegmentWriter;
import java.io.IOException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Receives bodies through one buffer each: what passes is hashed, once for each hash, and written. Only a body that is what was signed and
 * announced is kept.
 */
final class BodyReceiver {
    private static final int BUFFER_BYTES = 1 << 17;
    private static final long MAX_BODY_BYTES = 5L << 30;

    private final ObjectStore store;

    BodyReceiver(ObjectStore store) {
        this.store = store;
    }

    /**
     * Receives a body.
     *
     * @param fallback the checksum to compute when the client claims none
     */
    ReceivedBody receive(S3Request request, Payload payload, Optional<ChecksumAlgorithm> fallback) throws IOException {
        if (payload.length() > MAX_BODY_BYTES) {
            throw new S3ErrorException(
                    400,
                    "EntityTooLarge",
                    "Your proposed upload exceeds the maximum allowed size: " + payload.length() + " > "
                            + MAX_BODY_BYTES);
        }
        Optional<ChecksumClaim> claim = ChecksumClaim.of(request, payload)
                .or(() -> fallback.map(algorithm -> new ChecksumClaim(algorithm, Optional.empty())));
        Optional<RunningChecksum> running = claim.map(c -> c.algorithm().start());
        RunningChecksum md5 = RunningChecksum.md5();
        try (SegmentWriter writer = store.objects().write()) {
            byte[] buffer = new byte[(int) Math.min(payload.length(), BUFFER_BYTES)];
            for (long remaining = payload.length(); remaining > 0; ) {
                int filled = fill(payload, buffer, remaining);
                md5.update(buffer, 0, filled);
                if (running.isPresent()) {
                    running.get().update(buffer, 0, filled);
                }
                writer.write(buffer, 0, filled);
                remaining -= filled;
            }
            Optional<String> trailer = payload.verify();
            byte[] digest = md5.value();
            verifyMd5(request, digest);
            Optional<Checksum> checksum = Optional.empty();
            if (claim.isPresent()) {
                byte[] computed = running.orElseThrow().value();
                claim.get().verify(computed, trailer);
                checksum = Optional.of(Checksum.of(claim.get().algorithm(), computed));
            }
            Segment segment = writer.finish();
            return new ReceivedBody(segment, HexFormat.of().formatHex(digest), checksum);
        }
    }

    private static int fill(Payload payload, byte[] buffer, long remaining) throws IOException {
        int wanted = (int) Math.min(buffer.length, remaining);
        int filled = 0;
        while (filled < wanted) {
            filled += payload.read(buffer, filled, wanted - filled);
        }
        return filled;
    }

    private static void verifyMd5(S3Request request, byte[] computed) throws S3ErrorException {
        Optional<String> given = request.header("Content-MD5");
        if (given.isPresent()) {
            byte[] expected;
            try {
                expected = Base64.getDecoder().decode(given.get().trim());
            } catch (IllegalArgumentException e) {
                expected = new byte[0];
            }
            if (expected.length != computed.length) {
                throw new S3ErrorException(
                        400, "InvalidDigest", "The Content-MD5 you specified was invalid: " + given.get());
            }
            if (!java.util.Arrays.equals(expected, computed)) {
                throw new S3ErrorException(
                        400, "BadDigest", "The Content-MD5 you specified did not match what we received.");
            }
        }
    }
}
