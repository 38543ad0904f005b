package dev.darkroom.local.s3;

import java.net.HttpURLConnection;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The headers a request carries on to the backend: the client's, less what belongs to one connection or to the signature. */
final class ForwardedHeaders {
    private static final Set<String> DROPPED = Set.of(
            "accept-encoding",
            "authorization",
            "connection",
            "content-encoding",
            "content-length",
            "expect",
            "host",
            "keep-alive",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            // S3Mock would expect chunk framing from these; it gets the decoded body.
            "x-amz-content-sha256",
            "x-amz-decoded-content-length",
            "x-amz-trailer",
            // S3Mock ignores a checksum given as a header when this one is there too.
            "x-amz-sdk-checksum-algorithm");

    private static final String STORAGE_CLASS = "x-amz-storage-class";

    private ForwardedHeaders() {}

    static void apply(S3Request request, Optional<String> trailerName, HttpURLConnection connection)
            throws S3ErrorException {
        request.headers().forEach((name, values) -> {
            if (!DROPPED.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> connection.addRequestProperty(name, value));
            }
        });
        String encoding = contentEncoding(request);
        if (!encoding.isEmpty()) {
            connection.addRequestProperty("Content-Encoding", encoding);
        }
        if (trailerName.isPresent()) {
            String algorithm = trailerName.get().substring("x-amz-checksum-".length());
            connection.addRequestProperty("Content-Encoding", "aws-chunked");
            connection.addRequestProperty("x-amz-sdk-checksum-algorithm", algorithm.toUpperCase(Locale.ROOT));
        }
        if (request.mayHaveBody() && request.header("Content-Type").isEmpty()) {
            // Else HttpURLConnection would call the body a web form.
            boolean isOfObject = request.isAboutContent()
                    || request.query().has("uploads")
                    || (request.is("PUT") && request.query().has("uploadId"));
            connection.addRequestProperty("Content-Type", isOfObject ? "binary/octet-stream" : "application/xml");
        }
        if (request.header("Accept").isEmpty()) {
            connection.addRequestProperty("Accept", "*/*");
        }
        if (isCopyToDefaultClass(request)) {
            connection.addRequestProperty(STORAGE_CLASS, "STANDARD");
        }
    }

    private static String contentEncoding(S3Request request) {
        List<String> values = request.headers().getOrDefault("Content-Encoding", List.of());
        return values.stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(String::trim)
                .filter(value -> !value.isEmpty() && !value.equalsIgnoreCase("aws-chunked"))
                .collect(Collectors.joining(","));
    }

    /** S3 gives a copy without a class the class STANDARD; S3Mock would give it the source's. */
    private static boolean isCopyToDefaultClass(S3Request request) throws S3ErrorException {
        Optional<CopySource> source = CopySource.of(request);
        if (source.isEmpty()
                || request.query().has("uploadId")
                || request.header(STORAGE_CLASS).isPresent()) {
            return false;
        }
        boolean isOntoItself = source.get().bucket().equals(request.bucket())
                && request.key().filter(source.get().key()::equals).isPresent();
        return !isOntoItself
                || request.header("x-amz-metadata-directive")
                        .filter("REPLACE"::equals)
                        .isPresent();
    }
}
