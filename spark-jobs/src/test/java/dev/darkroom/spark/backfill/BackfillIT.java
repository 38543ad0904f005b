package dev.darkroom.spark.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.darkroom.core.error.ArchivedException;
import dev.darkroom.core.error.Reason;
import dev.darkroom.core.event.PhotoChanged;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.DerivedRenditions;
import dev.darkroom.core.photo.ObjectKeys;
import dev.darkroom.core.photo.Photo;
import dev.darkroom.core.photo.Rendition;
import dev.darkroom.core.port.Blob;
import dev.darkroom.core.port.Restore;
import dev.darkroom.core.transform.TransformId;
import dev.darkroom.core.transform.TransformInput;
import dev.darkroom.imaging.hash.Measuring;
import dev.darkroom.imaging.rendition.RecipeFile;
import dev.darkroom.imaging.rendition.RenditionRecipe;
import dev.darkroom.local.process.StackException;
import dev.darkroom.spark.backfill.BackfillOptions.Pace;
import dev.darkroom.spark.backfill.BackfillOptions.Scope;
import dev.darkroom.spark.it.JobChild;
import dev.darkroom.spark.it.RealPhotos;
import dev.darkroom.spark.it.TestLake;
import dev.darkroom.spark.lake.Lake;
import dev.darkroom.stores.StoresConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.spark.sql.Row;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backfills of real pictures on the real stores: what each photo becomes, and that a run which dies is just run again. */
final class BackfillIT {
    private static final Pace SMALL = pace(Long.MAX_VALUE, Duration.ofMinutes(5), true);

    private static final Restore RESTORE = new Restore(1, Restore.Tier.BULK);

    private static TestLake lake;

    private final UserId ada = new UserId("ada-" + UUID.randomUUID());
    private final List<TransformId> registered = new ArrayList<>();

    @BeforeAll
    static void open() {
        lake = TestLake.open();
    }

    @AfterEach
    void retire() {
        registered.forEach(id -> lake.stores().transforms().retire(id, "test"));
    }

