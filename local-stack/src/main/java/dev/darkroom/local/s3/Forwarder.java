package dev.darkroom.local.s3;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Passes a request on to the backend.
 *
 * <p>A body streams through one buffer. Its last bytes stay here until the payload is verified and the object's lock is held; when either
 * fails the connection is cut, and the backend, still waiting for those bytes, stores nothing. So the lock is held only while the backend
 * commits, never while a slow client uploads.
 */
final class Forwarder {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final long MAX_BODY_BYTES = 5L << 30;

    private final Backend backend;
    private final KeyLocks locks;

    Forwarder(Backend backend, KeyLocks locks) {
        this.backend = backend;
        this.locks = locks;
    }

    /** Sends all of the request and waits for the answer's first line. */
    HttpURLConnection forward(S3Request request, Payload payload, Optional<String> lockKey) throws IOException {
        HttpURLConnection connection = backend.open(request.method(), request.target());
        ForwardedHeaders.apply(request, payload.trailerName(), connection);
        if (request.mayHaveBody()) {
            sendBody(connection, payload, lockKey);
        } else {
            payload.readDocument(0);
            locks.whileHolding(lockKey, () -> Backend.status(connection));
        }
        return connection;
    }

    private void sendBody(HttpURLConnection connection, Payload payload, Optional<String> lockKey) throws IOException {
        if (payload.length() > MAX_BODY_BYTES) {
            throw new S3ErrorException(
                    400,
                    "EntityTooLarge",
                    "Your proposed upload exceeds the maximum allowed size: " + payload.length() + " > "
                            + MAX_BODY_BYTES);
        }
        Framing framing = Framing.of(payload);
        byte[] buffer = new byte[(int) Math.min(payload.length(), BUFFER_BYTES)];
        int held = fill(payload, buffer, payload.length());
        long remaining = payload.length() - held;
        // A small body is verified before the backend hears of it.
        byte[] earlyTail = remaining == 0 ? framing.tail(payload.verify()) : new byte[0];
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(framing.totalBytes());
        boolean isSent = false;
        try {
            OutputStream out = connected(connection);
            byte[] head = framing.head();
            write(out, head, head.length);
            while (remaining > 0) {
                write(out, buffer, held);
                held = fill(payload, buffer, remaining);
                remaining -= held;
            }
            byte[] tail = payload.length() > buffer.length ? framing.tail(payload.verify()) : earlyTail;
            int lastBytes = held;
            locks.whileHolding(lockKey, () -> {
                write(out, buffer, lastBytes);
                write(out, tail, tail.length);
                Backend.status(connection);
            });
            isSent = true;
        } finally {
            if (!isSent) {
                connection.disconnect();
            }
        }
    }

    private static int fill(Payload payload, byte[] buffer, long remaining) throws IOException {
        int wanted = (int) Math.min(buffer.length, remaining);
        int filled = 0;
        while (filled < wanted) {
            filled += payload.read(buffer, filled, wanted - filled);
        }
        return filled;
    }

    private static OutputStream connected(HttpURLConnection connection) throws S3ErrorException {
        try {
            return connection.getOutputStream();
        } catch (IOException e) {
            throw Backend.unavailable(e.toString());
        }
    }

    private static void write(OutputStream out, byte[] bytes, int count) throws S3ErrorException {
        try {
            out.write(bytes, 0, count);
        } catch (IOException e) {
            throw Backend.unavailable(e.toString());
        }
    }

    /** What surrounds the bytes on their way to the backend: nothing, or one aws-chunk so that a trailing checksum can follow. */
    private record Framing(String headText, Optional<String> trailerName, long totalBytes) {
        static Framing of(Payload payload) {
            if (payload.trailerName().isEmpty()) {
                return new Framing("", Optional.empty(), payload.length());
            }
            String name = payload.trailerName().get();
            String head = payload.length() == 0 ? "" : Long.toHexString(payload.length()) + "\r\n";
            int checksumChars = Payloads.CHECKSUM_CHARS.get(name);
            int tailBytes = tailText(payload.length() > 0, name, "x".repeat(checksumChars))
                    .length();
            return new Framing(head, payload.trailerName(), head.length() + payload.length() + tailBytes);
        }

        byte[] head() {
            return ascii(headText);
        }

        byte[] tail(Optional<String> checksum) throws S3ErrorException {
            if (trailerName.isEmpty()) {
                return new byte[0];
            }
            String value = checksum.orElse("");
            if (value.length() != Payloads.CHECKSUM_CHARS.get(trailerName.get())) {
                throw S3ErrorException.invalidRequest(
                        "Value for " + trailerName.get() + " trailing header is invalid.");
            }
            return ascii(tailText(!headText.isEmpty(), trailerName.get(), value));
        }

        private static String tailText(boolean isAfterChunk, String name, String checksum) {
            return (isAfterChunk ? "\r\n" : "") + "0\r\n" + name + ":" + checksum + "\r\n\r\n";
        }

        private static byte[] ascii(String text) {
            return text.getBytes(StandardCharsets.US_ASCII);
        }
    }
}
