package dev.darkroom.local.objects;

import static dev.darkroom.local.objects.StoreFixture.BUCKET;
import static dev.darkroom.local.objects.StoreFixture.query;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Listings are in the order of UTF-8, whole over all their pages, and as quick in a big bucket as in a small one. */
final class ListingsTest {
    @TempDir
    Path dir;

    @Test
    void listsGroupsOnceAndGoesOnAfterThem() throws IOException {
        try (StoreFixture fixture = new StoreFixture(dir)) {
            for (String key : List.of("a", "b/1", "b/2", "b/2/x", "b0", "c/", "c/d/e", "\uFF5E", "\uD83D\uDE00")) {
                fixture.put(key, "x");
            }
            ListPage<StoredObject> all = fixture.store.listings().objects(query("", "/", "", 1000));
            assertThat(keys(all)).containsExactly("a", "b0", "\uFF5E", "\uD83D\uDE00");
            assertThat(all.prefixes()).containsExactly("b/", "c/");
            assertThat(all.next()).isEmpty();

            List<String> paged = new ArrayList<>();
            Optional<String> after = Optional.of("");
            while (after.isPresent()) {
                ListPage<StoredObject> page = fixture.store.listings().objects(query("", "/", after.get(), 1));
                paged.addAll(keys(page));
                paged.addAll(page.prefixes());
                after = page.next();
            }
            assertThat(paged).containsExactly("a", "b/", "b0", "c/", "\uFF5E", "\uD83D\uDE00");

            ListPage<StoredObject> deeper = fixture.store.listings().objects(query("b/", "/", "", 1000));
            assertThat(keys(deeper)).containsExactly("b/1", "b/2");
            assertThat(deeper.prefixes()).containsExactly("b/2/");
            assertThat(keys(fixture.store.listings().objects(query("b/", "", "b/1", 1000))))
                    .containsExactly("b/2", "b/2/x");
            assertThat(fixture.store.listings().objects(query("", "", "", 0)).entries())
                    .isEmpty();
        }
    }

    @Test
    void listsAHundredThousandKeysPageByPageInSeconds() throws Exception {
        try (StoreFixture fixture = new StoreFixture(dir)) {
            fixture.put("model", "x");
        }
        fill(100_000);
        try (ObjectStore store = ObjectStore.open(dir, Clock.systemUTC())) {
            long begun = processorNanos();
            int seen = 0;
            Optional<String> after = Optional.of("");
            while (after.isPresent()) {
                ListPage<StoredObject> page = store.listings().objects(query("many/", "", after.get(), 1000));
                seen += page.entries().size();
                after = page.next();
            }
            assertThat(seen).isEqualTo(100_000);
            assertThat(store.listings().objects(query("many/", "/", "", 1000)).prefixes())
                    .hasSize(100);
            assertThat(store.listings().objects(query("", "/", "", 1000)).prefixes())
                    .containsExactly("many/");
            assertThat(Duration.ofNanos(processorNanos() - begun)).isLessThan(Duration.ofSeconds(5));
        }
        assertThat(Files.size(dir.resolve("index.sqlite"))).isLessThan(60L << 20);
    }

    /** Not the time on the wall, of which a busy machine takes any amount. */
    private static long processorNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** Rows alone, since it is the index that is listed. */
    private void fill(int count) throws Exception {
        try (Session session = Session.open("jdbc:sqlite:" + dir.resolve("index.sqlite"), List.of())) {
            session.update("INSERT INTO object SELECT bucket, CAST(printf('many/%02d/%06d.jpg', n % 100, n) AS BLOB),"
                    + " place, n + 10000, version, kind, modified, segments, etag, class, checksum, headers, tags, upload"
                    + " FROM object, (WITH RECURSIVE numbers(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers"
                    + " WHERE n + 1 < " + count + ") SELECT n FROM numbers) WHERE bucket = '" + BUCKET + "'");
        }
    }

    private static List<String> keys(ListPage<StoredObject> page) {
        return page.entries().stream().map(object -> object.name().key()).toList();
    }
}
