package dev.darkroom.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.core.id.ContentHash;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.ObjectKeys;
import dev.darkroom.core.photo.Photo;
import dev.darkroom.core.photo.Rendition;
import dev.darkroom.web.HttpServer;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.StorageClass;

/** Renditions and originals over HTTP: whole, in parts, elsewhere, or not again. */
class FileIT {
    private static final UserId ANNA = Archive.newcomer("anna");
    private static final byte[] PICTURE = Pictures.jpeg(11);

    private static Archive archive;
    private static HttpServer server;
    private static TestClient anna;
    private static Photo photo;
    private static Rendition small;
    private static byte[] bytes;
    private static String path;

    @BeforeAll
    static void fill() {
        archive = new Archive();
        server = archive.serve(archive.stores());
        anna = archive.client(server, ANNA);
        photo = archive.develop(ANNA, "été \"1\".jpg", PICTURE, Optional.empty());
        small = photo.developed().orElseThrow().renditions().get(2);
        path = "/v1/photos/" + photo.id() + "/renditions/300";
        bytes = anna.get(path).body();
    }

    @AfterAll
    static void empty() {
        server.close();
        archive.close();
    }

    @Test
    void sendsTheWholeWithItsTagDigestAndLife() {
        TestClient.Reply reply = anna.get(path);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(ContentHash.of(reply.body())).isEqualTo(small.content());
        assertThat(reply.header("Content-Type")).isEqualTo("image/jpeg");
        assertThat(reply.header("Content-Length")).isEqualTo(Long.toString(small.bytes()));
        assertThat(reply.header("ETag")).isEqualTo("\"" + small.content() + "\"");
        assertThat(reply.header("Cache-Control")).isEqualTo("private, no-cache");
        assertThat(anna.head("/v1/photos/" + photo.id() + "/original").header("Cache-Control"))
                .isEqualTo("private, immutable, max-age=31536000");
        assertThat(reply.header("Accept-Ranges")).isEqualTo("bytes");
        assertThat(reply.header("Content-Digest")).startsWith("sha-256=:").isEqualTo(reply.header("Repr-Digest"));
    }