    @Test
    void everyExpectedPhotoIsDoneFailedOrExcludedAndASecondRunReadsNothing() {
        RealPhotos photos = new RealPhotos(lake.stores(), ada);
        Photo good = photos.develop(1);
        Photo lost = photos.develop(2);
        Photo poison = photos.develop("no picture at all".getBytes(StandardCharsets.UTF_8));
        Photo deleted = photos.develop(3);
        Photo cold = photos.develop(5);
        lake.sync();
        lake.stores().blobs().deleteAll(List.of(ObjectKeys.original(ada, lost.id())));
        // Deleted while the lake still expects it: the run meets a row that is gone, its original still there.
        lake.stores().catalog().delete(ada, deleted.id());
        Photo late = photos.develop(4);
        photos.freeze(cold, StoresConfig.from(lake.environment()));
        TransformId shadow = shadow(41);

        BackfillPlan plan = job(shadow, SMALL).plan();
        assertThat(plan.expected()).isEqualTo(5);
        assertThat(plan.work()).isEqualTo(5);
        assertThat(plan.storage()).isEqualTo(Map.of("STANDARD", 3L, "GLACIER", 1L, "missing", 1L));

        BackfillResult first = job(shadow, SMALL).run();

        assertThat(first.addsUp()).as(first.toString()).isTrue();
        assertThat(first.state()).isEqualTo("complete");
        assertThat(first.expected()).isEqualTo(5);
        assertThat(first.done()).isEqualTo(1);
        assertThat(first.failed()).isEqualTo(Map.of("original-missing", 1L, "unsupported-format", 1L));
        assertThat(first.excluded()).isEqualTo(Map.of("deleted", 1L, "needs-restore", 1L));
        assertThat(first.restoresBegun()).as("nobody asked for one").isZero();
        assertThat(first.objectsRead()).isEqualTo(3);
        assertThat(stored(shadow, good)).as("files under the recipe's own name").hasSize(2);
        assertThat(stored(shadow, deleted)).isEmpty();
        assertThat(stored(shadow, poison)).isEmpty();
        DerivedRenditions kept = lake.stores()
                .renditions()
                .findAll(ada, List.of(good.id()), shadow)
                .get(good.id());
        assertThat(kept.renditions()).extracting(Rendition::size).containsExactly(320, 160);
        assertThat(features(shadow)).hasSize(1);

        BackfillResult second = job(shadow, SMALL).run();

        assertThat(second.objectsRead()).isZero();
        assertThat(second.before()).isEqualTo(5);
        assertThat(second.addsUp()).isTrue();

        // The archive goes on: one photo is gone for good, one has come, and one that was lost is found.
        lake.stores().events().publish(PhotoChanged.deleted(ada, deleted.id(), deleted.version() + 1, Instant.now()));
        lake.stores().blobs().put(ObjectKeys.original(ada, lost.id()), Blob.of(RealPhotos.picture(2), "image/jpeg"));
        lake.sync();
        BackfillResult afterwards = job(shadow, SMALL, Set.of(Reason.ORIGINAL_MISSING), Optional.of(RESTORE))
                .run();

        assertThat(afterwards.addsUp()).as(afterwards.toString()).isTrue();
        assertThat(afterwards.expected()).isEqualTo(5);
        assertThat(afterwards.done()).isEqualTo(3);
        assertThat(afterwards.failed()).isEqualTo(Map.of("unsupported-format", 1L));
        assertThat(afterwards.excluded()).isEqualTo(Map.of("needs-restore", 1L));
        assertThat(afterwards.restoresBegun()).isEqualTo(1);
        assertThat(afterwards.objectsRead()).isEqualTo(2);
        assertThat(stored(shadow, late)).hasSize(2);

        String original = ObjectKeys.original(ada, cold.id());
        await().ignoreExceptionsInstanceOf(ArchivedException.class)
                .until(() -> lake.stores().blobs().read(original, 1 << 20), Optional::isPresent);
        BackfillResult restored =
                job(shadow, SMALL, Set.of(), Optional.of(RESTORE)).run();

        assertThat(restored.addsUp()).as(restored.toString()).isTrue();
        assertThat(restored.done()).isEqualTo(4);
        assertThat(restored.excluded()).isEmpty();
        assertThat(restored.restoresBegun()).isZero();
        assertThat(restored.objectsRead()).as("only what was cold").isEqualTo(1);
        assertThat(ledger(shadow)).as("one entry of each photo").isEqualTo(5);
        assertThat(stored(shadow, cold)).hasSize(2);
    }

    @Test
    void whatATransformMeasuresIsDataOfTheLake() {
        new RealPhotos(lake.stores(), ada).develop(10);
        lake.sync();
        TransformId measures = Measuring.id();
        lake.stores().transforms().adopt(measures, TransformInput.ORIGINAL, "measures", "test");
        lake.stores()
                .transforms()
                .adopt(RenditionRecipe.DEFAULT.id(), TransformInput.ORIGINAL, "sizes = 1200, 600, 300, 150", "test");

        assertThat(job(measures, bounded(2)).run().done()).isEqualTo(1);

        assertThat(features(measures)).hasSize(1).allSatisfy(row -> {
            Map<String, Double> numbers = row.getJavaMap(row.fieldIndex("numbers"));
            assertThat(numbers.get("brightness")).isBetween(0.3, 0.7);
        });
    }

