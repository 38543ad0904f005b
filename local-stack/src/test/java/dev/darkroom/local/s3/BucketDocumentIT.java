package dev.darkroom.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Collections;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CORSRule;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.GetBucketNotificationConfigurationResponse;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;
import software.amazon.awssdk.services.s3.model.Tag;

/** Settings of a bucket are kept, and never taken for orders to create or delete the bucket. */
final class BucketDocumentIT {
    private static final String BUCKET = "settings";

    private final LocalS3 local = LocalS3.shared();
    private S3Client s3 = local.client();

    @BeforeEach
    void createBucketWithOneObject() {
        if (s3.listBuckets().buckets().stream().noneMatch(b -> b.name().equals(BUCKET))) {
            s3.createBucket(b -> b.bucket(BUCKET));
        }
        s3.putObject(b -> b.bucket(BUCKET).key("photo"), RequestBody.fromString("1"));
    }

    @Test
    void saysAes256UntilAnotherEncryptionIsSet() throws IOException {
        s3.deleteBucketEncryption(b -> b.bucket(BUCKET));
        assertThat(encryption()).isEqualTo(ServerSideEncryption.AES256);

        ServerSideEncryptionRule kms = ServerSideEncryptionRule.builder()
                .applyServerSideEncryptionByDefault(d -> d.sseAlgorithm("aws:kms"))
                .build();
        s3.putBucketEncryption(b -> b.bucket(BUCKET).serverSideEncryptionConfiguration(c -> c.rules(kms)));
        local.restartGateway();
        s3 = local.client();
        assertThat(encryption()).isEqualTo(ServerSideEncryption.AWS_KMS);
    }

    @Test
    void keepsCorsRulesUntilTheyAreDeleted() {
        s3.deleteBucketCors(b -> b.bucket(BUCKET));
        assertError(404, "NoSuchCORSConfiguration", () -> s3.getBucketCors(b -> b.bucket(BUCKET)));

        CORSRule rule = CORSRule.builder()
                .allowedMethods("GET")
                .allowedOrigins("http://localhost")
                .build();
        s3.putBucketCors(b -> b.bucket(BUCKET).corsConfiguration(c -> c.corsRules(rule)));
        assertThat(s3.getBucketCors(b -> b.bucket(BUCKET)).corsRules()).hasSize(1);
        s3.deleteBucketCors(b -> b.bucket(BUCKET));
        assertError(404, "NoSuchCORSConfiguration", () -> s3.getBucketCors(b -> b.bucket(BUCKET)));
        assertBucketIsUnharmed();
    }

    @Test
    void keepsNotificationsAndTags() {
        assertThat(s3.getBucketNotificationConfiguration(b -> b.bucket(BUCKET)).queueConfigurations())
                .isEmpty();
        QueueConfiguration queue = QueueConfiguration.builder()
                .queueArn("arn:aws:sqs:us-east-1:1:q")
                .eventsWithStrings("s3:ObjectCreated:*")
                .build();
        s3.putBucketNotificationConfiguration(
                b -> b.bucket(BUCKET).notificationConfiguration(n -> n.queueConfigurations(queue)));
        GetBucketNotificationConfigurationResponse notification =
                s3.getBucketNotificationConfiguration(b -> b.bucket(BUCKET));
        assertThat(notification.queueConfigurations()).hasSize(1);

        assertError(404, "NoSuchTagSet", () -> s3.getBucketTagging(b -> b.bucket(BUCKET)));
        s3.putBucketTagging(b -> b.bucket(BUCKET)
                .tagging(
                        t -> t.tagSet(Tag.builder().key("team").value("archive").build())));
        assertThat(s3.getBucketTagging(b -> b.bucket(BUCKET)).tagSet()).hasSize(1);
        s3.deleteBucketTagging(b -> b.bucket(BUCKET));
        assertBucketIsUnharmed();
    }

    @Test
    void keepsLifecycleRulesUntilTheyAreDeleted() {
        LifecycleRule rule = LifecycleRule.builder()
                .id("expire")
                .status(ExpirationStatus.ENABLED)
                .filter(f -> f.prefix("tmp/"))
                .expiration(e -> e.days(1))
                .build();
        s3.putBucketLifecycleConfiguration(
                b -> b.bucket(BUCKET).lifecycleConfiguration(c -> c.rules(Collections.singletonList(rule))));

        assertThat(s3.getBucketLifecycleConfiguration(b -> b.bucket(BUCKET)).rules())
                .hasSize(1);
        s3.deleteBucketLifecycle(b -> b.bucket(BUCKET));
        assertBucketIsUnharmed();
    }

    @Test
    void refusesSettingsItDoesNotKeepWithoutHarm() {
        assertError(501, "NotImplemented", () -> s3.deleteBucketPolicy(b -> b.bucket(BUCKET)));
        assertError(501, "NotImplemented", () -> s3.deleteBucketWebsite(b -> b.bucket(BUCKET)));
        assertError(404, "NoSuchBucket", () -> s3.getBucketEncryption(b -> b.bucket("no-such-bucket")));
        assertBucketIsUnharmed();
    }

    @Test
    void forgetsSettingsWithTheirBucket() {
        s3.createBucket(b -> b.bucket("short-lived"));
        s3.putBucketTagging(b -> b.bucket("short-lived")
                .tagging(t -> t.tagSet(Tag.builder().key("a").value("b").build())));
        s3.deleteBucket(b -> b.bucket("short-lived"));
        s3.createBucket(b -> b.bucket("short-lived"));

        assertError(404, "NoSuchTagSet", () -> s3.getBucketTagging(b -> b.bucket("short-lived")));
        s3.deleteBucket(b -> b.bucket("short-lived"));
    }

    private ServerSideEncryption encryption() {
        return s3.getBucketEncryption(b -> b.bucket(BUCKET))
                .serverSideEncryptionConfiguration()
                .rules()
                .get(0)
                .applyServerSideEncryptionByDefault()
                .sseAlgorithm();
    }

    private void assertBucketIsUnharmed() {
        assertThat(s3.listObjectsV2(b -> b.bucket(BUCKET)).contents()).hasSize(1);
    }

    private static void assertError(int status, String code, Runnable call) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(S3Exception.class, e -> {
            assertThat(e.statusCode()).isEqualTo(status);
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
        });
    }
}
