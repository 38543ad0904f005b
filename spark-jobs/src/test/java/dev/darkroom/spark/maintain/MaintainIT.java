package dev.darkroom.spark.maintain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.core.event.PhotoChanged;
import dev.darkroom.core.event.PhotoDerived;
import dev.darkroom.core.event.PhotoUploaded;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.Photos;
import dev.darkroom.core.photo.Upload;
import dev.darkroom.core.port.Blob;
import dev.darkroom.core.port.BlobStore;
import dev.darkroom.spark.it.TestLake;
import dev.darkroom.spark.lake.Lake;
import dev.darkroom.spark.maintain.MaintainResult.TableResult;
import dev.darkroom.stores.StoresConfig;
import dev.darkroom.stores.s3.S3BlobStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** Upkeep of the real tables, stopped in the middle and with syncs in between: no row and no offset is lost. */
final class MaintainIT {
    private final TestLake lake = TestLake.open();
    private final UserId ada = new UserId("ada-" + UUID.randomUUID());

    @Test
    void everyRowAndTheOffsetsOutliveWhatIsRemoved() {
        sync("one");
        delete("one");
        sync("two");
        String orphan = "warehouse/archive/photos/data/orphan-" + UUID.randomUUID() + ".parquet";
        StoresConfig config = StoresConfig.from(lake.environment());
        try (BlobStore bucket = new S3BlobStore(config.s3(), config.lakeBucket())) {
            bucket.put(orphan, Blob.of(new byte[] {1}, "application/octet-stream"));

            // Stopped after its first step; a sync comes in between.
            assertThat(deleteFiles()).isPositive();
            new MaintainedTable(lake.spark(), Lake.PHOTOS).compact();
            assertThat(deleteFiles()).isZero();
            sync("three");
            List<String> rows = rows();
            MaintainResult result = run();

            TableResult photos = result.tables().get(0);
            assertThat(photos.table()).isEqualTo("photos");
            assertThat(photos.compactions()).isPositive();
            assertThat(photos.orphans()).isPositive();
            assertThat(photos.snapshots().get(1)).isLessThan(photos.snapshots().get(0));
            assertThat(bucket.head(orphan)).isEmpty();
            assertThat(rows()).isEqualTo(rows);
            assertThat(photos.rows()).isEqualTo(lake.spark().table(Lake.PHOTOS).count());
        }
        assertThat(lake.sync().events()).as("events that are read again").isZero();

        TableResult again = run().tables().get(0);
        assertThat(again.compactions()).as("with nothing to do").isZero();
        assertThat(again.rows()).isEqualTo(lake.spark().table(Lake.PHOTOS).count());
        assertThat(lake.sync().events()).isZero();
        sync("four");
        assertThat(rows()).hasSize(4);
    }

    @Test
    void contentIsTheSameInAnyOrderAndDiffersWithAnyValue() {
        TableContent content = content("(1, 'a', NULL), (2, NULL, 'b')");

        assertThat(content("(2, NULL, 'b'), (1, 'a', NULL)")).isEqualTo(content);
        assertThat(content("(1, NULL, 'a'), (2, NULL, 'b')")).isNotEqualTo(content);
        assertThat(content("(1, 'a', NULL)")).isNotEqualTo(content);
        assertThat(content("(1, 'a', NULL), (2, NULL, 'b'), (2, NULL, 'b')")).isNotEqualTo(content);
        assertThat(TableContent.of(lake.spark().sql("SELECT map('x', 1, 'y', 2) m")))
                .isEqualTo(TableContent.of(lake.spark().sql("SELECT map('y', 2, 'x', 1) m")));
    }

    @Test
    void aTableThatIsNotThereIsNamed() {
        MaintainOptions options = new MaintainOptions(List.of("nothing"), Duration.ZERO, Duration.ZERO);

        assertThatThrownBy(() -> new MaintainJob(lake.spark(), options).run())
                .hasMessage("There is no table lake.archive.nothing");
    }

    private TableContent content(String values) {
        return TableContent.of(lake.spark().sql("SELECT * FROM VALUES " + values + " AS t(id, one, other)"));
    }

    private MaintainResult run() {
        MaintainOptions options = new MaintainOptions(List.of("photos", "derivations"), Duration.ZERO, Duration.ZERO);
        return new MaintainJob(lake.spark(), options).run();
    }

    private void sync(String seed) {
        Upload upload = Photos.upload(ada, seed);
        lake.stores().events().publish(new PhotoUploaded(upload, 1));
        lake.stores()
                .events()
                .publish(new PhotoDerived(Photos.completed(upload, 2, Photos.richMetadata()), Instant.now()));
        lake.sync();
    }

    private void delete(String seed) {
        lake.stores()
                .events()
                .publish(PhotoChanged.deleted(ada, Photos.upload(ada, seed).id(), 3, Instant.now()));
    }

    private long deleteFiles() {
        lake.spark().sql("REFRESH TABLE " + Lake.PHOTOS);
        return lake.spark().table(Lake.PHOTOS + ".delete_files").count();
    }

    private List<String> rows() {
        lake.spark().sql("REFRESH TABLE " + Lake.PHOTOS);
        return lake.spark().table(Lake.PHOTOS).where("user_id = '" + ada + "'").collectAsList().stream()
                .map(Row::toString)
                .sorted()
                .toList();
    }
}
