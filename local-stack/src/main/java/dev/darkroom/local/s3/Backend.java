package dev.darkroom.local.s3;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * The S3 server that keeps the objects, spoken to over pooled keep-alive connections.
 *
 * <p>{@link HttpURLConnection} on purpose: one thread reads, hashes and writes with nothing handed between threads, and a half-sent body is
 * aborted by closing the socket.
 */
final class Backend {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    /** The end of a large multipart upload is one long copy. */
    private static final Duration READ_TIMEOUT = Duration.ofMinutes(10);

    private static final int MAX_IDLE_READ = 1 << 20;

    private final String base;

    Backend(URI base) {
        this.base = base.getScheme() + "://" + base.getHost() + ":" + base.getPort();
    }

    HttpURLConnection open(String method, String target) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(base + target).toURL().openConnection();
        connection.setRequestMethod(method);
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setConnectTimeout(Math.toIntExact(CONNECT_TIMEOUT.toMillis()));
        connection.setReadTimeout(Math.toIntExact(READ_TIMEOUT.toMillis()));
        return connection;
    }

    /** What the backend says about an object; empty when it has none. */
    Optional<StoredObject> head(String bucket, String key, Optional<String> versionId) throws IOException {
        String target = PercentEncoding.encodePath("/" + bucket + "/" + key)
                + versionId.map(v -> "?versionId=" + PercentEncoding.encode(v)).orElse("");
        HttpURLConnection connection = open("HEAD", target);
        int status = status(connection);
        release(connection);
        if (status == HttpURLConnection.HTTP_OK) {
            return Optional.of(StoredObject.of(connection));
        }
        if (status == HttpURLConnection.HTTP_NOT_FOUND || status == HttpURLConnection.HTTP_BAD_METHOD) {
            return Optional.empty();
        }
        throw unavailable("HEAD answered " + status);
    }

    boolean hasBucket(String bucket) throws IOException {
        HttpURLConnection connection = open("HEAD", "/" + PercentEncoding.encode(bucket));
        int status = status(connection);
        release(connection);
        return status == HttpURLConnection.HTTP_OK;
    }

    boolean answers() {
        try {
            HttpURLConnection connection = open("GET", "/");
            int status = status(connection);
            release(connection);
            return status == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }

    /** Waits for the answer's first line. */
    static int status(HttpURLConnection connection) throws S3ErrorException {
        try {
            return connection.getResponseCode();
        } catch (IOException e) {
            connection.disconnect();
            throw unavailable(e.toString());
        }
    }

    /** The answer's body, whether it is good news or an error. */
    static InputStream body(HttpURLConnection connection) throws IOException {
        InputStream body = status(connection) >= 400 ? connection.getErrorStream() : connection.getInputStream();
        return body == null ? InputStream.nullInputStream() : body;
    }

    /** Reads a short answer to its end, so that the connection can serve another request. */
    static void release(HttpURLConnection connection) throws IOException {
        try (InputStream rest = body(connection)) {
            rest.readNBytes(MAX_IDLE_READ);
        }
    }

    static S3ErrorException unavailable(String why) {
        return new S3ErrorException(503, "ServiceUnavailable", "The object store behind this gateway failed: " + why);
    }
}
