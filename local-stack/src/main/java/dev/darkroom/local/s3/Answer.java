package dev.darkroom.local.s3;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The answer to one request, given at most once. */
final class Answer {
    private static final Logger log = LoggerFactory.getLogger(Answer.class);
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int NO_BODY = -1;
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

    void header(String name, String value) {
        exchange.getResponseHeaders().set(name, value);
    }

    /** Sends so many bytes, or with HEAD only says how many there would be. */
    void content(int status, long length, Body body) throws IOException {
        if (exchange.getRequestMethod().equals("HEAD")) {
            header("Content-Length", Long.toString(length));
            begin(status, NO_BODY);
            return;
        }
        begin(status, length == 0 ? NO_BODY : length);
        if (length > 0) {
            try (OutputStream out = exchange.getResponseBody()) {
                body.writeTo(out);
            }
        }
    }

    /** Writes the bytes that were announced. */
    interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    private void bytes(int status, String contentType, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        header("Content-Type", contentType);
        content(status, body.length, out -> out.write(body));
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
