package dev.darkroom.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.core.error.Reason;
import dev.darkroom.core.event.Event;
import dev.darkroom.core.event.PhotoChanged;
import dev.darkroom.core.event.PhotoUploaded;
import dev.darkroom.core.event.Topic;
import dev.darkroom.core.id.ContentHash;
import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.ObjectKeys;
import dev.darkroom.core.photo.Photo;
import dev.darkroom.core.photo.PhotoStatus;
import dev.darkroom.core.photo.Rejection;
import dev.darkroom.core.port.BlobInfo;
import dev.darkroom.core.transform.TransformId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uploads, duplicates, tags and deletions, over the real stores. */
class IngestIT {
    @TempDir
    private static Path folder;

    private static final TransformId TRANSFORM = TransformId.of("renditions", 1, "test");

    /** A sidecar with so many stars. */
    private static final String XMP = "<x:xmpmeta xmlns:x='adobe:ns:meta/'>"
            + "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description rdf:about=''"
            + " xmlns:xmp='http://ns.adobe.com/xap/1.0/' xmp:Rating='%d'/></rdf:RDF></x:xmpmeta>";

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

    @Test
    void storesRegistersAndPublishesBeforeItAnswers() throws Exception {
        byte[] bytes = Photos.jpeg();
        HttpResponse<String> answer = ingest.upload(user, bytes, "X-File-Name", "../%C3%A4.jpg");
        PhotoId id = PhotoId.of(user, ContentHash.of(bytes));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Location")).contains("/v1/photos/" + id);
        assertThat(json(answer).get("id").asText()).isEqualTo(id.toString());
        assertThat(json(answer).get("duplicate").asBoolean()).isFalse();

        Photo row = ingest.stores().catalog().find(user, id).orElseThrow();
        assertThat(row.status()).isEqualTo(PhotoStatus.PENDING);
        assertThat(row.upload().fileName()).isEqualTo("ä.jpg");
        assertThat(row.upload().width()).isEqualTo(64);
        BlobInfo object =
                ingest.stores().blobs().head(ObjectKeys.original(user, id)).orElseThrow();
        assertThat(object.content()).contains(ContentHash.of(bytes));
        assertThat(object.metadata())
                .containsEntry("owner", user.value())
                .containsEntry("photo", id.toString())
                .containsEntry("file-name", "ä.jpg")
                .containsEntry("height", "48");
        assertThat(events(Topic.UPLOADED, id)).containsExactly(new PhotoUploaded(row.upload(), 1));
        assertThat(ingest.temporaryFiles()).isEmpty();
    }

    @Test
    void knowsAPhotoThatItHas() throws Exception {
        byte[] bytes = Photos.jpeg();
        JsonNode first = json(ingest.upload(user, bytes));
        HttpResponse<String> second = ingest.upload(user, bytes, "X-File-Name", "other.jpg");
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(json(second).get("id")).isEqualTo(first.get("id"));
        assertThat(json(second).get("duplicate").asBoolean()).isTrue();
        UserId stranger = ingest.newUser();
        assertThat(ingest.upload(stranger, bytes).statusCode()).isEqualTo(201);
    }

