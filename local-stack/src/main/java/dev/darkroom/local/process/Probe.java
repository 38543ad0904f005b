package dev.darkroom.local.process;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/** The smallest question of each protocol whose answer proves that a server serves; no client library needed. */
public final class Probe {
    private static final int TIMEOUT_MILLIS = 2_000;
    private static final int MAX_ANSWER_BYTES = 64 << 10;
    private static final int KAFKA_METADATA = 3;
    private static final int HTTP2_SETTINGS = 4;

    private Probe() {}

    /** A GET that must answer one of these status codes. */
    public static boolean http(String url, Set<Integer> accepted) throws IOException {
        HttpURLConnection connection = get(url);
        try {
            return accepted.contains(connection.getResponseCode());
        } finally {
            connection.disconnect();
        }
    }

    /** The beginning of what a GET answers with status 200; empty for any other status. */
    public static Optional<String> httpAnswer(String url) throws IOException {
        HttpURLConnection connection = get(url);
        try {
            if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
                return Optional.empty();
            }
            try (InputStream body = connection.getInputStream()) {
                return Optional.of(new String(body.readNBytes(MAX_ANSWER_BYTES), StandardCharsets.UTF_8));
            }
        } finally {
            connection.disconnect();
        }
    }

    private static HttpURLConnection get(String url) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(url).toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        connection.setInstanceFollowRedirects(false);
        return connection;
    }

    /** {@code PING}, which Redis answers only once its data is loaded. */
    public static boolean redis(int port) throws IOException {
        return exchange(port, (in, out) -> {
            out.write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            byte[] answer = in.readNBytes(5);
            return new String(answer, StandardCharsets.US_ASCII).equals("+PONG");
        });
    }

    /** A {@code Metadata} request, whose answer names the broker once the controller lets it serve. */
    public static boolean kafka(int port) throws IOException {
        return exchange(port, (in, out) -> {
            out.writeInt(14); // size of what follows
            out.writeShort(KAFKA_METADATA);
            out.writeShort(0); // version of the request
            out.writeInt(1); // correlation id
            out.writeShort(-1); // no client id
            out.writeInt(0); // no topic in particular
            out.flush();
            in.readInt();
            return in.readInt() == 1 && in.readInt() > 0;
        });
    }

    /** A start-up message, which PostgreSQL answers with {@code R} (authentication) once it accepts sessions. */
    public static boolean postgres(int port, String user) throws IOException {
        return exchange(port, (in, out) -> {
            byte[] parameters = ("user\0" + user + "\0database\0postgres\0\0").getBytes(StandardCharsets.US_ASCII);
            out.writeInt(8 + parameters.length);
            out.writeInt(3 << 16); // protocol 3.0
            out.write(parameters);
            out.flush();
            boolean accepted = in.readByte() == 'R';
            out.writeByte('X');
            out.writeInt(4);
            out.flush();
            return accepted;
        });
    }

    /** The opening of HTTP/2, which a gRPC server answers with its settings. */
    public static boolean grpc(int port) throws IOException {
        return exchange(port, (in, out) -> {
            out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.write(new byte[] {0, 0, 0, HTTP2_SETTINGS, 0, 0, 0, 0, 0});
            out.flush();
            byte[] frame = in.readNBytes(9);
            return frame.length == 9 && frame[3] == HTTP2_SETTINGS;
        });
    }

    private static boolean exchange(int port, Exchange exchange) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            return exchange.run(
                    new DataInputStream(socket.getInputStream()), new DataOutputStream(socket.getOutputStream()));
        }
    }

    @FunctionalInterface
    private interface Exchange {
        boolean run(DataInputStream in, DataOutputStream out) throws IOException;
    }
}
