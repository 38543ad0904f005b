package dev.darkroom.stores.s3;

import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.http.auth.aws.scheme.AwsV4AuthScheme;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.AsyncSignRequest;
import software.amazon.awssdk.http.auth.spi.signer.AsyncSignedRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.identity.spi.IdentityProviders;

/**
 * AWS's signature, which over plain HTTP does not hash a body whose SHA-256 the request states already.
 *
 * <p>That statement is a signed header and the store compares it with the bytes that arrive, so the signature covers the
 * body as before. Over TLS the SDK does the same by itself; without TLS it would hash every body once more to sign it in
 * chunks, and the store would hash it once more to check them.
 */
final class ChecksumAuthScheme implements AwsV4AuthScheme {
    private static final String CHECKSUM = "x-amz-checksum-sha256";

    private final AwsV4AuthScheme aws = AwsV4AuthScheme.create();
    private final AwsV4HttpSigner signer = new Signer(AwsV4HttpSigner.create());

    @Override
    public String schemeId() {
        return aws.schemeId();
    }

    @Override
    public IdentityProvider<AwsCredentialsIdentity> identityProvider(IdentityProviders providers) {
        return aws.identityProvider(providers);
    }

    @Override
    public AwsV4HttpSigner signer() {
        return signer;
    }

    private record Signer(AwsV4HttpSigner aws) implements AwsV4HttpSigner {
        @Override
        public SignedRequest sign(SignRequest<? extends AwsCredentialsIdentity> request) {
            if (request.payload().isEmpty()
                    || request.request().firstMatchingHeader(CHECKSUM).isEmpty()) {
                return aws.sign(request);
            }
            SignedRequest signed = aws.sign(request.toBuilder()
                    .payload(null)
                    .putProperty(PAYLOAD_SIGNING_ENABLED, false)
                    .putProperty(CHUNK_ENCODING_ENABLED, false)
                    .build());
            return SignedRequest.builder()
                    .request(signed.request())
                    .payload(request.payload().get())
                    .build();
        }

        @Override
        public CompletableFuture<AsyncSignedRequest> signAsync(
                AsyncSignRequest<? extends AwsCredentialsIdentity> request) {
            return aws.signAsync(request);
        }
    }
}
