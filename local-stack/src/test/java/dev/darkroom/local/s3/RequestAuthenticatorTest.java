package dev.darkroom.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Amazon's published signatures are accepted, and nothing that differs from them. */
final class RequestAuthenticatorTest {
    private static final String HOST = "examplebucket.s3.amazonaws.com";
    private static final String PRESIGNED =
            "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request"
                    + "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host"
                    + "&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404";

    private final RequestAuthenticator authenticator = AwsExample.authenticatorAt(AwsExample.MOMENT);

    @Test
    void acceptsThePublishedGetOfARange() throws Exception {
        S3Request request = AwsExample.request(
                "GET",
                "/test.txt",
                "",
                "Host",
                HOST,
                "Range",
                "bytes=0-9",
                "x-amz-content-sha256",
                AwsExample.EMPTY_SHA256,
                "x-amz-date",
                AwsExample.TIMESTAMP,
                "Authorization",
                AwsExample.authorization(
                        "host;range;x-amz-content-sha256;x-amz-date",
                        "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"));

        assertThat(authenticator.authenticate(request).payloadHash()).isEqualTo(AwsExample.EMPTY_SHA256);
    }

    @Test
    void acceptsThePublishedPutWithADollarInItsKey() throws Exception {
        S3Request request = AwsExample.request(
                "PUT",
                "/test$file.text",
                "",
                "Host",
                HOST,
                "Date",
                "Fri, 24 May 2013 00:00:00 GMT",
                "x-amz-content-sha256",
                "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072",
                "x-amz-date",
                AwsExample.TIMESTAMP,
                "x-amz-storage-class",
                "REDUCED_REDUNDANCY",
                "Authorization",
                AwsExample.authorization(
                        "date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class",
                        "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd"));

        assertThat(authenticator.authenticate(request)).isNotNull();
    }

    @Test
    void acceptsThePublishedQueriesWithAndWithoutValues() throws Exception {
        assertThat(authenticator.authenticate(
                        bucketGet("lifecycle", "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543")))
                .isNotNull();
        assertThat(authenticator.authenticate(bucketGet(
                        "prefix=J&max-keys=2", "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7")))
                .isNotNull();
    }

    @Test
    void acceptsThePublishedPresignedUrlUntilItExpires() throws Exception {
        S3Request request = AwsExample.request("GET", "/test.txt", PRESIGNED, "Host", HOST);
        Instant lastMoment = AwsExample.MOMENT.plus(Duration.ofDays(1));

        assertThat(AwsExample.authenticatorAt(lastMoment).authenticate(request).payloadHash())
                .isEqualTo("UNSIGNED-PAYLOAD");
        assertRefused(AwsExample.authenticatorAt(lastMoment.plusSeconds(1)), request, "AccessDenied");
        assertRefused(
                AwsExample.authenticatorAt(AwsExample.MOMENT.minus(Duration.ofMinutes(16))), request, "AccessDenied");
    }

    @Test
    void refusesAPresignedUrlChangedInAnyPart() throws Exception {
        assertRefused(
                authenticator,
                AwsExample.request("GET", "/test2.txt", PRESIGNED, "Host", HOST),
                "SignatureDoesNotMatch");
        assertRefused(
                authenticator,
                AwsExample.request("PUT", "/test.txt", PRESIGNED, "Host", HOST),
                "SignatureDoesNotMatch");
        assertRefused(
                authenticator,
                AwsExample.request("GET", "/test.txt", PRESIGNED.replace("86400", "86401"), "Host", HOST),
                "SignatureDoesNotMatch");
        assertRefused(
                authenticator,
                AwsExample.request("GET", "/test.txt", PRESIGNED + "&versionId=2", "Host", HOST),
                "SignatureDoesNotMatch");
        assertRefused(
                authenticator,
                AwsExample.request("GET", "/test.txt", PRESIGNED, "Host", "other.example"),
                "SignatureDoesNotMatch");
    }

    @Test
    void refusesAnAmazonHeaderThatWasNotSigned() throws Exception {
        S3Request request =
                AwsExample.request("GET", "/test.txt", PRESIGNED, "Host", HOST, "x-amz-storage-class", "DEEP_ARCHIVE");

        assertRefused(authenticator, request, "AccessDenied");
    }

    @Test
    void refusesAHeaderSignatureAQuarterOfAnHourOld() throws Exception {
        S3Request request = bucketGet("lifecycle", "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543");

        assertRefused(
                AwsExample.authenticatorAt(
                        AwsExample.MOMENT.plus(Duration.ofMinutes(15).plusSeconds(1))),
                request,
                "RequestTimeTooSkewed");
    }

    @Test
    void namesWhatIsWrongWithASignature() throws Exception {
        String good = AwsExample.authorization("host;x-amz-content-sha256;x-amz-date", "00");
        Map<String, String> expectedCodes = Map.of(
                "Basic Zm9v",
                "InvalidRequest",
                good,
                "SignatureDoesNotMatch",
                good.replace("AKIAIOSFODNN7EXAMPLE", "AKIAIOSFODNN8EXAMPLE"),
                "InvalidAccessKeyId",
                good.replace("us-east-1", "eu-west-1"),
                "AuthorizationHeaderMalformed",
                good.replace("/s3/", "/ec2/"),
                "AuthorizationHeaderMalformed",
                good.replace("/aws4_request", ""),
                "AuthorizationHeaderMalformed",
                good.replace(",Signature=00", ""),
                "AuthorizationHeaderMalformed");

        for (Map.Entry<String, String> expected : expectedCodes.entrySet()) {
            S3Request request = AwsExample.request(
                    "GET",
                    "/b/k",
                    "",
                    "Host",
                    HOST,
                    "x-amz-content-sha256",
                    AwsExample.EMPTY_SHA256,
                    "x-amz-date",
                    AwsExample.TIMESTAMP,
                    "Authorization",
                    expected.getKey());
            assertRefused(authenticator, request, expected.getValue());
        }
        assertRefused(authenticator, AwsExample.request("GET", "/b/k", "", "Host", HOST), "AccessDenied");
    }

    private static S3Request bucketGet(String query, String signature) throws S3ErrorException {
        return AwsExample.request(
                "GET",
                "/",
                query,
                "Host",
                HOST,
                "x-amz-content-sha256",
                AwsExample.EMPTY_SHA256,
                "x-amz-date",
                AwsExample.TIMESTAMP,
                "Authorization",
                AwsExample.authorization("host;x-amz-content-sha256;x-amz-date", signature));
    }

    private static void assertRefused(RequestAuthenticator authenticator, S3Request request, String code) {
        assertThatThrownBy(() -> authenticator.authenticate(request))
                .isInstanceOfSatisfying(
                        S3ErrorException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
