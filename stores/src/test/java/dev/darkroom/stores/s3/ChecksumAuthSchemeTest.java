package dev.darkroom.stores.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

final class ChecksumAuthSchemeTest {
    private static final String CHECKSUM = "x-amz-checksum-sha256";
    private static final ContentStreamProvider BODY = ContentStreamProvider.fromUtf8String("photo");

    @Test
    void doesNotHashABodyWhoseChecksumIsSigned() {
        SignedRequest signed = sign(request().putHeader(CHECKSUM, "AAAA").build());

        assertThat(payloadHash(signed)).contains("UNSIGNED-PAYLOAD");
        assertThat(signed.request().firstMatchingHeader("Authorization").orElseThrow())
                .contains(CHECKSUM);
        assertThat(signed.payload()).contains(BODY);
    }

    @Test
    void signsABodyThatNothingElseVouchesFor() {
        SignedRequest signed = sign(request().build());

        assertThat(payloadHash(signed)).isPresent().isNotEqualTo(Optional.of("UNSIGNED-PAYLOAD"));
    }

    private static SdkHttpFullRequest.Builder request() {
        return SdkHttpFullRequest.builder()
                .method(SdkHttpMethod.PUT)
                .uri(URI.create("http://127.0.0.1:9000/photos/key"))
                .putHeader("Content-Length", "5");
    }

    private static SignedRequest sign(SdkHttpFullRequest request) {
        return new ChecksumAuthScheme()
                .signer()
                .sign(sign -> sign.identity(AwsCredentialsIdentity.create("key", "secret"))
                        .request(request)
                        .payload(BODY)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3"));
    }

    private static Optional<String> payloadHash(SignedRequest signed) {
        return signed.request().firstMatchingHeader("x-amz-content-sha256");
    }
}
