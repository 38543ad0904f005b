package dev.darkroom.local.s3;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The answer to one request, given at most once. */
final class Answer {
    private static final Logger log = LoggerFactory.getLogger(Answer.class);
    private static final Set<String> DROPPED =
            Set.of("connection", "content-length", "date", "keep-alive", "server", "transfer-encoding");
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int NO_BODY = -1;
    private static final int LENGTH_UNKNOWN = 0;
    /** A client that is still sending would never read a refusal that comes with a closed connection. */
    private static final long MAX_DRAINED_BYTES = 64L << 20;

    private final HttpExchange exchange;
    private final String requestId = UUID.randomUUID().toString();
    private boolean isGiven;

    Answer(HttpExchange exchange) {
        this.exchange = exchange;
    }

    void empty(int status) throws IOException {
        begin(status, NO_BODY);
    }

    void text(int status, String body) throws IOException {
        bytes(status, "text/plain; charset=utf-8", body);
    }

    void xml(int status, String body) throws IOException {
        bytes(status, "application/xml", body);
    }

    void error(S3ErrorException error) throws IOException {
        if (isGiven) {
            throw error;
        }
        drainRequest();
        xml(error.status(), error.toXml(exchange.getRequestURI().getPath(), requestId));
    }

    /** Passes on what the backend answered. */
    void relay(HttpURLConnection reply, Optional<String> restoreHeader) throws IOException {
        int status = Backend.status(reply);
        Headers headers = exchange.getResponseHeaders();
        for (Map.Entry<String, List<String>> header : reply.getHeaderFields().entrySet()) {
            String name = header.getKey();
            if (name != null && !DROPPED.contains(name.toLowerCase(Locale.ROOT))) {
                header.getValue().forEach(value -> headers.add(name, value));
            }
        }
        restoreHeader.ifPresent(value -> headers.set("x-amz-restore", value));
        long length = reply.getContentLengthLong();
        boolean isHead = exchange.getRequestMethod().equals("HEAD");
        boolean isBodiless = isHead || status == 204 || status == 304 || length == 0;
        if (isHead && length >= 0) {
            headers.set("Content-Length", Long.toString(length));
        }
        if (isBodiless) {
            Backend.release(reply);
            begin(status, NO_BODY);
            return;
        }
        try (InputStream body = Backend.body(reply)) {
            begin(status, length > 0 ? length : LENGTH_UNKNOWN);
            try (OutputStream out = exchange.getResponseBody()) {
                byte[] buffer = new byte[length > 0 ? (int) Math.min(length, BUFFER_BYTES) : BUFFER_BYTES];
                for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                    out.write(buffer, 0, read);
                }
            }
        } catch (IOException e) {
            // The rest of a body nobody reads must not be waited for.
            reply.disconnect();
            throw e;
        }
    }

    private void bytes(int status, String contentType, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", contentType);
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
            begin(status, NO_BODY);
            return;
        }
        begin(status, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private void begin(int status, long length) throws IOException {
        isGiven = true;
        exchange.getResponseHeaders().set("x-amz-request-id", requestId);
        exchange.getResponseHeaders().set("Server", "darkroom-archive-gateway");
        exchange.sendResponseHeaders(status, length);
    }

    private void drainRequest() {
        byte[] buffer = new byte[BUFFER_BYTES];
        long drained = 0;
        InputStream body = exchange.getRequestBody();
        try {
            for (int read = 0; read >= 0 && drained < MAX_DRAINED_BYTES; read = body.read(buffer)) {
                drained += read;
            }
        } catch (IOException e) {
            // The client has stopped sending; it may still read.
            log.debug("The rest of a refused body did not come: {}", e.toString());
        }
    }
}
