package dev.darkroom.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.core.id.UserId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever one user does with many connections, the others are served. */
class FairShareIT {
    private static final int SHARE = IngestSettings.DEFAULT.userShare();

    /** More than the server has threads, fewer than the burst of writes. */
    private static final int MANY = 150;

    @TempDir
    private static Path folder;

    private static IngestProcess ingest;
    private final UserId greedy = ingest.newUser();
    private final List<Socket> open = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException {
        ingest = new IngestProcess(folder);
    }

    @AfterAll
    static void stop() {
        ingest.close();
    }

    @AfterEach
    void hangUp() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(40))
                .until(() -> ingest.temporaryFiles().isEmpty());
    }

    @Test
    void refusesAUserMoreThanTheirShareOfTheSlotsAndServesTheOthers() throws Exception {
        byte[] half = Photos.jpeg(250_000);
        for (int upload = 0; upload < SHARE; upload++) {
            begin("POST /v1/photos").getOutputStream().write(half);
        }
        Awaitility.await().until(() -> ingest.temporaryFiles().size() == SHARE);

        HttpResponse<String> refused = ingest.upload(greedy, Photos.jpeg());
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).contains("1");
        assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(refused.body()).contains("/problems/too-many-requests", SHARE + " uploads under way");
        assertThat(ingest.upload(ingest.newUser(), Photos.jpeg()).statusCode()).isEqualTo(201);

        open.remove(0).close();
        Awaitility.await().until(() -> ingest.upload(greedy, Photos.jpeg()).statusCode() == 201);
    }

    @Test
    void keepsThreadsFreeOfUploadsThatWereRefusedAndSendNothing() throws Exception {
        for (int upload = 0; upload < MANY; upload++) {
            begin("POST /v1/photos");
        }
        assertThatOthersAreServed();
    }

    @Test
    void keepsThreadsFreeOfTagsThatNeverArrive() throws Exception {
        for (int change = 0; change < MANY; change++) {
            begin("PUT /v1/photos/" + new UUID(1, change) + "/tags");
        }
        assertThatOthersAreServed();
    }

    private void assertThatOthersAreServed() throws Exception {
        HttpRequest request = ingest.request("/v1/photos", ingest.newUser())
                .timeout(Duration.ofSeconds(15))
                .POST(HttpRequest.BodyPublishers.ofByteArray(Photos.jpeg()))
                .build();
        assertThat(ingest.send(request).statusCode()).isEqualTo(201);
    }

    /** A request whose body is announced and does not come. */
    private Socket begin(String requestLine) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), ingest.port());
        open.add(socket);
        String head = requestLine + " HTTP/1.1\r\nHost: local\r\nContent-Length: 500000\r\nAuthorization: Bearer "
                + ingest.token(greedy) + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
        return socket;
    }
}
