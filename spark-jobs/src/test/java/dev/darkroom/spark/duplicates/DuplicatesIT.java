package dev.darkroom.spark.duplicates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.core.event.PhotoChanged;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.DuplicateGroup;
import dev.darkroom.core.photo.DuplicateGroup.Kind;
import dev.darkroom.core.photo.Photo;
import dev.darkroom.spark.it.TestLake;
import dev.darkroom.spark.it.WholePhotos;
import dev.darkroom.spark.lake.Lake;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** Groups in the real lake and the real stores, through a life: found, found again, torn by a deletion, whole again. */
final class DuplicatesIT {
    private final TestLake lake = TestLake.open();
    private final UserId ada = new UserId("ada-" + UUID.randomUUID());
    private final WholePhotos photos = new WholePhotos(lake, ada);

    @Test
    void groupsAreToldOnceAndFollowTheirPhotos() {
        // All pictures of WholePhotos have the same perceptual hash.
        Photo one = photos.develop("one");
        Photo two = photos.develop("two");
        Photo stranger = new WholePhotos(lake, new UserId("bob-" + UUID.randomUUID())).develop("one");
        lake.sync();

        DuplicatesResult found = run();

        assertThat(found.groups()).isEqualTo(Map.of("near", 1L));
        assertThat(found.photos()).isEqualTo(2);
        assertThat(found.changed()).isEqualTo(2);
        DuplicateGroup group = now(one).duplicates().orElseThrow();
        assertThat(group.kind()).isEqualTo(Kind.NEAR);
        assertThat(group.id()).isEqualTo(one.id());
        assertThat(group.photos()).isEqualTo(2);
        assertThat(now(two).duplicates()).contains(group);
        assertThat(now(stranger).duplicates()).isEmpty();
        assertThat(table()).extracting(row -> row.getAs("run_id")).containsOnly(found.runId());
        assertThat(lake.sync().events()).as("of changed photos").isEqualTo(2);

        long written = lake.snapshot(Lake.DUPLICATES);
        assertThat(run().changed()).isZero();
        assertThat(lake.snapshot(Lake.DUPLICATES)).as("nothing was written").isEqualTo(written);

        lake.spark().sql("DELETE FROM " + Lake.DUPLICATES + " WHERE user_id = '" + ada + "'");
        assertThat(run().changed())
                .as("after a crash before the table was written")
                .isEqualTo(2);
        assertThat(now(one).version())
                .as("no row is changed by telling it again")
                .isEqualTo(one.version() + 1);
        assertThat(table()).hasSize(2);

        delete(one);
        lake.sync();
        DuplicatesResult torn = run();
        assertThat(torn.groups()).isEmpty();
        assertThat(torn.changed()).isEqualTo(2);
        assertThat(torn.gone()).isEqualTo(1);
        assertThat(now(two).duplicates()).isEmpty();
        assertThat(table()).isEmpty();

        photos.develop("one");
        lake.sync();
        assertThat(run().changed()).isEqualTo(2);
        delete(one);
        photos.develop("one");
        lake.sync();
        assertThat(now(one).duplicates()).as("uploaded again").isEmpty();
        run();
        assertThat(now(one).duplicates()).isPresent();
    }

    private DuplicatesResult run() {
        DuplicatesOptions options =
                new DuplicatesOptions(lake.environment(), Optional.of(ada), 6, Duration.ofSeconds(1), 500);
        return new DuplicatesJob(lake.spark(), options).run();
    }

    private void delete(Photo photo) {
        Photo deleted = lake.stores().catalog().delete(ada, photo.id()).orElseThrow();
        lake.stores().events().publish(PhotoChanged.deleted(ada, photo.id(), deleted.version(), Instant.now()));
        lake.stores().catalog().purge(ada, photo.id());
    }

    private Photo now(Photo photo) {
        return lake.stores().catalog().find(photo.owner(), photo.id()).orElseThrow();
    }

    private List<Row> table() {
        lake.spark().sql("REFRESH TABLE " + Lake.DUPLICATES);
        return lake.spark()
                .table(Lake.DUPLICATES)
                .where("user_id = '" + ada + "'")
                .collectAsList();
    }
}
