package dev.darkroom.local.s3;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Optional;

/** A body sent as it is, checked against one SHA-256 over all of it when that was signed. */
final class WholePayload implements Payload {
    private final InputStream body;
    private final long length;
    private final Optional<String> signedSha256;
    private final MessageDigest sha256 = SigV4.sha256();
    private long remaining;

    WholePayload(InputStream body, long length, Optional<String> signedSha256) {
        this.body = body;
        this.length = length;
        this.remaining = length;
        this.signedSha256 = signedSha256;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public Optional<String> trailerName() {
        return Optional.empty();
    }

    @Override
    public int read(byte[] buffer, int offset, int count) throws IOException {
        int read = body.read(buffer, offset, (int) Math.min(count, remaining));
        if (read < 0) {
            throw S3ErrorException.incompleteBody("The body ended " + remaining + " bytes before its Content-Length");
        }
        if (signedSha256.isPresent()) {
            sha256.update(buffer, offset, read);
        }
        remaining -= read;
        return read;
    }

    @Override
    public Optional<String> verify() throws S3ErrorException {
        if (signedSha256.isPresent()) {
            String computed = SigV4.hex(sha256.digest());
            if (!SigV4.isSame(computed, signedSha256.get())) {
                throw new S3ErrorException(
                        400,
                        "XAmzContentSHA256Mismatch",
                        "The provided 'x-amz-content-sha256' header does not match what was computed.",
                        "<ClientComputedContentSHA256>" + signedSha256.get()
                                + "</ClientComputedContentSHA256><S3ComputedContentSHA256>" + computed
                                + "</S3ComputedContentSHA256>");
            }
        }
        return Optional.empty();
    }
}
