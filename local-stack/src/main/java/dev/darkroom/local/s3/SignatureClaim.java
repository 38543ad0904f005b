package dev.darkroom.local.s3;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a request says about its own signature, taken from its header or from its presigned URL and not yet believed.
 *
 * @param expiresAfter how long a presigned URL is good for; empty for a signature in the header
 */
record SignatureClaim(
        String accessKey,
        CredentialScope scope,
        List<String> signedHeaders,
        String signature,
        String timestamp,
        String payloadHash,
        Optional<Duration> expiresAfter) {
    private static final String PAYLOAD_HASH = "x-amz-content-sha256";
    private static final long MAX_EXPIRES_SECONDS = Duration.ofDays(7).toSeconds();

    static boolean isPresigned(S3Request request) {
        return request.query().has("X-Amz-Signature");
    }

    static SignatureClaim of(S3Request request) throws S3ErrorException {
        return isPresigned(request) ? ofUrl(request) : ofHeader(request);
    }

    private static SignatureClaim ofHeader(S3Request request) throws S3ErrorException {
        String authorization = request.header("Authorization")
                .orElseThrow(() -> S3ErrorException.accessDenied("Access Denied: the request is not signed"));
        if (!authorization.startsWith(SigV4.ALGORITHM + " ")) {
            throw S3ErrorException.invalidRequest(
                    "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.");
        }
        Map<String, String> parts = new HashMap<>();
        for (String part : authorization.substring(SigV4.ALGORITHM.length()).split(",", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                parts.put(
                        part.substring(0, equals).trim(),
                        part.substring(equals + 1).trim());
            }
        }
        String payloadHash = request.header(PAYLOAD_HASH)
                .orElseThrow(() -> S3ErrorException.invalidRequest("Missing required header: " + PAYLOAD_HASH));
        return claim(
                required(parts, "Credential"),
                required(parts, "SignedHeaders"),
                required(parts, "Signature"),
                request.header("x-amz-date")
                        .orElseThrow(() -> S3ErrorException.accessDenied("A signed request needs x-amz-date")),
                payloadHash.trim(),
                Optional.empty());
    }

    private static SignatureClaim ofUrl(S3Request request) throws S3ErrorException {
        QueryString query = request.query();
        Map<String, String> parts = new HashMap<>();
        query.parameters().forEach(p -> parts.putIfAbsent(p.name(), p.value()));
        if (!SigV4.ALGORITHM.equals(parts.get("X-Amz-Algorithm"))) {
            throw malformedQuery("X-Amz-Algorithm only supports " + SigV4.ALGORITHM);
        }
        long expiresSeconds;
        try {
            expiresSeconds = Long.parseLong(parts.getOrDefault("X-Amz-Expires", ""));
        } catch (NumberFormatException e) {
            throw malformedQuery("X-Amz-Expires should be a number");
        }
        if (expiresSeconds < 0 || expiresSeconds > MAX_EXPIRES_SECONDS) {
            throw malformedQuery("X-Amz-Expires must be between 0 and " + MAX_EXPIRES_SECONDS + " seconds");
        }
        String signedHeaders = required(parts, "X-Amz-SignedHeaders");
        boolean isHashSigned = List.of(signedHeaders.split(";", -1)).contains(PAYLOAD_HASH);
        String payloadHash = query.first("X-Amz-Content-Sha256")
                .or(() -> isHashSigned ? request.header(PAYLOAD_HASH) : Optional.empty())
                .orElse(SigV4.UNSIGNED_PAYLOAD);
        return claim(
                required(parts, "X-Amz-Credential"),
                signedHeaders,
                required(parts, "X-Amz-Signature"),
                required(parts, "X-Amz-Date"),
                payloadHash,
                Optional.of(Duration.ofSeconds(expiresSeconds)));
    }

    private static SignatureClaim claim(
            String credential,
            String signedHeaders,
            String signature,
            String timestamp,
            String payloadHash,
            Optional<Duration> expiresAfter)
            throws S3ErrorException {
        String[] parts = credential.split("/", -1);
        int last = parts.length - 1;
        if (last < 4 || !parts[last].equals(CredentialScope.TERMINATOR)) {
            throw malformedHeader("The credential must be <key>/YYYYMMDD/REGION/SERVICE/aws4_request");
        }
        return new SignatureClaim(
                String.join("/", Arrays.copyOf(parts, last - 3)),
                new CredentialScope(parts[last - 3], parts[last - 2], parts[last - 1]),
                List.of(signedHeaders.split(";", -1)),
                signature,
                timestamp,
                payloadHash,
                expiresAfter);
    }

    private static String required(Map<String, String> parts, String name) throws S3ErrorException {
        String value = parts.get(name);
        if (value == null || value.isEmpty()) {
            throw name.startsWith("X-Amz-")
                    ? malformedQuery("Query-string authentication needs " + name)
                    : malformedHeader("The authorization header is malformed; it lacks " + name);
        }
        return value;
    }

    static S3ErrorException malformedHeader(String message) {
        return new S3ErrorException(400, "AuthorizationHeaderMalformed", message);
    }

    private static S3ErrorException malformedQuery(String message) {
        return new S3ErrorException(400, "AuthorizationQueryParametersError", message);
    }
}
