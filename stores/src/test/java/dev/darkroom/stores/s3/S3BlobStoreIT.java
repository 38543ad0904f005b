package dev.darkroom.stores.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.darkroom.core.error.ArchivedException;
import dev.darkroom.core.error.UnavailableException;
import dev.darkroom.core.id.ContentHash;
import dev.darkroom.core.port.Blob;
import dev.darkroom.core.port.BlobInfo;
import dev.darkroom.core.port.BlobStore;
import dev.darkroom.core.port.BlobStoreContract;
import dev.darkroom.core.port.Restore;
import dev.darkroom.stores.LocalStores;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.StorageClass;

/** The contract, and what only S3 has: archive tiers, objects of others, wrong keys. */
final class S3BlobStoreIT extends BlobStoreContract {
    private static final S3Config CONFIG = LocalStores.config().s3();
    private static final String BUCKET = LocalStores.config().photosBucket();

    @Override
    protected BlobStore open() {
        return new S3BlobStore(CONFIG, BUCKET);
    }

    @Override
    protected BlobStore openAway() {
        return new S3BlobStore(LocalStores.away().s3(), BUCKET);
    }

    @Test
    void anArchivedObjectMustBeRestoredFirst() {
        String key = "contract/archived-" + UUID.randomUUID();
        try (BlobStore store = open();
                S3Client s3 = S3Clients.client(CONFIG)) {
            s3.putObject(
                    put -> put.bucket(BUCKET).key(key).storageClass(StorageClass.GLACIER),
                    RequestBody.fromString("frozen"));

            assertThat(store.head(key)).map(BlobInfo::storageClass).contains("GLACIER");
            assertThatThrownBy(() -> store.read(key, 100))
                    .isInstanceOf(ArchivedException.class)
                    .hasMessageContaining("GLACIER");
            assertThatThrownBy(() -> store.openRange(key, 0, 1)).isInstanceOf(ArchivedException.class);

            Restore restore = new Restore(1, Restore.Tier.STANDARD);
            assertThat(store.restore(key, restore)).isTrue();
            assertThat(store.restore(key, restore)).as("under way, or done").isFalse();
            await().ignoreExceptionsInstanceOf(ArchivedException.class)
                    .until(() -> store.read(key, 100), Optional::isPresent);
            assertThat(store.restore(key, restore)).as("only its days change").isFalse();
            store.deleteAll(List.of(key));
        }
    }

    @Test
    void anObjectThatOthersStoredHasNoHash() {
        String key = "contract/foreign-" + UUID.randomUUID();
        try (BlobStore store = open();
                S3Client s3 = S3Clients.client(CONFIG)) {
            s3.putObject(put -> put.bucket(BUCKET).key(key), RequestBody.fromString("foreign"));

            assertThat(store.head(key)).map(BlobInfo::content).contains(Optional.empty());
            store.deleteAll(List.of(key));
        }
    }

    @Test
    void theHashSurvivesACopy() {
        String key = "contract/copied-" + UUID.randomUUID();
        byte[] bytes = "copied".getBytes(UTF_8);
        try (BlobStore store = open();
                S3Client s3 = S3Clients.client(CONFIG)) {
            store.put(key, Blob.of(bytes, "text/plain"));
            s3.copyObject(copy -> copy.sourceBucket(BUCKET)
                    .sourceKey(key)
                    .destinationBucket(BUCKET)
                    .destinationKey(key + "-2"));

            assertThat(store.head(key + "-2").flatMap(BlobInfo::content)).contains(ContentHash.of(bytes));
            store.deleteAll(List.of(key, key + "-2"));
        }
    }

    @Test
    void aWrongSecretSaysWhatToCheck() {
        S3Config wrong = new S3Config(
                CONFIG.endpoint(),
                CONFIG.region(),
                CONFIG.credentials().map(pair -> new S3Config.KeyPair(pair.accessKey(), "wrong")));
        try (BlobStore store = new S3BlobStore(wrong, BUCKET)) {
            assertThatThrownBy(() -> store.read("any", 1))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("SignatureDoesNotMatch")
                    .hasMessageContaining("check its endpoint, its keys");
        }
    }

    @Test
    void aMissingBucketIsNotAMissingObject() {
        try (BlobStore store = new S3BlobStore(CONFIG, "no-such-bucket")) {
            assertThatThrownBy(() -> store.read("any", 1)).isInstanceOf(UnavailableException.class);
            assertThatThrownBy(store::check).isInstanceOf(UnavailableException.class);
        }
    }

    @Test
    void bucketsAreMadeOnce() {
        String name = "made-" + UUID.randomUUID();
        assertThat(S3Buckets.ensure(CONFIG, List.of(name, BUCKET))).containsExactly(name);
        assertThat(S3Buckets.ensure(CONFIG, List.of(name, BUCKET))).isEmpty();
    }
}