    /**
     * At the ledger's commit, the data is committed already. Who is told to end finishes that and says what is left; killed,
     * it leaves the half that must be taken back.
     */
    @Test
    void stoppedOrKilledAtACommitItIsRunAgainAndRepeatsOnlyWhatWasOpen(@TempDir Path folder)
            throws IOException, StackException, InterruptedException, SQLException {
        RealPhotos photos = new RealPhotos(lake.stores(), ada);
        for (int seed = 20; seed < 26; seed++) {
            photos.develop(seed);
        }
        lake.sync();
        TransformId shadow = shadow(43);
        try (JobChild stopped = backfill(folder, shadow, "--max-photos=2")) {
            whenItCommits(stopped, stopped::stop);
            assertThat(stopped.exitCode()).as(stopped.err()).isZero();
            assertThat(stopped.out())
                    .as(stopped.err())
                    .contains("\"state\":\"partial\"", "\"done\":2,", "\"remaining\":4,");
        }
        try (JobChild killed = backfill(folder, shadow, "--batch-photos=2")) {
            whenItCommits(killed, killed::kill);
        }
        assertThat(ledger(shadow)).isEqualTo(2);
        assertThat(features(shadow)).as("data of the open batches").hasSizeGreaterThan(2);

        // No batch gets beyond its first photo.
        BackfillResult again =
                job(shadow, pace(Long.MAX_VALUE, Duration.ofNanos(1), true)).run();

        assertThat(again.before()).isEqualTo(2);
        assertThat(again.batches()).as("what slow batches left is cut anew").isGreaterThan(2);
        assertThat(again.objectsRead())
                .as("nothing that was committed is read again")
                .isEqualTo(4);
        assertThat(again.done()).isEqualTo(6);
        assertThat(again.addsUp()).isTrue();
        assertThat(ledger(shadow)).isEqualTo(6);
        assertThat(features(shadow))
                .extracting(row -> row.<String>getAs("photo_id"))
                .hasSize(6)
                .doesNotHaveDuplicates();
    }

    private JobChild backfill(Path folder, TransformId shadow, String bound) throws IOException, StackException {
        return JobChild.start(lake.environment(), folder, "backfill", "--transform=" + shadow, "--users=" + ada, bound);
    }

    private void whenItCommits(JobChild child, ThrowingCallable what) throws SQLException {
        try (HeldTable held = HeldTable.hold(lake.environment(), "derivations")) {
            await().atMost(Duration.ofMinutes(3)).until(() -> {
                assertThat(child.isAlive()).as(child.out() + child.err()).isTrue();
                return held.isWaitedFor();
            });
            assertThatCode(what).doesNotThrowAnyException();
        }
    }

    @Test
    void aVersionThatNobodyRegisteredIsRefused() {
        assertThatThrownBy(() ->
                        job(TransformId.of("renditions", 9, "of nobody"), SMALL).run())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is registered");
    }

    private static Pace bounded(long photos) {
        return pace(photos, SMALL.batchTime(), false);
    }

    private static Pace pace(long photos, Duration batchTime, boolean sandbox) {
        return new Pace(
                photos, Duration.ofMinutes(5), new BatchSize(64L << 20, 2), batchTime, 2, sandbox, Optional.empty());
    }

    private BackfillJob job(TransformId transform, Pace pace) {
        return job(transform, pace, Set.of(), Optional.empty());
    }

    private BackfillJob job(TransformId transform, Pace pace, Set<Reason> again, Optional<Restore> restore) {
        Scope ofAda = new Scope(Optional.empty(), List.of(ada));
        return new BackfillJob(
                lake.spark(),
                new BackfillOptions(lake.environment(), transform, ofAda, again, restore, pace),
                Progress.none());
    }

    /** A recipe of its own for each test. */
    private TransformId shadow(int quality) {
        String definition = "sizes = 320, 160\nquality = " + quality + "\n";
        TransformId id = RecipeFile.parse(definition).id();
        lake.stores().transforms().register(id, TransformInput.ORIGINAL, definition, "test");
        registered.add(id);
        return id;
    }

    private List<String> stored(TransformId recipe, Photo photo) {
        List<String> keys = new ArrayList<>();
        lake.stores().blobs().list(ObjectKeys.renditions(recipe, ada, photo.id()), info -> keys.add(info.key()));
        return keys;
    }

    private List<Row> features(TransformId transform) {
        return rows(Lake.FEATURES, transform);
    }

    private long ledger(TransformId transform) {
        return rows(Lake.DERIVATIONS, transform).size();
    }

    private List<Row> rows(String table, TransformId transform) {
        lake.spark().sql("REFRESH TABLE " + table);
        return lake.spark()
                .table(table)
                .where("transform = '" + transform + "' AND user_id = '" + ada + "'")
                .collectAsList();
    }
}
