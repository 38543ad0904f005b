package dev.darkroom.local.s3;

import static dev.darkroom.local.s3.LocalS3.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.InvalidObjectStateException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.StorageClass;
import software.amazon.awssdk.services.s3.model.Tier;

/** Archived objects behave as Glacier's do, also over a restart of the gateway. */
final class ArchiveTierIT {
    private final LocalS3 local = LocalS3.shared();
    private S3Client s3 = local.client();

    @Test
    void restoresAnArchivedObjectOverARestart() throws IOException {
        put("cold/ü a+b.jpg", StorageClass.DEEP_ARCHIVE);
        assertUnreadable("cold/ü a+b.jpg");
        assertThat(head("cold/ü a+b.jpg").restore()).isNull();

        assertThat(restore("cold/ü a+b.jpg", 3)).isEqualTo(202);
        assertError(409, "RestoreAlreadyInProgress", () -> restore("cold/ü a+b.jpg", 3));
        assertUnreadable("cold/ü a+b.jpg");
        local.restartGateway();
        s3 = local.client();
        assertThat(head("cold/ü a+b.jpg").restore()).isEqualTo("ongoing-request=\"true\"");

        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> head("cold/ü a+b.jpg").restore().contains("false"));
        assertThat(head("cold/ü a+b.jpg").restore())
                .matches("ongoing-request=\"false\", expiry-date=\"\\w{3}, \\d\\d \\w{3} \\d{4} 00:00:00 GMT\"");
        local.restartGateway();
        s3 = local.client();
        assertThat(get("cold/ü a+b.jpg")).isEqualTo("cold/ü a+b.jpg");
        assertThat(s3.getObjectAsBytes(
                                b -> b.bucket(BUCKET).key("cold/ü a+b.jpg").range("bytes=0-3"))
                        .asUtf8String())
                .isEqualTo("cold");
        assertThat(head("cold/ü a+b.jpg").storageClass()).isEqualTo(StorageClass.DEEP_ARCHIVE);
        assertThat(restore("cold/ü a+b.jpg", 9)).isEqualTo(200);
    }

    @Test
    void copiesOutOfTheArchiveOnlyWhatIsRestored() {
        put("cold/source", StorageClass.GLACIER);
        assertError(403, "InvalidObjectState", () -> copy("cold/source", "cold/copy"));

        restoreAndWait("cold/source");
        copy("cold/source", "cold/copy");

        assertThat(get("cold/copy")).isEqualTo("cold/source");
        assertThat(head("cold/copy").storageClass()).isNull();
    }

    @Test
    void movesBetweenClassesByCopyingOntoItself() {
        put("cold/moving", StorageClass.STANDARD);
        for (StorageClass target : List.of(StorageClass.STANDARD_IA, StorageClass.GLACIER_IR, StorageClass.GLACIER)) {
            moveTo("cold/moving", target);
            assertThat(head("cold/moving").storageClass()).isEqualTo(target);
        }
        assertUnreadable("cold/moving");
        assertError(403, "InvalidObjectState", () -> moveTo("cold/moving", StorageClass.STANDARD));

        restoreAndWait("cold/moving");
        moveTo("cold/moving", StorageClass.STANDARD);
        assertThat(get("cold/moving")).isEqualTo("cold/moving");
        moveTo("cold/moving", StorageClass.DEEP_ARCHIVE);
        assertUnreadable("cold/moving");
    }

    @Test
    void forgetsTheRestoreOfAReplacedObject() {
        put("cold/replaced", StorageClass.GLACIER);
        restoreAndWait("cold/replaced");
        put("cold/replaced", StorageClass.GLACIER);

        assertThat(head("cold/replaced").restore()).isNull();
        assertUnreadable("cold/replaced");
        assertThat(restore("cold/replaced", 1)).isEqualTo(202);
    }

    @Test
    void restoresOneVersionAndNotAnother() {
        s3.createBucket(b -> b.bucket("versions"));
        s3.putBucketVersioning(
                b -> b.bucket("versions").versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
        String older = putVersion("one");
        String newer = putVersion("two");

        s3.restoreObject(b -> b.bucket("versions").key("photo").versionId(older).restoreRequest(r -> r.days(1)));
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> headVersion(older).restore().contains("false"));

        assertThat(s3.getObjectAsBytes(b -> b.bucket("versions").key("photo").versionId(older))
                        .asUtf8String())
                .isEqualTo("one");
        assertThat(headVersion(newer).restore()).isNull();
        assertThatThrownBy(() -> s3.getObjectAsBytes(b -> b.bucket("versions").key("photo")))
                .isInstanceOf(InvalidObjectStateException.class);
    }

    @Test
    void beginsARestoreOnceForManyWhoAskAtTheSameTime() throws Exception {
        put("cold/asked", StorageClass.GLACIER);
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                answers.add(threads.submit(() -> status("cold/asked")));
            }
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> answer : answers) {
                statuses.add(answer.get());
            }
            assertThat(statuses).containsOnlyOnce(202).containsOnly(202, 409);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void refusesRestoresThatMakeNoSense() {
        put("cold/standard", StorageClass.STANDARD);
        put("cold/deep", StorageClass.DEEP_ARCHIVE);

        assertError(403, "InvalidObjectState", () -> restore("cold/standard", 1));
        assertError(404, "NoSuchKey", () -> restore("cold/missing", 1));
        assertError(400, "InvalidArgument", () -> restore("cold/deep", 0));
        assertError(
                400,
                "InvalidRequest",
                () -> s3.restoreObject(b -> b.bucket(BUCKET)
                        .key("cold/deep")
                        .restoreRequest(r -> r.days(1).glacierJobParameters(g -> g.tier(Tier.EXPEDITED)))));
    }

    private void put(String key, StorageClass storageClass) {
        s3.putObject(b -> b.bucket(BUCKET).key(key).storageClass(storageClass), RequestBody.fromString(key));
    }

    private String putVersion(String text) {
        return s3.putObject(
                        b -> b.bucket("versions").key("photo").storageClass(StorageClass.GLACIER),
                        RequestBody.fromString(text))
                .versionId();
    }

    private String get(String key) {
        return s3.getObjectAsBytes(b -> b.bucket(BUCKET).key(key)).asUtf8String();
    }

    private HeadObjectResponse head(String key) {
        return s3.headObject(b -> b.bucket(BUCKET).key(key));
    }

    private HeadObjectResponse headVersion(String versionId) {
        return s3.headObject(b -> b.bucket("versions").key("photo").versionId(versionId));
    }

    private void copy(String from, String to) {
        s3.copyObject(b ->
                b.sourceBucket(BUCKET).sourceKey(from).destinationBucket(BUCKET).destinationKey(to));
    }

    private void moveTo(String key, StorageClass storageClass) {
        s3.copyObject(b -> b.sourceBucket(BUCKET)
                .sourceKey(key)
                .destinationBucket(BUCKET)
                .destinationKey(key)
                .storageClass(storageClass));
    }

    private int restore(String key, int days) {
        return s3.restoreObject(b -> b.bucket(BUCKET)
                        .key(key)
                        .restoreRequest(r -> r.days(days).glacierJobParameters(g -> g.tier(Tier.BULK))))
                .sdkHttpResponse()
                .statusCode();
    }

    private int status(String key) {
        try {
            return restore(key, 1);
        } catch (S3Exception e) {
            return e.statusCode();
        }
    }

    private void restoreAndWait(String key) {
        assertThat(restore(key, 1)).isEqualTo(202);
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> head(key).restore().contains("false"));
    }

    private void assertUnreadable(String key) {
        assertThatThrownBy(() -> get(key))
                .isInstanceOfSatisfying(
                        InvalidObjectStateException.class,
                        e -> assertThat(e.statusCode()).isEqualTo(403));
    }

    private static void assertError(int status, String code, Runnable call) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(S3Exception.class, e -> {
            assertThat(e.statusCode()).isEqualTo(status);
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
        });
    }
}
