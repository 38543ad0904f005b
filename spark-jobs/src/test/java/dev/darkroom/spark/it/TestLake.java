package dev.darkroom.spark.it;

import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.id.UserId;
import dev.darkroom.local.stack.SharedStack;
import dev.darkroom.spark.lake.Lake;
import dev.darkroom.spark.sync.LakeSyncJob;
import dev.darkroom.spark.sync.LakeSyncOptions;
import dev.darkroom.spark.sync.LakeSyncResult;
import dev.darkroom.stores.Stores;
import dev.darkroom.stores.StoresConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The lake of the shared stack, through the one Spark session and the stores that all tests of this module use. */
public final class TestLake {
    private static final Object LOCK = new Object();
    private static Optional<TestLake> shared = Optional.empty();

    private final Map<String, String> environment;
    private final SparkSession spark;
    private final Stores stores;

    private TestLake(Map<String, String> environment) {
        this.environment = environment;
        this.spark = Lake.open("test", environment);
        this.stores = Stores.open(StoresConfig.from(environment));
    }

    /** Opened by whoever comes first, and left to the end of the JVM. */
    public static TestLake open() {
        synchronized (LOCK) {
            if (shared.isEmpty()) {
                TestLake lake = new TestLake(SharedStack.get());
                Lake.createTables(lake.spark);
                shared = Optional.of(lake);
            }
            return shared.get();
        }
    }

    public Map<String, String> environment() {
        return environment;
    }

    public SparkSession spark() {
        return spark;
    }

    public Stores stores() {
        return stores;
    }

    /** Runs the job as it is. */
    public LakeSyncResult sync() {
        return new LakeSyncJob(spark, new LakeSyncOptions(environment)).run();
    }

    /** The row of {@code archive.photos}. */
    public Optional<Row> photo(PhotoId photo) {
        return rows(Lake.PHOTOS, "photo_id = '" + photo + "'").stream().findFirst();
    }

    /** The rows of {@code archive.photos} that {@code owner} has, by photo. */
    public Map<String, Row> photos(UserId owner) {
        return rows(Lake.PHOTOS, "user_id = '" + owner + "'").stream()
                .collect(Collectors.toMap(row -> row.getAs("photo_id"), row -> row));
    }

    /** The ledger's entries of a photo, as {@code transform outcome version}. */
    public List<String> ledger(PhotoId photo) {
        return entries(rows(Lake.DERIVATIONS, "photo_id = '" + photo + "'").stream());
    }

    /** The ledger's entries by photo. */
    public Map<String, List<String>> ledgers(UserId owner) {
        return rows(Lake.DERIVATIONS, "user_id = '" + owner + "'").stream()
                .collect(Collectors.groupingBy(
                        row -> row.getAs("photo_id"),
                        Collectors.collectingAndThen(Collectors.toList(), rows -> entries(rows.stream()))));
    }

    private static List<String> entries(Stream<Row> rows) {
        return rows.map(row -> row.<String>getAs("transform") + " " + row.getAs("outcome") + " " + row.getAs("version"))
                .sorted()
                .toList();
    }

    /** The id of the table's newest commit. */
    public long snapshot(String table) {
        refresh(table);
        return spark.sql("SELECT snapshot_id FROM " + table + ".refs WHERE name = 'main'").collectAsList().stream()
                .findFirst()
                .map(row -> row.getLong(0))
                .orElse(-1L);
    }

    private List<Row> rows(String table, String condition) {
        refresh(table);
        return spark.table(table).where(condition).collectAsList();
    }

    /** Another process may have written. */
    private void refresh(String table) {
        spark.sql("REFRESH TABLE " + table);
    }
}
