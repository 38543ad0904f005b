package dev.darkroom.spark.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.cloud.spanner.jdbc.JdbcDriver;
import dev.darkroom.core.event.PhotoDerived;
import dev.darkroom.core.event.PhotoUploaded;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.PhotoMetadata;
import dev.darkroom.core.photo.Photos;
import dev.darkroom.core.photo.Upload;
import dev.darkroom.core.port.BlobStore;
import dev.darkroom.local.process.StackException;
import dev.darkroom.spark.it.JobChild;
import dev.darkroom.spark.it.TestLake;
import dev.darkroom.spark.lake.Lake;
import dev.darkroom.stores.StoresConfig;
import dev.darkroom.stores.s3.S3BlobStore;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A sync that is killed at the moment of its commit. The moment is made long by holding the row of the catalogue that a
 * commit changes: the rows are then written to S3 and not yet part of the table.
 */
final class LakeSyncCrashIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static TestLake lake;
    private static StoresConfig config;

    private final UserId ada = new UserId("ada-" + UUID.randomUUID());
    private final Upload harbour = Photos.upload(ada, "harbour");

    @BeforeAll
    static void bringUpToDate() {
        lake = TestLake.open();
        config = StoresConfig.from(lake.environment());
        sync();
    }

    /** Killed at the second commit, the first is done: both tables then stand at different offsets. */
    @ParameterizedTest
    @ValueSource(strings = {"photos", "derivations"})
    void killedAtItsCommitItIsRunAgainAndEveryEventIsThereOnce(String table, @TempDir Path folder)
            throws IOException, StackException, SQLException, InterruptedException {
        lake.stores().events().publish(new PhotoUploaded(harbour, 1));
        lake.stores()
                .events()
                .publish(new PhotoDerived(Photos.completed(harbour, 2, PhotoMetadata.NONE), Instant.now()));
        long photos = lake.snapshot(Lake.PHOTOS);
        long ledger = lake.snapshot(Lake.DERIVATIONS);
        Set<String> before = metadata(table);

        try (Connection connection = new JdbcDriver().connect(config.spannerUrl(), new Properties());
                Statement statement = connection.createStatement();
                JobChild job = start(connection, statement, table, folder)) {
            await().atMost(PATIENCE).until(() -> {
                // Asked within the transaction, so that it is not rolled back for being idle.
                statement.executeQuery("select 1").close();
                assertThat(job.isAlive()).as(job.out() + job.err()).isTrue();
                return !metadata(table).equals(before);
            });
            job.kill();
            connection.rollback();
        }
        assertThat(lake.snapshot(Lake.DERIVATIONS)).isEqualTo(ledger);
        assertThat(lake.snapshot(Lake.PHOTOS) == photos)
                .as("photos uncommitted")
                .isEqualTo(table.equals("photos"));

        LakeSyncResult again = sync();

        assertThat(again.events()).isEqualTo(2);
        assertThat(again.gaps()).isEmpty();
        assertThat(lake.photo(harbour.id()).orElseThrow().<Long>getAs("version"))
                .isEqualTo(2);
        assertThat(lake.ledger(harbour.id()))
                .containsExactly(Photos.METADATA + " done 2", Photos.RENDITIONS + " done 2");
        assertThat(sync().events()).isZero();
    }

    private static JobChild start(Connection connection, Statement statement, String table, Path folder)
            throws SQLException, IOException, StackException {
        JobChild job = JobChild.start(lake.environment(), folder, "lake-sync");
        connection.setAutoCommit(false);
        try (ResultSet held = statement.executeQuery(
                "update iceberg_tables set previous_metadata_location = previous_metadata_location"
                        + " where table_namespace = 'archive' and table_name = '" + table
                        + "' returning table_name")) {
            assertThat(held.next()).as("the catalogue's row of " + table).isTrue();
        }
        return job;
    }

    /** The metadata files of the table; each commit writes one before it asks for the row of the catalogue. */
    private static Set<String> metadata(String table) {
        Set<String> files = new HashSet<>();
        try (BlobStore bucket = new S3BlobStore(config.s3(), config.lakeBucket())) {
            bucket.list("warehouse/archive/" + table + "/metadata/", info -> {
                if (info.key().endsWith(".metadata.json")) {
                    files.add(info.key());
                }
            });
        }
        return files;
    }

    private static LakeSyncResult sync() {
        return new LakeSyncJob(lake.spark(), new LakeSyncOptions(lake.environment())).run();
    }
}
