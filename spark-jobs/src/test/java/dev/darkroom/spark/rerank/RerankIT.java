package dev.darkroom.spark.rerank;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.core.event.PhotoChanged;
import dev.darkroom.core.event.PhotoViewed;
import dev.darkroom.core.event.Topic;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.Photo;
import dev.darkroom.core.port.IndexChange;
import dev.darkroom.local.process.StackException;
import dev.darkroom.spark.it.ServingChild;
import dev.darkroom.spark.it.TestLake;
import dev.darkroom.spark.it.WholePhotos;
import dev.darkroom.spark.lake.Lake;
import dev.darkroom.spark.rerank.RerankResult.Outcome;
import dev.darkroom.spark.sync.LakeSyncResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is opened from searches decides the order of later ones; what is deleted has never been looked at. */
final class RerankIT {
    private static final RankWeights VIEWS = new RankWeights(0, 365, 1, 60, 3, 0, 500, 0, 0, 40, 0.5);
    private static final RankWeights AGE = new RankWeights(1, 365, 0, 60, 3, 0, 500, 0, 0, 40, 0.5);

    private final TestLake lake = TestLake.open();
    private final UserId ada = new UserId("ada-" + UUID.randomUUID());
    private final WholePhotos photos = new WholePhotos(lake, ada);

    @TempDir
    private Path folder;

    @Test
    void whatIsOpenedComesFirstUnlessItsPhotoGoes() throws IOException, StackException, InterruptedException {
        Photo oldest = photos.develop("harbour-1");
        Photo middle = photos.develop("harbour-2");
        Photo newest = photos.develop("harbour-3");
        try (ServingChild serving = ServingChild.start(lake.environment(), folder, ada)) {
            assertThat(search(serving)).containsExactly(id(newest), id(middle), id(oldest));
            int judging = open(serving, oldest);
            RerankOptions options = options(VIEWS, judging);
            long searched = count(Lake.SEARCHES) / 3;
            assertThat(count(Lake.VIEWS)).isEqualTo(searched - 1);

            RerankResult tooFew = run(options(VIEWS, judging + 1));
            assertThat(tooFew.outcome()).isEqualTo(Outcome.TOO_FEW_SEARCHES);
            assertThat(tooFew.searches()).isEqualTo(judging);
            assertThat(tooFew.ndcgCurrent()).as("third place").isEqualTo(0.5);
            assertThat(tooFew.ndcgNew()).isEqualTo(1);
            assertThat(now(oldest)).isEqualTo(oldest);

            RerankResult written = run(options);
            assertThat(written.outcome()).isEqualTo(Outcome.WRITTEN);
            assertThat(written.changed()).isEqualTo(3);
            assertThat(now(middle).rank()).hasValue(0);
            // Within one hour all views are one, and a single view of three is a quarter.
            assertThat(now(oldest).rank()).hasValue(0.25);
            List.of(oldest, middle, newest).forEach(this::index);
            assertThat(search(serving)).containsExactly(id(oldest), id(newest), id(middle));
            assertThat(serving.get("/v1/photos/" + id(oldest)).path("rank").asDouble())
                    .isEqualTo(0.25);

            lake.sync();
            RerankResult again = run(options);
            assertThat(again.outcome()).isEqualTo(Outcome.WRITTEN);
            assertThat(again.changed()).isZero();
            assertThat(again.ndcgCurrent()).isEqualTo(1);

            RerankResult worse = run(options(AGE, judging));
            assertThat(worse.outcome()).isEqualTo(Outcome.WORSE);
            assertThat(worse.ndcgNew()).isEqualTo(0.5);
            assertThat(worse.refusal(judging)).contains("would be 0.500000 and is 1.000000. Nothing was written");
            assertThat(now(oldest).version()).isEqualTo(oldest.version() + 1);

            delete(oldest);
            PhotoViewed late =
                    new PhotoViewed(ada, oldest.id(), 2, ada, PhotoViewed.What.PHOTO, Optional.empty(), Instant.now());
            lake.stores().events().publish(late);
            lake.sync();
            assertThat(count(Lake.VIEWS)).isZero();
            assertThat(count(Lake.SEARCHES))
                    .as("of the two others, in all searches")
                    .isGreaterThanOrEqualTo(2 * searched);
            assertThat(rows(Lake.SEARCHES, "photo_id = '" + id(oldest) + "'")).isZero();
            nothingIsLeftToDo();
        }
    }

