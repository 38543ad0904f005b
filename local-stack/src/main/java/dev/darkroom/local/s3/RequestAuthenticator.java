package dev.darkroom.local.s3;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;

/** Decides whether a request was signed with the known secret, by header or by presigned URL; thread-safe. */
final class RequestAuthenticator {
    private static final Duration MAX_SKEW = Duration.ofMinutes(15);
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT);
    /** Signed by being part of the string to sign, not as a header. */
    private static final Set<String> SIGNED_ELSEWHERE = Set.of("x-amz-content-sha256");

    private static final class CachedKey {
        private final CredentialScope scope;
        private final byte[] key;

        private CachedKey(CredentialScope scope, byte[] key) {
            this.scope = scope;
            this.key = key;
        }
    }

    private final S3Credentials credentials;
    private final String region;
    private final Clock clock;
    private volatile CachedKey cachedKey;

    RequestAuthenticator(S3Credentials credentials, String region, Clock clock) {
        this.credentials = credentials;
        this.region = region;
        this.clock = clock;
        this.cachedKey = new CachedKey(new CredentialScope("", "", ""), new byte[0]);
    }

    Authentication authenticate(S3Request request) throws S3ErrorException {
        SignatureClaim claim = SignatureClaim.of(request);
        if (!SigV4.isSame(credentials.accessKey(), claim.accessKey())) {
            throw new S3ErrorException(
                    403, "InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.");
        }
        checkScope(claim);
        checkTime(claim);
        checkEveryAmazonHeaderIsSigned(request, claim);
        SigningContext context = new SigningContext(signingKey(claim.scope()), claim.timestamp(), claim.scope());
        String expected = context.signRequest(SigV4.canonicalRequest(
                request, claim.signedHeaders(), name -> !name.equals("X-Amz-Signature"), claim.payloadHash()));
        if (!SigV4.isSame(expected, claim.signature())) {
            throw S3ErrorException.signatureDoesNotMatch();
        }
        return new Authentication(context, claim.signature(), claim.payloadHash());
    }

    private void checkScope(SignatureClaim claim) throws S3ErrorException {
        CredentialScope scope = claim.scope();
        if (!scope.region().equals(region)) {
            throw new S3ErrorException(
                    400,
                    "AuthorizationHeaderMalformed",
                    "The region '" + scope.region() + "' is wrong; expecting '" + region + "'",
                    "<Region>" + region + "</Region>");
        }
        if (!scope.service().equals("s3") || !claim.timestamp().startsWith(scope.date())) {
            throw SignatureClaim.malformedHeader("The credential scope must name the request's day and service s3");
        }
    }

    private void checkTime(SignatureClaim claim) throws S3ErrorException {
        Instant signedAt = signedAt(claim);
        Instant now = clock.instant();
        if (claim.expiresAfter().isPresent()) {
            if (signedAt.isAfter(now.plus(MAX_SKEW))) {
                throw S3ErrorException.accessDenied("Request is not valid yet");
            }
            if (now.isAfter(signedAt.plus(claim.expiresAfter().get()))) {
                throw S3ErrorException.accessDenied("Request has expired");
            }
        } else if (Duration.between(signedAt, now).abs().compareTo(MAX_SKEW) > 0) {
            throw new S3ErrorException(
                    403,
                    "RequestTimeTooSkewed",
                    "The difference between the request time and the server's time is too large.");
        }
    }

    private static Instant signedAt(SignatureClaim claim) throws S3ErrorException {
        try {
            return LocalDateTime.parse(claim.timestamp(), TIMESTAMP).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw S3ErrorException.accessDenied("x-amz-date must look like 20260131T235959Z: " + claim.timestamp());
        }
    }

    /** Else a stranger could add, say, another storage class to a URL that was signed for something else. */
    private static void checkEveryAmazonHeaderIsSigned(S3Request request, SignatureClaim claim)
            throws S3ErrorException {
        if (!claim.signedHeaders().contains("host")) {
            throw S3ErrorException.accessDenied("The host header must be signed");
        }
        for (String name : request.headers().keySet()) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.startsWith("x-amz-")
                    && !SIGNED_ELSEWHERE.contains(lower)
                    && !claim.signedHeaders().contains(lower)) {
                throw S3ErrorException.accessDenied(
                        "There were headers present in the request which were not signed: " + lower);
            }
        }
    }

    private byte[] signingKey(CredentialScope scope) {
        CachedKey cached = cachedKey;
        if (!cached.scope.equals(scope)) {
            cached = new CachedKey(scope, SigV4.signingKey(credentials.secretKey(), scope));
            cachedKey = cached;
        }
        return cached.key;
    }
}
