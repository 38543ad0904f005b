package dev.darkroom.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.core.id.ContentHash;
import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.ObjectKeys;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is sent, there is a clear problem and nothing stays behind. */
class BadInputIT {
    @TempDir
    private static Path folder;

    private static IngestProcess ingest;
    private final UserId user = ingest.newUser();

    @BeforeAll
    static void start() throws IOException {
        ingest = new IngestProcess(folder);
    }

    @AfterAll
    static void stop() {
        ingest.close();
    }

    @AfterEach
    void leavesNothingBehind() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> ingest.temporaryFiles().isEmpty());
        assertThat(ingest.stores().catalog().timeline(user, Optional.empty(), 10))
                .isEmpty();
    }

    @Test
    void refusesAnEmptyBody() throws Exception {
        assertProblem(ingest.upload(user, new byte[0]), 400, "empty-body");
    }

    @Test
    void refusesTextThatIsNamedLikeAPhoto() throws Exception {
        byte[] text = "just some text, long enough to look at".getBytes(StandardCharsets.UTF_8);
        HttpResponse<String> answer =
                ingest.upload(user, text, "Content-Type", "image/jpeg", "X-File-Name", "photo.jpg");
        assertProblem(answer, 415, "unsupported-format");
        assertThat(answer.body()).contains("\"reason\":\"unsupported-format\"");
    }

    @Test
    void refusesAnImageWithTooManyPixelsByItsHeader() throws Exception {
        HttpResponse<String> answer = ingest.upload(user, Photos.pngHeader(20_000, 20_000));
        assertProblem(answer, 422, "unprocessable-photo");
        assertThat(answer.body()).contains("\"reason\":\"too-many-pixels\"", "20000x20000");
    }

    @Test
    void refusesAHeaderThatIsCutOff() throws Exception {
        HttpResponse<String> answer = ingest.upload(user, Photos.truncatedHeader());
        assertProblem(answer, 422, "unprocessable-photo");
        assertThat(answer.body()).contains("\"reason\":\"truncated\"");
    }

    @Test
    void refusesTooManyBytesWithAndWithoutALength() throws Exception {
        byte[] large = Photos.jpeg((64 << 20) + 1);
        assertProblem(ingest.upload(user, large), 413, "content-too-large");
        HttpRequest chunked = ingest.request("/v1/photos", user)
                .POST(HttpRequest.BodyPublishers.fromPublisher(HttpRequest.BodyPublishers.ofByteArray(large)))
                .build();
        assertProblem(ingest.send(chunked), 413, "content-too-large");
    }

    @Test
    void refusesDigestsThatCannotBeRead() throws Exception {
        assertProblem(ingest.upload(user, Photos.jpeg(), "Content-Digest", "sha-256=abc"), 400, "invalid-digest");
    }

    @Test
    void refusesFormsThatAreNone() throws Exception {
        byte[] photo = Photos.jpeg();
        assertProblem(ingest.upload(user, photo, "Content-Type", "multipart/form-data"), 400, "invalid-request");
        assertProblem(
                ingest.upload(user, photo, "Content-Type", "multipart/form-data; boundary=x"), 400, "invalid-request");
    }

    @Test
    void knowsNoPhotoByAnIdThatIsNone() throws Exception {
        for (String id : List.of("holiday.jpg", "00000000-0000-0000-0000", "x".repeat(2000))) {
            assertProblem(
                    ingest.send(
                            ingest.request("/v1/photos/" + id, user).DELETE().build()),
                    404,
                    "not-found");
            HttpRequest tags = ingest.request("/v1/photos/" + id + "/tags", user)
                    .PUT(HttpRequest.BodyPublishers.ofString("{\"tags\":[]}"))
                    .build();
            assertProblem(ingest.send(tags), 404, "not-found");
        }
    }

    @Test
    void refusesCompressedBodies() throws Exception {
        assertProblem(ingest.upload(user, Photos.jpeg(), "Content-Encoding", "gzip"), 415, "unsupported-media-type");
        HttpRequest tags = ingest.request("/v1/photos/" + new UUID(1, 2) + "/tags", user)
                .header("Content-Encoding", "gzip")
                .PUT(HttpRequest.BodyPublishers.ofString("{\"tags\":[]}"))
                .build();
        assertProblem(ingest.send(tags), 415, "unsupported-media-type");
    }

    @Test
    void refusesEveryTokenThatIsNotValid() throws Exception {
        byte[] photo = Photos.jpeg();
        String expired = ingest.token(user, Clock.offset(Clock.systemUTC(), Duration.ofDays(-1)));
        String valid = ingest.token(user);
        String unsigned = Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8))
                + valid.substring(valid.indexOf('.'), valid.lastIndexOf('.') + 1);
        String forged = valid.substring(0, valid.lastIndexOf('.') + 1) + "A".repeat(86);
        for (String token : List.of("garbage", "a.b.c", expired, unsigned, forged)) {
            HttpResponse<String> answer = ingest.send(ingest.request("/v1/photos")
                    .header("Authorization", "Bearer " + token)
                    .POST(HttpRequest.BodyPublishers.ofByteArray(photo))
                    .build());
            assertProblem(answer, 401, "unauthenticated");
            assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
                    .contains("invalid_token");
        }
        HttpResponse<String> without = ingest.send(ingest.request("/v1/photos")
                .POST(HttpRequest.BodyPublishers.ofByteArray(photo))
                .build());
        assertProblem(without, 401, "unauthenticated");
    }

    @Test
    void answersAClientThatStopsHalfWayAndForgetsItsBytes() throws Exception {
        byte[] photo = Photos.jpeg(500_000);
        String answer = raw("Content-Length: 500000\r\n", Arrays.copyOf(photo, 250_000));
        assertThat(answer).contains("HTTP/1.1 400", "/problems/incomplete-body");
        PhotoId part = PhotoId.of(user, ContentHash.of(Arrays.copyOf(photo, 250_000)));
        assertThat(ingest.stores().blobs().head(ObjectKeys.original(user, part)))
                .isEmpty();
    }

    @Test
    void storesNothingOfAPhotoThatIsNotWhatWasPromisedOrStopsWhileItIsBeingStored() throws Exception {
        byte[] photo = Photos.jpeg(500_000);
        PhotoId promised = PhotoId.of(user, ContentHash.of(photo));
        String promise = "sha-256=:"
                + Base64.getEncoder().encodeToString(ContentHash.of(photo).bytes()) + ":";
        String half =
                raw("Content-Length: 500000\r\nContent-Digest: " + promise + "\r\n", Arrays.copyOf(photo, 400_000));
        assertThat(half).contains("HTTP/1.1 400", "/problems/incomplete-body");
        byte[] other = photo.clone();
        other[other.length - 1]++;
        assertProblem(ingest.upload(user, other, "Content-Digest", promise), 400, "digest-mismatch");
        String another = ", sha-512=:" + Base64.getEncoder().encodeToString(new byte[64]) + ":";
        assertProblem(ingest.upload(user, photo, "Content-Digest", promise + another), 400, "digest-mismatch");
        for (PhotoId id : List.of(promised, PhotoId.of(user, ContentHash.of(other)))) {
            assertThat(ingest.stores().blobs().head(ObjectKeys.original(user, id)))
                    .isEmpty();
        }
    }

    @Test
    void answersAClientWhoseTagsStopHalfWay() throws Exception {
        try (Socket socket = connect()) {
            socket.setSoTimeout(20_000);
            String message = new String(head("Content-Length: 100\r\n"), StandardCharsets.UTF_8) + "{\"tags\":";
            String path = "/v1/photos/" + new UUID(1, 2) + "/tags";
            socket.getOutputStream()
                    .write(message.replace("POST /v1/photos", "PUT " + path).getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("HTTP/1.1 400", "/problems/incomplete-body");
        }
    }

    @Test
    void forgetsAClientThatIsGone() throws Exception {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(head("Content-Length: 500000\r\n"));
            socket.getOutputStream().write(Photos.jpeg(250_000));
            socket.getOutputStream().flush();
            Awaitility.await().until(() -> !ingest.temporaryFiles().isEmpty());
            socket.setSoLinger(true, 0);
        }
    }

    @Test
    void refusesBrokenFramingOverARawSocket() throws Exception {
        List<String> framings = List.of(
                "Content-Length: -1\r\n",
                "Content-Length: 99999999999999999999\r\n",
                "Content-Length: 5\r\nContent-Length: 6\r\n",
                "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
                "Transfer-Encoding: gzip\r\n",
                "Transfer-Encoding: chunked\r\n: nameless\r\n",
                "X-Long: " + "a".repeat(20_000) + "\r\n");
        for (String framing : framings) {
            String answer = raw(framing, "hello".getBytes(StandardCharsets.UTF_8));
            assertThat(answer).as(framing).startsWith("HTTP/1.1 4").contains("application/problem+json");
        }
        for (String chunks :
                List.of("zz\r\nhello\r\n0\r\n\r\n", "5\r\nhelloXX0\r\n\r\n", "ffffffffffffffff\r\nhello", "5\r\nhel")) {
            String answer = raw("Transfer-Encoding: chunked\r\n", chunks.getBytes(StandardCharsets.UTF_8));
            assertThat(answer).as(chunks).startsWith("HTTP/1.1 4").contains("application/problem+json");
        }
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String type) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body())
                .contains("\"type\":\"/problems/" + type + "\"")
                .doesNotContain("Exception");
    }

    private String raw(String headers, byte[] body) throws IOException {
        try (Socket socket = connect()) {
            socket.setSoTimeout(20_000);
            ByteArrayOutputStream message = new ByteArrayOutputStream();
            message.writeBytes(head(headers));
            message.writeBytes(body);
            socket.getOutputStream().write(message.toByteArray());
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), ingest.port());
    }

    private byte[] head(String headers) throws IOException {
        return ("POST /v1/photos HTTP/1.1\r\nHost: local\r\nConnection: close\r\nAuthorization: Bearer "
                        + ingest.token(user) + "\r\n" + headers + "\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }
}
