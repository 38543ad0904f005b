package dev.darkroom.local.s3;

import static dev.darkroom.local.s3.LocalS3.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.StorageClass;
import software.amazon.awssdk.services.s3.model.Tag;

/** What S3 clients ask for every day works, by the real SDK. */
final class ArchiveGatewayIT {
    private final LocalS3 local = LocalS3.shared();
    private final S3Client s3 = local.client();

    @Test
    void keepsBytesTypeMetadataAndEncryptionOfAnObject() {
        byte[] photo = randomBytes(300_000);
        s3.putObject(
                b -> b.bucket(BUCKET)
                        .key("daily/photo.jpg")
                        .contentType("image/jpeg")
                        .cacheControl("immutable")
                        .serverSideEncryption(ServerSideEncryption.AES256)
                        .metadata(java.util.Map.of("user", "u 1")),
                RequestBody.fromBytes(photo));

        ResponseBytes<GetObjectResponse> read =
                s3.getObjectAsBytes(b -> b.bucket(BUCKET).key("daily/photo.jpg"));

        assertThat(read.asByteArray()).isEqualTo(photo);
        assertThat(read.response().contentType()).isEqualTo("image/jpeg");
        assertThat(read.response().cacheControl()).isEqualTo("immutable");
        assertThat(read.response().contentEncoding()).isNull();
        assertThat(read.response().metadata()).containsEntry("user", "u 1");
        assertThat(read.response().serverSideEncryption()).isEqualTo(ServerSideEncryption.AES256);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "SHA256", "SHA1", "CRC32", "CRC32C"})
    void verifiesAndReturnsTheChecksumTheClientChose(String algorithm) {
        for (int size : new int[] {0, 1, 65_536, 65_537, 400_000}) {
            String key = "checksums/" + algorithm + size;
            byte[] bytes = randomBytes(size);
            s3.putObject(
                    b -> {
                        b.bucket(BUCKET).key(key);
                        if (!algorithm.isEmpty()) {
                            b.checksumAlgorithm(ChecksumAlgorithm.fromValue(algorithm));
                        }
                    },
                    RequestBody.fromBytes(bytes));

            HeadObjectResponse head =
                    s3.headObject(b -> b.bucket(BUCKET).key(key).checksumMode("ENABLED"));
            List<String> checksums = new ArrayList<>();
            checksums.add(head.checksumSHA256());
            checksums.add(head.checksumSHA1());
            checksums.add(head.checksumCRC32());
            checksums.add(head.checksumCRC32C());
            assertThat(checksums).as(key).filteredOn(c -> c != null).hasSize(1);
            assertThat(s3.getObjectAsBytes(b -> b.bucket(BUCKET).key(key)).asByteArray())
                    .isEqualTo(bytes);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "keys/with space",
                "keys/a+b",
                "keys/ü/日本.jpg",
                "keys/100%",
                "keys/a=b&c;d,e'(!)*~@:$",
                "keys/%2F",
                "keys/a//b",
                "keys/../c/./d"
            })
    void keepsAnyKey(String key) {
        s3.putObject(b -> b.bucket(BUCKET).key(key), RequestBody.fromString(key));

        assertThat(s3.getObjectAsBytes(b -> b.bucket(BUCKET).key(key)).asUtf8String())
                .isEqualTo(key);
        assertThat(s3.listObjectsV2(b -> b.bucket(BUCKET).prefix(key)).contents())
                .extracting(S3Object::key)
                .contains(key);
        s3.copyObject(b ->
                b.sourceBucket(BUCKET).sourceKey(key).destinationBucket(BUCKET).destinationKey("copies/" + key));
        assertThat(s3.getObjectAsBytes(b -> b.bucket(BUCKET).key("copies/" + key))
                        .asUtf8String())
                .isEqualTo(key);
        s3.deleteObject(b -> b.bucket(BUCKET).key(key));
        assertThatThrownBy(() -> s3.headObject(b -> b.bucket(BUCKET).key(key))).isInstanceOf(NoSuchKeyException.class);
    }

    @Test
    void servesRangesAndPreconditions() {
        String etag = s3.putObject(b -> b.bucket(BUCKET).key("ranges/abc"), RequestBody.fromString("0123456789"))
                .eTag();

        ResponseBytes<GetObjectResponse> range =
                s3.getObjectAsBytes(b -> b.bucket(BUCKET).key("ranges/abc").range("bytes=2-4"));
        assertThat(range.asUtf8String()).isEqualTo("234");
        assertThat(range.response().contentRange()).isEqualTo("bytes 2-4/10");
        assertThat(s3.getObjectAsBytes(b -> b.bucket(BUCKET).key("ranges/abc").range("bytes=-3"))
                        .asUtf8String())
                .isEqualTo("789");
        assertStatus(
                416,
                () -> s3.getObjectAsBytes(
                        b -> b.bucket(BUCKET).key("ranges/abc").range("bytes=10-12")));
        assertStatus(
                304,
                () -> s3.getObjectAsBytes(
                        b -> b.bucket(BUCKET).key("ranges/abc").ifNoneMatch(etag)));
        assertStatus(
                304, () -> s3.headObject(b -> b.bucket(BUCKET).key("ranges/abc").ifNoneMatch(etag)));
        assertStatus(
                412, () -> s3.headObject(b -> b.bucket(BUCKET).key("ranges/abc").ifMatch("\"0\"")));
        assertThat(s3.headObject(b -> b.bucket(BUCKET).key("ranges/abc").ifMatch(etag))
                        .contentLength())
                .isEqualTo(10);
    }

    @Test
    void letsExactlyOneOfManyConditionalPutsWin() throws Exception {
        int rivals = 8;
        ExecutorService threads = Executors.newFixedThreadPool(rivals);
        try {
            for (int round = 0; round < 15; round++) {
                String key = "once/" + round;
                byte[] body = randomBytes(round % 2 == 0 ? 100 : 200_000);
                CountDownLatch start = new CountDownLatch(1);
                List<Future<Integer>> statuses = new ArrayList<>();
                for (int i = 0; i < rivals; i++) {
                    statuses.add(threads.submit(() -> {
                        start.await();
                        return status(() -> s3.putObject(
                                b -> b.bucket(BUCKET).key(key).ifNoneMatch("*"), RequestBody.fromBytes(body)));
                    }));
                }
                start.countDown();
                List<Integer> seen = new ArrayList<>();
                for (Future<Integer> status : statuses) {
                    seen.add(status.get());
                }
                assertThat(seen).filteredOn(s -> s == 200).as(seen.toString()).hasSize(1);
                assertThat(seen).filteredOn(s -> s == 412).hasSize(rivals - 1);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void listsByPageAndByDelimiter() {
        for (int i = 0; i < 5; i++) {
            int number = i;
            s3.putObject(b -> b.bucket(BUCKET).key("list/" + number + "/x y"), RequestBody.fromString("x"));
        }
        List<String> keys = new ArrayList<>();
        String token = null;
        do {
            String from = token;
            ListObjectsV2Response page = s3.listObjectsV2(
                    b -> b.bucket(BUCKET).prefix("list/").maxKeys(2).continuationToken(from));
            page.contents().forEach(o -> keys.add(o.key()));
            token = page.nextContinuationToken();
        } while (token != null);

        assertThat(keys).containsExactly("list/0/x y", "list/1/x y", "list/2/x y", "list/3/x y", "list/4/x y");
        assertThat(s3.listObjectsV2(b -> b.bucket(BUCKET).prefix("list/").delimiter("/"))
                        .commonPrefixes())
                .extracting(CommonPrefix::prefix)
                .hasSize(5)
                .contains("list/0/");
    }

    @Test
    void deletesManyAtOnce() {
        List<ObjectIdentifier> ids = new ArrayList<>();
        for (String key : List.of("many/a b", "many/ü", "many/missing")) {
            ids.add(ObjectIdentifier.builder().key(key).build());
        }
        s3.putObject(b -> b.bucket(BUCKET).key("many/a b"), RequestBody.fromString("1"));
        s3.putObject(b -> b.bucket(BUCKET).key("many/ü"), RequestBody.fromString("2"));

        assertThat(s3.deleteObjects(b -> b.bucket(BUCKET).delete(d -> d.objects(ids)))
                        .errors())
                .isEmpty();
        assertThat(s3.listObjectsV2(b -> b.bucket(BUCKET).prefix("many/")).contents())
                .isEmpty();
    }

    @Test
    void tagsObjects() {
        s3.putObject(b -> b.bucket(BUCKET).key("tags/a").tagging("tier=hot"), RequestBody.fromString("1"));
        assertThat(s3.getObjectTagging(b -> b.bucket(BUCKET).key("tags/a")).tagSet())
                .containsExactly(Tag.builder().key("tier").value("hot").build());

        s3.putObjectTagging(b -> b.bucket(BUCKET)
                .key("tags/a")
                .tagging(t -> t.tagSet(Tag.builder().key("tier").value("cold").build())));
        assertThat(s3.getObjectTagging(b -> b.bucket(BUCKET).key("tags/a")).tagSet())
                .containsExactly(Tag.builder().key("tier").value("cold").build());
    }

    @Test
    void assemblesUploadedAndCopiedParts() {
        byte[] part = randomBytes(5 << 20);
        s3.putObject(b -> b.bucket(BUCKET).key("parts/source"), RequestBody.fromString("0123456789"));
        String upload = s3.createMultipartUpload(b -> b.bucket(BUCKET)
                        .key("parts/whole")
                        .contentType("image/png")
                        .storageClass(StorageClass.GLACIER_IR))
                .uploadId();
        String first = s3.uploadPart(
                        b -> b.bucket(BUCKET)
                                .key("parts/whole")
                                .uploadId(upload)
                                .partNumber(1),
                        RequestBody.fromBytes(part))
                .eTag();
        String second = s3.uploadPartCopy(b -> b.sourceBucket(BUCKET)
                        .sourceKey("parts/source")
                        .copySourceRange("bytes=2-4")
                        .destinationBucket(BUCKET)
                        .destinationKey("parts/whole")
                        .uploadId(upload)
                        .partNumber(2))
                .copyPartResult()
                .eTag();
        assertThat(s3.listParts(b -> b.bucket(BUCKET).key("parts/whole").uploadId(upload))
                        .parts())
                .hasSize(2);
        s3.completeMultipartUpload(b -> b.bucket(BUCKET)
                .key("parts/whole")
                .uploadId(upload)
                .multipartUpload(m -> m.parts(part(1, first), part(2, second))));

        byte[] whole =
                s3.getObjectAsBytes(b -> b.bucket(BUCKET).key("parts/whole")).asByteArray();
        assertThat(whole).hasSize(part.length + 3).startsWith(part);
        assertThat(new String(whole, part.length, 3, StandardCharsets.US_ASCII)).isEqualTo("234");
        HeadObjectResponse head = s3.headObject(b -> b.bucket(BUCKET).key("parts/whole"));
        assertThat(head.storageClass()).isEqualTo(StorageClass.GLACIER_IR);
        assertThat(head.contentType()).isEqualTo("image/png");
    }

    @Test
    void forgetsAnAbortedUpload() {
        String upload = s3.createMultipartUpload(b -> b.bucket(BUCKET).key("parts/aborted"))
                .uploadId();
        s3.abortMultipartUpload(b -> b.bucket(BUCKET).key("parts/aborted").uploadId(upload));

        assertThat(s3.listMultipartUploads(b -> b.bucket(BUCKET)).uploads())
                .noneMatch(u -> u.uploadId().equals(upload));
    }

    private static CompletedPart part(int number, String etag) {
        return CompletedPart.builder().partNumber(number).eTag(etag).build();
    }

    private static void assertStatus(int status, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(status));
    }

    private static int status(Runnable call) {
        try {
            call.run();
            return 200;
        } catch (S3Exception e) {
            return e.statusCode();
        }
    }

    private static byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }
}
