package dev.darkroom.local.s3;

import com.sun.net.httpserver.Headers;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** The key pair, the moment and the requests of the worked examples in Amazon's documentation of Signature Version 4 for S3. */
final class AwsExample {
    static final S3Credentials CREDENTIALS =
            new S3Credentials("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
    static final String TIMESTAMP = "20130524T000000Z";
    static final Instant MOMENT = Instant.parse("2013-05-24T00:00:00Z");
    static final CredentialScope SCOPE = new CredentialScope("20130524", "us-east-1", "s3");
    static final String EMPTY_SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private AwsExample() {}

    static RequestAuthenticator authenticatorAt(Instant now) {
        return new RequestAuthenticator(CREDENTIALS, "us-east-1", Clock.fixed(now, ZoneOffset.UTC));
    }

    static SigningContext context() {
        return new SigningContext(SigV4.signingKey(CREDENTIALS.secretKey(), SCOPE), TIMESTAMP, SCOPE);
    }

    static S3Request request(String method, String path, String rawQuery, String... headers) throws S3ErrorException {
        Headers all = new Headers();
        for (int i = 0; i < headers.length; i += 2) {
            all.add(headers[i], headers[i + 1]);
        }
        return new S3Request(method, path, QueryString.parse(rawQuery), all);
    }

    static String authorization(String signedHeaders, String signature) {
        return "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,SignedHeaders="
                + signedHeaders + ",Signature=" + signature;
    }
}
