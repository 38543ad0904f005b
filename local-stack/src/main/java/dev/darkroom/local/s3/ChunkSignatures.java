package dev.darkroom.local.s3;

import java.security.MessageDigest;

/** The chain of signatures over the chunks of one body: each covers its bytes and the signature before it. */
final class ChunkSignatures {
    private final SigningContext context;
    private final MessageDigest sha256 = SigV4.sha256();
    private String previous;

    ChunkSignatures(SigningContext context, String seed) {
        this.context = context;
        this.previous = seed;
    }

    void update(byte[] buffer, int offset, int count) {
        sha256.update(buffer, offset, count);
    }

    /** Ends a chunk. */
    void verifyChunk(String given) throws S3ErrorException {
        accept(context.signChunk(previous, SigV4.hex(sha256.digest())), given);
    }

    /** Ends the body. */
    void verifyTrailer(String trailerLines, String given) throws S3ErrorException {
        accept(context.signTrailer(previous, SigV4.sha256Hex(trailerLines)), given);
    }

    private void accept(String expected, String given) throws S3ErrorException {
        if (!SigV4.isSame(expected, given)) {
            throw S3ErrorException.signatureDoesNotMatch();
        }
        previous = expected;
    }
}