    @Test
    void makesOnePhotoOfTheSameUploadAtTheSameMoment() throws Exception {
        byte[] bytes = Photos.jpeg(200_000);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<HttpResponse<String>>> uploads = new ArrayList<>();
            for (int copy = 0; copy < 8; copy++) {
                uploads.add(() -> ingest.upload(user, bytes));
            }
            List<Integer> statuses = new ArrayList<>();
            for (Future<HttpResponse<String>> answer : threads.invokeAll(uploads)) {
                statuses.add(answer.get().statusCode());
                assertThat(json(answer.get()).get("id").asText())
                        .isEqualTo(PhotoId.of(user, ContentHash.of(bytes)).toString());
            }
            assertThat(statuses).containsOnlyOnce(201).allMatch(status -> status == 200 || status == 201);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void takesAFormWithOneFile() throws Exception {
        byte[] bytes = Photos.jpeg();
        HttpResponse<String> answer =
                ingest.upload(user, form("Ferien ä.jpg", bytes), "Content-Type", "multipart/form-data; boundary=XyZ");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(json(answer).get("file_name").asText()).isEqualTo("Ferien ä.jpg");
        assertThat(json(answer).get("sha256").asText())
                .isEqualTo(ContentHash.of(bytes).hex());
    }

    @Test
    void takesASidecarWithThePhotoOrLater() throws Exception {
        byte[] bytes = Photos.jpeg();
        PhotoId id = PhotoId.of(user, ContentHash.of(bytes));
        String key = ObjectKeys.sidecar(user, id);
        assertThat(ingest.upload(user, bytes).statusCode()).isEqualTo(201);
        ingest.stores().catalog().reject(user, id, new Rejection(Reason.CORRUPT, "no matter", TRANSFORM));

        HttpResponse<String> amended = sendWithSidecar(bytes, XMP.formatted(3));
        assertThat(amended.statusCode()).as(amended.body()).isEqualTo(200);
        Photo row = ingest.stores().catalog().find(user, id).orElseThrow();
        assertThat(row.upload().sidecar())
                .contains(ContentHash.of(XMP.formatted(3).getBytes(StandardCharsets.UTF_8)));
        assertThat(ingest.stores().blobs().head(key).orElseThrow().content())
                .isEqualTo(row.upload().sidecar());
        assertThat(events(Topic.UPLOADED, id)).hasSize(2).contains(new PhotoUploaded(row.upload(), row.version() - 1));

        assertThat(sendWithSidecar(bytes, XMP.formatted(3)).statusCode()).isEqualTo(200);
        assertThat(events(Topic.UPLOADED, id)).as("the same again").hasSize(2);
        assertThat(sendWithSidecar(bytes, "no XMP").statusCode()).isEqualTo(400);
        assertThat(sendWithSidecar(bytes, " ".repeat(ReceivedSidecar.MAX_BYTES + 1))
                        .statusCode())
                .isEqualTo(413);

        assertThat(delete(id, user)).isEqualTo(204);
        assertThat(ingest.stores().blobs().head(key)).isEmpty();
        assertThat(sendWithSidecar(bytes, XMP.formatted(5)).statusCode()).isEqualTo(201);
        assertThat(ingest.stores().blobs().head(key)).isPresent();
    }

    private HttpResponse<String> sendWithSidecar(byte[] photo, String sidecar)
            throws IOException, InterruptedException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("--XyZ\r\nContent-Disposition: form-data; name=\"sidecar\"; filename=\"a.xmp\"\r\n\r\n"
                .getBytes(StandardCharsets.UTF_8));
        out.writeBytes((sidecar + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.writeBytes(form("a.jpg", photo));
        return ingest.upload(user, out.toByteArray(), "Content-Type", "multipart/form-data; boundary=XyZ");
    }

    @Test
    void takesABodyWithoutLengthAndOneThatWaitsToBeAskedFor() throws Exception {
        byte[] chunked = Photos.jpeg(300_000);
        HttpRequest withoutLength = ingest.request("/v1/photos", user)
                .POST(HttpRequest.BodyPublishers.fromPublisher(HttpRequest.BodyPublishers.ofByteArray(chunked)))
                .build();
        assertThat(ingest.send(withoutLength).statusCode()).isEqualTo(201);
        HttpRequest waiting = ingest.request("/v1/photos", user)
                .expectContinue(true)
                .POST(HttpRequest.BodyPublishers.ofByteArray(Photos.jpeg(300_000)))
                .build();
        assertThat(ingest.send(waiting).statusCode()).isEqualTo(201);
    }

    @Test
    void checksADigest() throws Exception {
        byte[] bytes = Photos.jpeg();
        String right = Base64.getEncoder().encodeToString(ContentHash.of(bytes).bytes());
        HttpResponse<String> wrong = ingest.upload(user, Photos.jpeg(), "Content-Digest", "sha-256=:" + right + ":");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(json(wrong).get("type").asText()).isEqualTo("/problems/digest-mismatch");
        assertThat(wrong.headers().firstValue("Want-Content-Digest")).contains("sha-256=10, sha-512=3");
        HttpResponse<String> checked =
                ingest.upload(user, bytes, "Content-Digest", "sha-256=:" + right + ":, md5=:AA==:");
        assertThat(checked.statusCode()).isEqualTo(201);
        assertThat(checked.headers().firstValue("Want-Content-Digest")).isEmpty();
    }

    @Test
    void storesAPhotoWhileItArrivesIfItsHashIsPromised() throws Exception {
        double before = ingest.counted("ingest.stored.ahead");
        assertThat(ingest.upload(user, Photos.jpeg(500_000)).statusCode()).isEqualTo(201);
        assertThat(ingest.counted("ingest.stored.ahead")).isEqualTo(before);

        byte[] bytes = Photos.jpeg(500_000);
        String hash = Base64.getEncoder().encodeToString(ContentHash.of(bytes).bytes());
        assertThat(ingest.upload(user, bytes, "Content-Digest", "sha-256=:" + hash + ":")
                        .statusCode())
                .isEqualTo(201);
        assertThat(ingest.counted("ingest.stored.ahead")).isEqualTo(before + 1);
        PhotoId id = PhotoId.of(user, ContentHash.of(bytes));
        Photo row = ingest.stores().catalog().find(user, id).orElseThrow();
        BlobInfo object =
                ingest.stores().blobs().head(ObjectKeys.original(user, id)).orElseThrow();
        assertThat(object.content()).contains(ContentHash.of(bytes));
        assertThat(object.metadata())
                .containsEntry("uploaded-at", row.upload().uploadedAt().toString());

        byte[] other = bytes.clone();
        other[other.length - 1]++;
        assertThat(ingest.upload(user, other, "Content-Digest", "sha-256=:" + hash + ":")
                        .statusCode())
                .as("other bytes under the hash of a photo that is there")
                .isEqualTo(400);
    }

    @Test
    void saysWhichDigestsItChecksWhenItKnowsNoneOfThoseSent() throws Exception {
        HttpResponse<String> unchecked = ingest.upload(user, Photos.jpeg(), "Content-Digest", "md5=:AA==:");
        assertThat(unchecked.statusCode()).isEqualTo(201);
        assertThat(unchecked.headers().firstValue("Want-Content-Digest")).contains("sha-256=10, sha-512=3");
        assertThat(ingest.upload(user, Photos.jpeg()).headers().firstValue("Want-Content-Digest"))
                .isEmpty();
    }

    @Test
    void publishesAgainForAPhotoThatStillWaits() throws Exception {
        byte[] bytes = Photos.jpeg();
        ingest.upload(user, bytes);
        ingest.upload(user, bytes);
        assertThat(events(Topic.UPLOADED, PhotoId.of(user, ContentHash.of(bytes))))
                .hasSize(2);
    }

    @Test
    void storesTheOriginalAgainWhenItIsMissing() throws Exception {
        byte[] bytes = Photos.jpeg();
        String key = ObjectKeys.original(user, PhotoId.of(user, ContentHash.of(bytes)));
        ingest.upload(user, bytes);
        ingest.stores().blobs().deleteAll(List.of(key));
        assertThat(ingest.upload(user, bytes).statusCode()).isEqualTo(200);
        assertThat(ingest.stores().blobs().head(key)).isPresent();
    }

    @Test
    void deletesAPhotoEverywhereAndTakesItBack() throws Exception {
        byte[] bytes = Photos.jpeg();
        PhotoId id = PhotoId.of(user, ContentHash.of(bytes));
        ingest.upload(user, bytes);
        assertThat(delete(id, ingest.newUser())).isEqualTo(404);
        assertThat(delete(id, user)).isEqualTo(204);
        assertThat(delete(id, user)).isEqualTo(404);
        assertThat(ingest.stores().catalog().find(user, id)).isEmpty();
        assertThat(ingest.stores().blobs().head(ObjectKeys.original(user, id))).isEmpty();
        assertThat(events(Topic.CHANGED, id))
                .singleElement()
                .satisfies(
                        event -> assertThat(((PhotoChanged) event).snapshot()).isEmpty());

        HttpResponse<String> again = ingest.upload(user, bytes);
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(json(again).get("version").asLong()).isGreaterThan(2);
        assertThat(ingest.stores().blobs().head(ObjectKeys.original(user, id))).isPresent();
    }

    @Test
    void finishesADeletionThatWasInterrupted() throws Exception {
        byte[] bytes = Photos.jpeg();
        PhotoId id = PhotoId.of(user, ContentHash.of(bytes));
        ingest.upload(user, bytes);
        ingest.stores().catalog().delete(user, id);
        HttpResponse<String> meanwhile = ingest.upload(user, bytes);
        assertThat(meanwhile.statusCode()).isEqualTo(503);
        assertThat(meanwhile.headers().firstValue("Retry-After")).contains("1");
        assertThat(delete(id, user)).isEqualTo(204);
        assertThat(ingest.stores().blobs().head(ObjectKeys.original(user, id))).isEmpty();
    }

    @Test
    void replacesTags() throws Exception {
        byte[] bytes = Photos.jpeg();
        PhotoId id = PhotoId.of(user, ContentHash.of(bytes));
        ingest.upload(user, bytes);
        HttpResponse<String> answer = tag(user, id.toString(), "{\"tags\":[\" sea \",\"sea\",\"blue  sky\"]}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(ingest.stores().catalog().find(user, id).orElseThrow().tags())
                .containsExactly("sea", "blue sky");
        assertThat(events(Topic.CHANGED, id)).hasSize(1);
        assertThat(tag(ingest.newUser(), id.toString(), "{\"tags\":[]}").statusCode())
                .isEqualTo(404);
        assertThat(tag(user, "1-2-3", "{\"tags\":[]}").statusCode()).isEqualTo(404);
        for (String bad : List.of(
                "",
                "null",
                "[]",
                "{}",
                "{\"tags\":[1]}",
                "{\"tags\":[true]}",
                "{\"tags\":null}",
                "{\"tags\":[null]}",
                "{\"tags\":[],\"x\":1}")) {
            assertThat(tag(user, id.toString(), bad).statusCode()).as(bad).isEqualTo(400);
        }
    }

    private int delete(PhotoId id, UserId by) throws IOException, InterruptedException {
        return ingest.send(ingest.request("/v1/photos/" + id, by).DELETE().build())
                .statusCode();
    }

    private HttpResponse<String> tag(UserId by, String id, String body) throws IOException, InterruptedException {
        return ingest.send(ingest.request("/v1/photos/" + id + "/tags", by)
                .PUT(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private static List<Event> events(Topic topic, PhotoId photo) {
        List<Event> found = new ArrayList<>();
        ingest.stores().events().replay(topic, event -> {
            if (event.key().equals(photo.toString())) {
                found.add(event);
            }
        });
        return found;
    }

    private static byte[] form(String name, byte[] photo) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(("--XyZ\r\nContent-Disposition: form-data; name=\"album\"\r\n\r\nspring\r\n--XyZ\r\n"
                        + "Content-Disposition: form-data; name=\"file\"; filename=\"" + name + "\"\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        out.writeBytes(photo);
        out.writeBytes("\r\n--XyZ--\r\n".getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return new ObjectMapper().readTree(answer.body());
    }
}
