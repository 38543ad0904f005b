package dev.darkroom.spark.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.core.id.UserId;
import dev.darkroom.core.transform.TransformId;
import dev.darkroom.spark.lake.Lake;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** What is expected, what is settled and how the rest is cut, on rows made here. */
final class PlanTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final Instant LATER = NOON.plusSeconds(60);
    private static final String NEW = "renditions@3+0123456789ab";
    private static final String OLD = "renditions@2+0123456789ab";

    private final SparkSession spark = SparkSession.builder()
            .master("local[2]")
            .appName("plan")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.shuffle.partitions", "2")
            .getOrCreate();

    @Test
    void completedPhotosUploadedNoLaterThanTheStartAreExpected() {
        Dataset<Row> photos = photos(
                photo("ada", "before", "completed", NOON.minusSeconds(1)),
                photo("ada", "at the start", "completed", NOON),
                photo("ada", "after", "completed", NOON.plusSeconds(1)),
                photo("ada", "pending", "pending", NOON),
                photo("ada", "failed", "failed", NOON),
                photo("ada", "deleted", "deleted", NOON));

        assertThat(ids(Expected.photos(photos, NOON, Optional.empty(), List.of())))
                .containsExactly("at the start", "before");
    }

    @Test
    void aConditionThatIsNoneIsRefusedWithWhatIsWrong() {
        Dataset<Row> photos = photos(photo("ada", "a", "completed", NOON));

        for (String condition : List.of("colour = 1", "1; drop", "user_id")) {
            assertThatThrownBy(() -> Expected.photos(photos, NOON, Optional.of(condition), List.of()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("--where must be an SQL condition over the columns of archive.photos, not '"
                            + condition + "': [");
        }
    }

    @Test
    void usersAndConditionNarrowThem() {
        Dataset<Row> photos = photos(
                photo("ada", "a", "completed", NOON),
                photo("bob", "b", "completed", NOON),
                photo("cyd", "c", "completed", NOON));

        assertThat(ids(Expected.photos(
                        photos,
                        NOON,
                        Optional.of("photo_id <> 'a' OR camera = 'none'"),
                        List.of(new UserId("ada"), new UserId("bob")))))
                .containsExactly("b");
    }

    @Test
    void workIsWhatTheLedgerDoesNotHaveOfThisVersion() {
        Dataset<Row> expected = photos(
                photo("ada", "done", "completed", NOON),
                photo("ada", "failed", "completed", NOON),
                photo("ada", "cold", "completed", NOON),
                photo("ada", "by the old one", "completed", NOON),
                photo("bob", "done", "completed", NOON),
                photo("ada", "never", "completed", NOON));
        Dataset<Row> entries = Expected.entries(
                ledger(
                        entry("ada", "done", NEW, 2, "done", null),
                        entry("ada", "failed", NEW, 2, "failed", "truncated"),
                        entry("ada", "cold", NEW, 2, "excluded", "needs-restore"),
                        entry("ada", "by the old one", OLD, 2, "done", null)),
                NEW);

        assertThat(keys(Expected.work(expected, entries, Set.of(), LATER)))
                .containsExactlyInAnyOrder("ada/by the old one", "ada/never", "bob/done");
        assertThat(keys(Expected.work(expected, entries, Set.of("needs-restore"), LATER)))
                .containsExactlyInAnyOrder("ada/by the old one", "ada/never", "bob/done", "ada/cold");
        assertThat(keys(Expected.work(expected, entries, Set.of("needs-restore"), NOON)))
                .as("tried again by this run already")
                .containsExactlyInAnyOrder("ada/by the old one", "ada/never", "bob/done");
        Map<String, Long> outcomes = new TreeMap<>();
        Expected.outcomes(expected, entries, Expected.deletions(expected))
                .collectAsList()
                .forEach(row -> outcomes.put(row.get(0) + "/" + row.get(1), row.getLong(2)));
        assertThat(outcomes)
                .isEqualTo(
                        Map.of("done/null", 1L, "failed/truncated", 1L, "excluded/needs-restore", 1L, "null/null", 3L));
    }

    @Test
    void aPhotoDeletedSinceItWasExpectedIsExcluded() {
        Dataset<Row> expected = photos(
                photo("ada", "deleted", "completed", NOON),
                photo("ada", "done and deleted", "completed", NOON),
                photo("ada", "here", "completed", NOON));
        Dataset<Row> later = photos(
                photo("ada", "deleted", "deleted", NOON, 3),
                photo("ada", "done and deleted", "deleted", NOON, 3),
                photo("ada", "here", "completed", NOON));
        Dataset<Row> entries = Expected.entries(ledger(entry("ada", "done and deleted", NEW, 2, "done", null)), NEW);

        Tally tally = Tally.of(
                Expected.outcomes(expected, entries, Expected.deletions(later)).collectAsList());

        assertThat(tally).isEqualTo(new Tally(1, Map.of(), Map.of("deleted", 1L), 1, 10));
        assertThat(tally.expected()).isEqualTo(3);
    }

    @Test
    void theLedgerIsCountedByVersionOfExpectedPhotosOnly() {
        Dataset<Row> expected = photos(
                photo("ada", "a", "completed", NOON),
                photo("ada", "b", "completed", NOON),
                photo("bob", "a", "completed", NOON));

        Map<String, List<Row>> counted = Expected.outcomesByTransform(
                        expected,
                        ledger(
                                entry("ada", "a", NEW, 3, "done", null),
                                entry("ada", "a", NEW, 2, "failed", "corrupt"),
                                entry("ada", "b", NEW, 2, "failed", "truncated"),
                                entry("ada", "deleted since", NEW, 2, "done", null),
                                entry("bob", "a", OLD, 2, "done", null)))
                .collectAsList()
                .stream()
                .collect(Collectors.groupingBy(row -> row.getAs("transform")));

        assertThat(Tally.of(counted.get(NEW))).isEqualTo(new Tally(1, Map.of("truncated", 1L), Map.of(), 0, 0));
        assertThat(Tally.of(counted.get(OLD))).isEqualTo(new Tally(1, Map.of(), Map.of(), 0, 0));
        assertThat(Tally.of(counted.get(NEW))
                        .coverage(TransformId.parse(NEW), 3, NOON)
                        .missing())
                .isEqualTo(1);
    }

    @Test
    void ofTwoEntriesOfOnePhotoTheNewestCounts() {
        List<Row> entries = Expected.entries(
                        ledger(
                                entry("ada", "a", NEW, 3, "done", null),
                                entry("ada", "a", NEW, 2, "excluded", "needs-restore")),
                        NEW)
                .collectAsList();

        assertThat(entries).hasSize(1);
        assertThat(entries.get(0).<String>getAs("outcome")).isEqualTo("done");
    }

    @Test
    void batchesAreOfBoundedBytesAndPhotosAndHoldEveryPhotoOnce() {
        List<Row> sizes = IntStream.range(0, 1_000)
                .mapToObj(i -> sized("user-" + i % 7, "photo-" + i, 1_000 + 37L * (i % 200)))
                .toList();
        long bytes = sizes.stream().mapToLong(row -> row.getLong(2)).sum();

        Layout layout = Layout.of(work(sizes), bytes, new BatchSize(50_000, 20));

        Map<Integer, List<Row>> batches = batches(layout);
        assertThat(batches.values().stream().mapToInt(List::size).sum()).isEqualTo(1_000);
        assertThat(batches.keySet()).allMatch(batch -> batch >= 0 && batch < layout.batches());
        assertThat(batches.values()).allSatisfy(batch -> {
            assertThat(batch).hasSizeLessThanOrEqualTo(20);
            assertThat(batch.stream().mapToLong(row -> row.getLong(2)).sum()).isLessThan(50_000 + 8_400);
        });
        double average = bytes / (double) layout.batches();
        assertThat(average).as("batches are not much smaller than asked for").isGreaterThan(0.75 * 50_000);
    }

    @Test
    void theSameWorkIsCutInTheSameWay() {
        List<Row> sizes = IntStream.range(0, 300)
                .mapToObj(i -> sized("ada", "photo-" + i, 1_000 + i))
                .toList();
        List<Row> shuffled = sizes.stream()
                .sorted((a, b) -> Integer.compare(
                        a.getString(1).hashCode(), b.getString(1).hashCode()))
                .toList();

        Map<String, Integer> first = batchOfPhoto(Layout.of(work(sizes), 345_000, new BatchSize(20_000, 20)));
        Map<String, Integer> second = batchOfPhoto(Layout.of(work(shuffled), 345_000, new BatchSize(20_000, 20)));

        assertThat(second).isEqualTo(first);
    }

    @Test
    void littleWorkIsOneBatchAndNoWorkIsNone() {
        Layout little =
                Layout.of(work(List.of(sized("ada", "a", 10), sized("ada", "b", 10))), 20, new BatchSize(1_000, 10));

        assertThat(little.batches()).isEqualTo(1);
        assertThat(batches(little).get(0)).hasSize(2);
        assertThat(Layout.of(work(List.of()), 0, new BatchSize(1_000, 10)).batches())
                .isZero();
    }

    private Map<Integer, List<Row>> batches(Layout layout) {
        return layout.work().collectAsList().stream().collect(Collectors.groupingBy(row -> row.getAs("batch")));
    }

    private Map<String, Integer> batchOfPhoto(Layout layout) {
        return layout.work().collectAsList().stream()
                .collect(Collectors.toMap(row -> row.getString(1), row -> row.getAs("batch")));
    }

    private Dataset<Row> work(List<Row> rows) {
        return spark.createDataFrame(rows, StructType.fromDDL("user_id string, photo_id string, bytes bigint"));
    }

    private Dataset<Row> photos(Row... rows) {
        return spark.createDataFrame(Arrays.asList(rows), Lake.PHOTO_COLUMNS);
    }

    private Dataset<Row> ledger(Row... rows) {
        return spark.createDataFrame(Arrays.asList(rows), Lake.DERIVATION_COLUMNS);
    }

    private static Row sized(String user, String photo, long bytes) {
        return RowFactory.create(user, photo, bytes);
    }

    private static Row photo(String user, String photo, String status, Instant uploaded) {
        return photo(user, photo, status, uploaded, 2);
    }

    private static Row photo(String user, String photo, String status, Instant uploaded, long version) {
        Map<String, Object> values = new HashMap<>(Map.of(
                "user_id",
                user,
                "photo_id",
                photo,
                "version",
                version,
                "status",
                status,
                "size_bytes",
                10L,
                "uploaded_at",
                Timestamp.from(uploaded),
                "changed_at",
                Timestamp.from(uploaded)));
        return RowFactory.create(
                Arrays.stream(Lake.PHOTO_COLUMNS.fieldNames()).map(values::get).toArray());
    }

    private static Row entry(String user, String photo, String transform, long version, String outcome, String reason) {
        return RowFactory.create(user, photo, transform, version, outcome, reason, Timestamp.from(NOON));
    }

    private static List<String> ids(Dataset<Row> rows) {
        return rows.select("photo_id").collectAsList().stream()
                .map(row -> row.getString(0))
                .sorted()
                .toList();
    }

    private static List<String> keys(Dataset<Row> rows) {
        return rows.collectAsList().stream()
                .map(row -> row.getString(0) + "/" + row.getString(1))
                .toList();
    }
}
