package dev.darkroom.local.s3;

/** The key, the time and the scope that all signatures of one request share. */
final class SigningContext {
    private static final String EMPTY_SHA256 = SigV4.sha256Hex("");

    private final byte[] signingKey;
    private final String timestamp;
    private final CredentialScope scope;

    SigningContext(byte[] signingKey, String timestamp, CredentialScope scope) {
        this.signingKey = signingKey.clone();
        this.timestamp = timestamp;
        this.scope = scope;
    }

    String signRequest(String canonicalRequest) {
        return sign(SigV4.ALGORITHM, SigV4.sha256Hex(canonicalRequest));
    }

    String signChunk(String previousSignature, String chunkSha256) {
        return sign(SigV4.ALGORITHM + "-PAYLOAD", previousSignature + "\n" + EMPTY_SHA256 + "\n" + chunkSha256);
    }

    String signTrailer(String previousSignature, String trailerSha256) {
        return sign(SigV4.ALGORITHM + "-TRAILER", previousSignature + "\n" + trailerSha256);
    }

    private String sign(String algorithm, String tail) {
        return SigV4.hex(SigV4.hmac(signingKey, algorithm + "\n" + timestamp + "\n" + scope + "\n" + tail));
    }
}