    /** Searches and opens {@code photo}, until some searches judge and some do not; gives back how many judge. */
    private int open(ServingChild serving, Photo photo) throws IOException, InterruptedException {
        int judging = 0;
        int opened = 0;
        while (judging < 2 || opened - judging < 2) {
            String search =
                    serving.get("/v1/search?q=harbour").path("search_id").asText();
            serving.get("/v1/photos/" + id(photo) + "?search=" + search);
            judging += judges(search) ? 1 : 0;
            opened++;
        }
        int views = opened;
        await().atMost(Duration.ofSeconds(30)).until(() -> told(Topic.VIEWED) == views);
        // With the search before the first opening.
        await().atMost(Duration.ofSeconds(30)).until(() -> told(Topic.SEARCHED) == views + 1);
        LakeSyncResult synced = lake.sync();
        assertThat(synced.views()).isGreaterThanOrEqualTo(views);
        assertThat(synced.searches()).isGreaterThanOrEqualTo(views + 1);
        return judging;
    }

    private static boolean judges(String search) {
        CRC32 sum = new CRC32();
        sum.update(search.getBytes(UTF_8));
        return sum.getValue() % 5 == 0;
    }

    private int told(Topic topic) {
        AtomicInteger told = new AtomicInteger();
        lake.stores()
                .events()
                .replay(topic, event -> told.addAndGet(event.owner().equals(ada) ? 1 : 0));
        return told.get();
    }

    private static List<String> search(ServingChild serving) throws IOException, InterruptedException {
        List<String> hits = new ArrayList<>();
        for (JsonNode hit : serving.get("/v1/search?q=harbour").path("hits")) {
            hits.add(hit.path("id").asText());
        }
        return hits;
    }

    private RerankOptions options(RankWeights weights, int minSearches) {
        Instant now = Instant.now().plusSeconds(1);
        return new RerankOptions(lake.environment(), Optional.of(ada), weights, now, false, minSearches, false, 500);
    }

    private RerankResult run(RerankOptions options) {
        return new RerankJob(lake.spark(), options).run();
    }

    /** As the index job does when it hears of a change. */
    private void index(Photo photo) {
        lake.stores().index().apply(List.of(new IndexChange.Upsert(now(photo)))).join();
        lake.stores().index().refresh();
    }

    private void delete(Photo photo) {
        Photo deleted = lake.stores().catalog().delete(ada, photo.id()).orElseThrow();
        lake.stores().events().publish(PhotoChanged.deleted(ada, photo.id(), deleted.version(), Instant.now()));
        lake.stores().catalog().purge(ada, photo.id());
    }

    private void nothingIsLeftToDo() {
        long views = lake.snapshot(Lake.VIEWS);
        long searches = lake.snapshot(Lake.SEARCHES);
        assertThat(lake.sync().events()).isZero();
        assertThat(lake.snapshot(Lake.VIEWS)).isEqualTo(views);
        assertThat(lake.snapshot(Lake.SEARCHES)).isEqualTo(searches);
    }

    private Photo now(Photo photo) {
        return lake.stores().catalog().find(ada, photo.id()).orElseThrow();
    }

    private static String id(Photo photo) {
        return photo.id().toString();
    }

    private long count(String table) {
        return rows(table, "true");
    }

    private long rows(String table, String condition) {
        lake.spark().sql("REFRESH TABLE " + table);
        return lake.spark()
                .table(table)
                .where("user_id = '" + ada + "' AND " + condition)
                .count();
    }
}
