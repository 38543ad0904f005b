package dev.darkroom.local.s3;

import com.sun.net.httpserver.Headers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** An S3 client that does what no good client does: it signs one thing and sends another. */
final class RawS3 {
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI endpoint;
    private final S3Credentials credentials;

    RawS3(URI endpoint, S3Credentials credentials) {
        this.endpoint = endpoint;
        this.credentials = credentials;
    }

    /** A request whose signature says {@code payloadHash}, whatever the body is. */
    final class Signed {
        private final String method;
        private final String path;
        private final String query;
        private final Map<String, String> headers = new TreeMap<>();
        private Instant at = Instant.now();

        private Signed(String method, String path, String query, String payloadHash) {
            this.method = method;
            this.path = path;
            this.query = query;
            headers.put("x-amz-content-sha256", payloadHash);
        }

        Signed header(String name, String value) {
            headers.put(name, value);
            return this;
        }

        Signed at(Instant moment) {
            at = moment;
            return this;
        }

        private CredentialScope scope() {
            return new CredentialScope(TIMESTAMP.format(at).substring(0, 8), "us-east-1", "s3");
        }

        SigningContext context() {
            return new SigningContext(
                    SigV4.signingKey(credentials.secretKey(), scope()), TIMESTAMP.format(at), scope());
        }

        String signature() throws IOException {
            Headers all = new Headers();
            headers.put("x-amz-date", TIMESTAMP.format(at));
            headers.forEach(all::add);
            all.add("host", endpoint.getAuthority());
            S3Request request = new S3Request(method, PercentEncoding.decodePath(path), QueryString.parse(query), all);
            return context()
                    .signRequest(SigV4.canonicalRequest(
                            request, signedHeaders(), name -> true, headers.get("x-amz-content-sha256")));
        }

        private List<String> signedHeaders() {
            List<String> names = new ArrayList<>(headers.keySet());
            names.add("host");
            names.sort(null);
            return names;
        }

        HttpResponse<String> send(byte[] body) throws IOException {
            return send(BodyPublishers.ofByteArray(body));
        }

        HttpResponse<String> send(HttpRequest.BodyPublisher body) throws IOException {
            String signature = signature();
            HttpRequest.Builder builder = HttpRequest.newBuilder(
                            endpoint.resolve(path + (query.isEmpty() ? "" : "?" + query)))
                    .method(method, body)
                    .header(
                            "Authorization",
                            SigV4.ALGORITHM + " Credential=" + credentials.accessKey() + "/" + scope()
                                    + ", SignedHeaders=" + String.join(";", signedHeaders()) + ", Signature="
                                    + signature);
            headers.forEach(builder::header);
            return RawS3.this.send(builder.build());
        }
    }

    Signed signed(String method, String path, String query, String payloadHash) {
        return new Signed(method, path, query, payloadHash);
    }

    HttpResponse<String> get(String path) {
        try {
            return send(HttpRequest.newBuilder(endpoint.resolve(path)).build());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