    @Test
    void mayBeKeptForEverWhereTheAddressNamesTheRecipe() {
        String recipe = photo.developed().orElseThrow().renditionTransform().slug();
        TestClient.Reply reply = anna.get(path + "?recipe=" + recipe);
        assertThat(reply.body()).isEqualTo(bytes);
        assertThat(reply.header("Cache-Control")).isEqualTo("private, immutable, max-age=31536000");
        assertThat(anna.get(path + "?recipe=renditions-1-000000000000").status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-9, 0, 9",
        "bytes=10-10, 10, 10",
        "bytes=100-, 100, -1",
        "bytes=-10, -10, -1",
        "bytes=0-999999, 0, -1",
        "bytes=-999999, 0, -1",
        "BYTES=0-9, 0, 9"
    })
    void sendsOneRange(String range, int first, int last) {
        int from = first < 0 ? bytes.length + first : first;
        int to = last < 0 ? bytes.length + last : last;
        TestClient.Reply reply = anna.get(path, "Range", range);
        assertThat(reply.status()).isEqualTo(206);
        assertThat(reply.header("Content-Range")).isEqualTo("bytes " + from + "-" + to + "/" + bytes.length);
        assertThat(reply.body()).isEqualTo(Arrays.copyOfRange(bytes, from, to + 1));
        assertThat(reply.header("Content-Digest")).isEmpty();
        assertThat(reply.header("Repr-Digest")).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"bytes=0-1,4-5", "items=0-9", "bytes=9-0", "bytes=", "bytes=a-b", "nonsense"})
    void sendsTheWholeForRangesItDoesNotRead(String range) {
        TestClient.Reply reply = anna.get(path, "Range", range);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo(bytes);
        assertThat(reply.header("Content-Range")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"bytes=999999-", "bytes=999999-1000000", "bytes=-0"})
    void refusesARangeThatLiesOutside(String range) {
        TestClient.Reply reply = anna.get(path, "Range", range);
        assertThat(reply.status()).isEqualTo(416);
        assertThat(reply.header("Content-Range")).isEqualTo("bytes */" + bytes.length);
        assertThat(reply.json().get("type").asText()).isEqualTo("/problems/range-not-satisfiable");
    }

    @Test
    void sendsARangeOnlyOfTheStateThatIfRangeNames() {
        String tag = anna.get(path).header("ETag");
        assertThat(anna.get(path, "Range", "bytes=0-9", "If-Range", tag).status())
                .isEqualTo(206);
        assertThat(anna.get(path, "Range", "bytes=0-9", "If-Range", "\"old\"").status())
                .isEqualTo(200);
    }

    @Test
    void answersNotModifiedToWhoHasIt() {
        TestClient.Reply reply = anna.get(path, "If-None-Match", "\"x\", \"" + small.content() + "\"");
        assertThat(reply.status()).isEqualTo(304);
        assertThat(reply.body()).isEmpty();
        assertThat(anna.get(path, "If-Match", "\"x\"").status()).isEqualTo(412);
    }

    @Test
    void readsConditionsThatComeInSeveralLines() {
        String tag = "\"" + small.content() + "\"";
        assertThat(anna.get(path, "If-None-Match", "\"x\"", "If-None-Match", tag)
                        .status())
                .isEqualTo(304);
        assertThat(anna.get(path, "If-Match", "\"x\"", "If-Match", tag).status())
                .isEqualTo(200);
    }

    @Test
    void answersHeadWithTheHeadersOfTheWhole() {
        TestClient.Reply reply = anna.head(path, "Range", "bytes=0-9");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEmpty();
        assertThat(reply.header("Content-Length")).isEqualTo(Long.toString(small.bytes()));
        assertThat(reply.header("ETag")).isEqualTo("\"" + small.content() + "\"");
    }

    @Test
    void redirectsToAnAddressThatServesTheBytes() {
        String recipe = photo.developed().orElseThrow().renditionTransform().slug();
        TestClient.Reply reply = anna.get(path + "?delivery=redirect");
        assertThat(reply.status()).isEqualTo(307);
        assertThat(reply.header("Cache-Control")).isEqualTo("private, no-cache");
        assertThat(anna.get(path + "?delivery=redirect&recipe=" + recipe).header("Cache-Control"))
                .matches("private, max-age=\\d{1,4}");
        assertThat(anna.get(reply.header("Location")).body()).isEqualTo(bytes);
        assertThat(anna.head(path + "?delivery=redirect").status()).isEqualTo(200);
        for (String query : List.of("delivery=carrier-pigeon", "delivery=stream&delivery=redirect", "delivry=stream")) {
            assertThat(anna.get(path + "?" + query).status()).as(query).isEqualTo(400);
        }
    }

    @Test
    void saysWhichSizesThereAre() {
        TestClient.Reply reply = anna.get("/v1/photos/" + photo.id() + "/renditions/301");
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.json().get("detail").asText()).contains("1200, 600, 300, 150");
    }

    @Test
    void sendsTheOriginalAsADownloadUnderItsName() {
        TestClient.Reply reply = anna.get("/v1/photos/" + photo.id() + "/original");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo(PICTURE);
        assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(reply.header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"_t_ _1_.jpg\"; filename*=UTF-8''%C3%A9t%C3%A9%20%221%22.jpg");
        assertThat(anna.get("/v1/photos/" + photo.id() + "/original", "Range", "bytes=0-2")
                        .body())
                .isEqualTo(Arrays.copyOf(PICTURE, 3));
    }

    @Test
    void refusesAnOriginalThatLiesInTheArchive() {
        Photo cold = archive.develop(ANNA, "cold.jpg", Pictures.jpeg(12), Optional.empty());
        freeze(ObjectKeys.original(ANNA, cold.id()));
        String original = "/v1/photos/" + cold.id() + "/original";
        for (String address : new String[] {original, original + "?delivery=redirect"}) {
            TestClient.Reply reply = anna.get(address);
            assertThat(reply.status()).as(address).isEqualTo(409);
            assertThat(reply.json().get("type").asText()).isEqualTo("/problems/original-archived");
        }
        assertThat(anna.head(original).status()).isEqualTo(409);
        assertThat(anna.get("/v1/photos/" + cold.id() + "/renditions/300").status())
                .isEqualTo(200);
    }

    private static void freeze(String key) {
        AwsBasicCredentials credentials = AwsBasicCredentials.create(
                archive.setting("DARKROOM_S3_ACCESS_KEY"), archive.setting("DARKROOM_S3_SECRET_KEY"));
        String bucket = archive.setting("DARKROOM_S3_BUCKET");
        try (S3Client s3 = S3Client.builder()
                .endpointOverride(URI.create(archive.setting("DARKROOM_S3_ENDPOINT")))
                .region(Region.of(archive.setting("DARKROOM_S3_REGION")))
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .forcePathStyle(true)
                .build()) {
            s3.copyObject(copy -> copy.sourceBucket(bucket)
                    .sourceKey(key)
                    .destinationBucket(bucket)
                    .destinationKey(key)
                    .storageClass(StorageClass.GLACIER));
        }
    }
}
