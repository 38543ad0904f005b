package dev.darkroom.local.s3;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Chooses how a body is read and verified from what its signature says about it. */
final class Payloads {
    /** Checksums a trailer may carry, and how long each is in base64. */
    static final Map<String, Integer> CHECKSUM_CHARS = Map.of(
            "x-amz-checksum-crc32", 8,
            "x-amz-checksum-crc32c", 8,
            "x-amz-checksum-crc64nvme", 12,
            "x-amz-checksum-sha1", 28,
            "x-amz-checksum-sha256", 44);

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private Payloads() {}

    static Payload of(S3Request request, Authentication authentication, InputStream body) throws IOException {
        String hash = authentication.payloadHash();
        Optional<String> noTrailer = Optional.empty();
        return switch (hash) {
            case SigV4.UNSIGNED_PAYLOAD -> new WholePayload(body, wholeLength(request), Optional.empty());
            case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD" ->
                new ChunkedPayload(body, decodedLength(request), Optional.of(signatures(authentication)), noTrailer);
            case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER" ->
                new ChunkedPayload(
                        body, decodedLength(request), Optional.of(signatures(authentication)), trailer(request));
            case "STREAMING-UNSIGNED-PAYLOAD-TRAILER" ->
                new ChunkedPayload(body, decodedLength(request), Optional.empty(), trailer(request));
            default -> {
                if (!SHA256.matcher(hash).matches()) {
                    throw new S3ErrorException(
                            400,
                            "InvalidArgument",
                            "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, a STREAMING mode of AWS4-HMAC-SHA256, "
                                    + "or a valid sha256 value.");
                }
                yield new WholePayload(body, wholeLength(request), Optional.of(hash));
            }
        };
    }

    private static ChunkSignatures signatures(Authentication authentication) {
        return new ChunkSignatures(authentication.context(), authentication.signature());
    }

    private static Optional<String> trailer(S3Request request) throws S3ErrorException {
        String name = request.header("x-amz-trailer").orElse("").trim().toLowerCase(Locale.ROOT);
        if (!CHECKSUM_CHARS.containsKey(name)) {
            throw S3ErrorException.invalidRequest("x-amz-trailer must name one x-amz-checksum header: " + name);
        }
        return Optional.of(name);
    }

    private static long wholeLength(S3Request request) throws S3ErrorException {
        OptionalLong length = request.contentLength();
        if (length.isEmpty() && request.header("Transfer-Encoding").isPresent()) {
            throw missingLength("Content-Length");
        }
        return length.orElse(0);
    }

    private static long decodedLength(S3Request request) throws S3ErrorException {
        return request.length("x-amz-decoded-content-length")
                .orElseThrow(() -> missingLength("x-amz-decoded-content-length"));
    }

    private static S3ErrorException missingLength(String header) {
        return new S3ErrorException(411, "MissingContentLength", "You must provide the HTTP header " + header);
    }
}
