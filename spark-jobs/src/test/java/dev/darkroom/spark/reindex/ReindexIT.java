package dev.darkroom.spark.reindex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.Photo;
import dev.darkroom.core.port.IndexChange;
import dev.darkroom.core.port.IndexOutcome;
import dev.darkroom.core.port.PhotoIndex;
import dev.darkroom.core.port.SearchQuery;
import dev.darkroom.spark.it.TestLake;
import dev.darkroom.spark.it.WholePhotos;
import dev.darkroom.stores.StoresConfig;
import dev.darkroom.stores.elasticsearch.ElasticsearchPhotoIndex;
import dev.darkroom.stores.elasticsearch.ElasticsearchRebuild;
import dev.darkroom.stores.elasticsearch.ElasticsearchSchema;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/**
 * The real index is replaced while photos are tagged, added and deleted, and while somebody searches: the index then has
 * what the catalogue has, and the searches saw neither an error nor less than was there.
 */
final class ReindexIT {
    private final TestLake lake = TestLake.open();
    private final URI elasticsearch = StoresConfig.from(lake.environment()).elasticsearch();
    private final UserId ada = new UserId("ada-" + UUID.randomUUID());
    private final WholePhotos photos = new WholePhotos(lake, ada);
    private final AtomicBoolean over = new AtomicBoolean();

    @Test
    void changesGoOnAndSearchesSeeNoGap() {
        List<Photo> resting = List.of(photos.develop("a"), photos.develop("b"), photos.develop("c"));
        Photo changing = photos.develop("changing");
        CompletableFuture<Integer> searches = CompletableFuture.supplyAsync(() -> search(resting));
        CompletableFuture<Integer> changes = CompletableFuture.supplyAsync(() -> change(changing));

        ReindexResult result = reindex();
        over.set(true);

        assertThat(searches.join()).as("searches").isGreaterThan(10);
        assertThat(changes.join()).as("changes").isGreaterThan(3);
        assertThat(result.copied()).isGreaterThanOrEqualTo(4);
        assertThat(result.caughtUp()).isPositive();
        lake.stores().index().refresh();
        Map<PhotoId, Long> expected = new HashMap<>();
        lake.stores().catalog().scan(ada, photo -> expected.put(photo.id(), photo.version()));
        assertThat(documents(lake.stores().index())).isEqualTo(expected);
        Photo last = lake.stores().catalog().find(ada, changing.id()).orElseThrow();
        assertThat(found(last.tags().get(0))).containsExactly(changing.id());

        try (ElasticsearchRebuild rebuild = new ElasticsearchRebuild(elasticsearch);
                PhotoIndex previous = new ElasticsearchPhotoIndex(elasticsearch, result.previous())) {
            assertThat(rebuild.serving()).isEqualTo(result.index()).isNotEqualTo(result.previous());
            assertThat(documents(previous)).as("kept").isNotEmpty();
            ReindexResult again = reindex();
            assertThat(again.previous()).isEqualTo(result.index());
            assertThatThrownBy(() -> documents(previous))
                    .as("only one is kept: what is deleted by now is in it")
                    .hasMessageContaining("no such index");
            assertThat(rebuild.dropPrevious()).isTrue();
            assertThat(rebuild.dropPrevious()).isFalse();
            assertThat(ElasticsearchSchema.ensure(elasticsearch))
                    .as("nothing is missing")
                    .isFalse();
            assertThat(rebuild.serving()).isEqualTo(again.index());
        }
    }

    @Test
    void whatARunThatDiedHasLeftIsMended() {
        try (ElasticsearchRebuild rebuild = new ElasticsearchRebuild(elasticsearch)) {
            String left = rebuild.begin();
            rebuild.pauseChanges();
            Photo photo = photos.unknown("late");
            assertThat(remove(photo)).as("while changes are refused").isInstanceOf(IndexOutcome.Retry.class);

            ElasticsearchSchema.ensure(elasticsearch);
            assertThat(remove(photo)).as("after provisioning").isInstanceOf(IndexOutcome.Applied.class);
            rebuild.pauseChanges();
            String next = rebuild.begin();
            assertThat(remove(photo)).as("after another begin").isNotInstanceOf(IndexOutcome.Retry.class);

            assertThat(next).isNotEqualTo(left);
            try (PhotoIndex gone = new ElasticsearchPhotoIndex(elasticsearch, left)) {
                assertThat(gone.apply(List.of(new IndexChange.Remove(ada, photo.id(), 1)))
                                .join())
                        .as("the index that was left is gone")
                        .first()
                        .isNotInstanceOf(IndexOutcome.Stale.class);
            }
        }
    }

    private ReindexResult reindex() {
        return new ReindexJob(lake.spark(), new ReindexOptions(lake.environment(), 100_000)).run();
    }

    private IndexOutcome remove(Photo photo) {
        return lake.stores()
                .index()
                .apply(List.of(new IndexChange.Remove(ada, photo.id(), photo.version())))
                .join()
                .get(0);
    }

    /** Searches until it is over; how often. */
    private int search(List<Photo> resting) {
        List<PhotoId> ids = resting.stream().map(Photo::id).toList();
        int searches = 0;
        while (!over.get()) {
            List<PhotoId> hits =
                    lake.stores().index().search(SearchQuery.all(ada, 200)).hits();
            assertThat(hits).as("search %s", searches).containsAll(ids);
            searches++;
        }
        return searches;
    }

    /** Tags, adds and deletes, and tells the index, as the jobs of the pipeline would; how often. */
    private int change(Photo changing) {
        int changes = 0;
        while (!over.get()) {
            changes++;
            tell(new IndexChange.Upsert(lake.stores()
                    .catalog()
                    .tag(ada, changing.id(), List.of("tag" + changes))
                    .orElseThrow()));
            Photo added = photos.develop("added" + changes);
            tell(new IndexChange.Upsert(added));
            if (changes % 2 == 0) {
                Photo deleted = lake.stores().catalog().delete(ada, added.id()).orElseThrow();
                lake.stores().catalog().purge(ada, added.id());
                tell(new IndexChange.Remove(ada, added.id(), deleted.version()));
            }
        }
        return changes;
    }

    private void tell(IndexChange change) {
        while (lake.stores().index().apply(List.of(change)).join().get(0) instanceof IndexOutcome.Retry) {
            Thread.onSpinWait();
        }
    }

    private List<PhotoId> found(String tag) {
        SearchQuery all = SearchQuery.all(ada, 10);
        return lake.stores()
                .index()
                .search(new SearchQuery(
                        ada,
                        all.text(),
                        all.from(),
                        all.until(),
                        all.within(),
                        all.near(),
                        List.of(),
                        all.camera(),
                        Optional.of(tag),
                        false,
                        all.order(),
                        10,
                        0))
                .hits();
    }

    private Map<PhotoId, Long> documents(PhotoIndex index) {
        Map<PhotoId, Long> documents = new HashMap<>();
        index.scan(ada, documents::put);
        return documents;
    }
}
