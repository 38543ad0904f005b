package dev.darkroom.spark.duplicates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.core.photo.DuplicateGroup.Kind;
import dev.darkroom.spark.lake.Lake;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What hangs together, and which groups and best shots that makes, on rows made here. */
final class LinksTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private final SparkSession spark = SparkSession.builder()
            .master("local[2]")
            .appName("duplicates")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.shuffle.partitions", "2")
            .getOrCreate();
    private final LongAccumulator cutShort = spark.sparkContext().longAccumulator("cut short");
    private final List<Row> rows = new ArrayList<>();

    /** Random hashes never meet; around each of some are others at every distance from 1 to two more than is near. */
    @ParameterizedTest
    @ValueSource(ints = {1, 6, 10})
    void theBandedJoinLinksExactlyWhatComparingAllWithAllLinks(int distance) {
        Random random = new Random(distance);
        List<Long> hashes = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            long hash = random.nextLong();
            hashes.add(hash);
            hashes.add(flipped(random, hash, 1 + i % (distance + 2)));
            hashes.add(flipped(random, hashes.get(hashes.size() - 1), 1 + random.nextInt(distance + 2)));
        }
        for (int i = 0; i < hashes.size(); i++) {
            rows.add(photo(i % 7 == 0 ? "bob" : "ada", "p" + i, Map.of("perceptual_hash", hashes.get(i))));
        }
        UnionFind<String> expected = new UnionFind<>();
        Map<String, Long> hashOf = new HashMap<>();
        photos().collectAsList()
                .forEach(row ->
                        hashOf.put(row.getAs("user_id") + "/" + row.getAs("photo_id"), row.getAs("perceptual_hash")));
        List<String> keys = List.copyOf(hashOf.keySet());
        for (String one : keys) {
            for (String other : keys) {
                boolean sameOwner = one.charAt(0) == other.charAt(0);
                int bits = Long.bitCount(hashOf.get(one) ^ hashOf.get(other));
                if (sameOwner && !one.equals(other) && bits <= distance) {
                    expected.union(one, other);
                }
            }
        }

        List<Row> links = Links.near(photos(), HashBands.of(distance), 1_000, cutShort)
                .unionByName(Links.same(photos(), "perceptual_hash", Kind.NEAR))
                .collectAsList();

        UnionFind<String> found = new UnionFind<>();
        for (Row link : links) {
            String one = link.getAs("user_id") + "/" + link.getAs("a");
            String other = link.getAs("user_id") + "/" + link.getAs("b");
            assertThat(Long.bitCount(hashOf.get(one) ^ hashOf.get(other))).isLessThanOrEqualTo(distance);
            found.union(one, other);
        }
        assertThat(sets(found)).isEqualTo(sets(expected)).hasSizeGreaterThan(50);
        assertThat(cutShort.value()).isZero();
    }

    @Test
    void aCrowdedBandIsComparedWithinItsLimitAndThatIsTold() {
        int crowd = 2_000;
        for (int i = 0; i < crowd; i++) {
            // Equal in the upper half, so that many bands hold all of them; far apart in the lower.
            rows.add(photo("ada", "p" + i, Map.of("perceptual_hash", (long) i * 0x1357_9BDFL & 0xFFFF_FFFFL)));
        }

        List<Row> links = Links.near(photos(), HashBands.of(2), 50, cutShort).collectAsList();

        assertThat(cutShort.value()).isBetween((long) crowd - 50, 6L * crowd);
        assertThat(links).hasSizeLessThan(6 * crowd);
    }

    @Test
    void distancesThatNoBandsAreForAreRefused() {
        assertThatThrownBy(() -> HashBands.of(11)).hasMessage("--distance must lie in [0, 10] bits of 64: 11");
        assertThatThrownBy(() -> HashBands.of(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyKindOfLinkMakesItsGroupAndTheLoosestNeededNamesIt() {
        add("ada", "exact1", Map.of("content_hash", "c"));
        add("ada", "exact2", Map.of("content_hash", "c"));
        add("ada", "pixels1", Map.of("pixel_hash", "p", "perceptual_hash", 7L));
        add("ada", "pixels2", Map.of("pixel_hash", "p", "perceptual_hash", 7L));
        add("ada", "near1", Map.of("pixel_hash", "q", "perceptual_hash", 0xFF00L));
        add("ada", "near2", Map.of("pixel_hash", "r", "perceptual_hash", 0xFF01L));
        add("ada", "burst1", shot("X100", 0));
        add("ada", "burst2", shot("X100", 900));
        add("ada", "burst3", shot("X100", 1_900));
        add("ada", "later", shot("X100", 2_901));
        add("ada", "other camera", shot("X200", 1_000));
        add("ada", "no camera", Map.of("taken_at", Timestamp.from(NOON)));
        add("ada", "nothing", Map.of());
        add("bob", "exact1 of bob", Map.of("content_hash", "c", "pixel_hash", "p", "perceptual_hash", 7L));

        assertThat(groups())
                .isEqualTo(Map.of(
                        "exact", Set.of(Set.of("exact1", "exact2")),
                        "pixels", Set.of(Set.of("pixels1", "pixels2")),
                        "near", Set.of(Set.of("near1", "near2")),
                        "burst", Set.of(Set.of("burst1", "burst2", "burst3"))));
    }

    @Test
    void groupsThatShareAPhotoAreOne() {
        add("ada", "a", Map.of("pixel_hash", "p"));
        add("ada", "b", Map.of("pixel_hash", "p", "perceptual_hash", 1L));
        add("ada", "c", Map.of("perceptual_hash", 3L, "taken_at", Timestamp.from(NOON), "camera", "X100"));
        add("ada", "d", shot("X100", 10));

        assertThat(groups()).isEqualTo(Map.of("burst", Set.of(Set.of("a", "b", "c", "d"))));
        List<Row> members = found().collectAsList();
        assertThat(members).extracting(row -> row.getAs("group_id")).containsOnly("a");
        assertThat(members).extracting(row -> row.getAs("photos")).containsOnly(4);
    }

    @Test
    void theBestShotIsTheOneWithMostStarsThenOfTheHighestScore() {
        assertThat(best(Map.of("sharpness", 800.0), Map.of("sharpness", 400.0))).isEqualTo("one");
        assertThat(best(Map.of("sharpness", 400.0), Map.of("sharpness", 800.0))).isEqualTo("other");
        assertThat(best(Map.of("sharpness", 800.0, "rating", -1), Map.of("sharpness", 400.0)))
                .as("rejected")
                .isEqualTo("other");
        assertThat(best(Map.of("sharpness", 800.0), Map.of("sharpness", 400.0, "rating", 1)))
                .as("starred")
                .isEqualTo("other");
        assertThat(best(Map.of("clipped_highlights", 0.5), Map.of("clipped_highlights", 0.1)))
                .as("overexposed")
                .isEqualTo("other");
        assertThat(best(Map.of("width", 400, "height", 300), Map.of("width", 800, "height", 600)))
                .as("small")
                .isEqualTo("other");
        assertThat(best(Map.of("size_bytes", 10L), Map.of("size_bytes", 11L)))
                .as("more compressed")
                .isEqualTo("other");
        assertThat(best(Map.of(), Map.of())).as("equal in all").isEqualTo("one");
    }

    private String best(Map<String, Object> one, Map<String, Object> other) {
        rows.clear();
        add("ada", "one", with(one));
        add("ada", "other", with(other));
        return found().collectAsList().get(0).getAs("best");
    }

    private static Map<String, Object> with(Map<String, Object> differing) {
        Map<String, Object> all = new HashMap<>(Map.of(
                "content_hash", "same",
                "sharpness", 500.0,
                "brightness", 0.5,
                "clipped_shadows", 0.0,
                "clipped_highlights", 0.0));
        all.putAll(differing);
        return all;
    }

    private static Map<String, Object> shot(String camera, long millis) {
        return Map.of("camera", camera, "taken_at", Timestamp.from(NOON.plusMillis(millis)));
    }

    private void add(String owner, String photo, Map<String, Object> columns) {
        rows.add(photo(owner, photo, columns));
    }

    private Dataset<Row> found() {
        Dataset<Row> links = Links.all(photos(), HashBands.of(6), Duration.ofSeconds(1), cutShort);
        return Groups.of(photos(), links);
    }

    /** The groups by kind. */
    private Map<String, Set<Set<String>>> groups() {
        Map<String, Set<Set<String>>> kinds = new TreeMap<>();
        Map<String, Set<String>> members = new TreeMap<>();
        for (Row row : found().collectAsList()) {
            members.computeIfAbsent(row.getAs("kind") + "/" + row.getAs("group_id"), key -> new TreeSet<>())
                    .add(row.getAs("photo_id"));
        }
        members.forEach(
                (key, photos) -> kinds.computeIfAbsent(key.substring(0, key.indexOf('/')), kind -> new HashSet<>())
                        .add(photos));
        return kinds;
    }

    private Dataset<Row> photos() {
        return spark.createDataFrame(rows, Lake.PHOTO_COLUMNS);
    }

    private static Row photo(String owner, String photo, Map<String, Object> columns) {
        Object[] values = new Object[Lake.PHOTO_COLUMNS.size()];
        Map<String, Object> all = new HashMap<>(Map.of(
                "user_id",
                owner,
                "photo_id",
                photo,
                "version",
                2L,
                "status",
                "completed",
                "size_bytes",
                4_000_000L,
                "width",
                4000,
                "height",
                3000,
                "uploaded_at",
                Timestamp.from(NOON),
                "changed_at",
                Timestamp.from(NOON)));
        all.putAll(columns);
        all.forEach((column, value) -> values[Lake.PHOTO_COLUMNS.fieldIndex(column)] = value);
        return RowFactory.create(values);
    }

    private static long flipped(Random random, long hash, int bits) {
        long flipped = hash;
        while (Long.bitCount(flipped ^ hash) < bits) {
            flipped ^= 1L << random.nextInt(64);
        }
        return flipped;
    }

    private static Set<Set<String>> sets(UnionFind<String> links) {
        Map<String, Set<String>> sets = new HashMap<>();
        links.forEach((element, root) ->
                sets.computeIfAbsent(root, key -> new TreeSet<>()).add(element));
        return Set.copyOf(sets.values());
    }

    @Test
    void kindsAreNumberedFromTheClosestToTheLoosest() {
        assertThat(Kind.values()).extracting(Kind::looseness).containsExactly(0, 1, 2, 3);
    }
}
