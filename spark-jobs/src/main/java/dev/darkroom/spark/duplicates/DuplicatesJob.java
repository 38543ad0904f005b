package dev.darkroom.spark.duplicates;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.photo.DuplicateGroup;
import dev.darkroom.core.photo.DuplicateGroup.Kind;
import dev.darkroom.spark.flow.PhotoNews;
import dev.darkroom.spark.lake.Lake;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.LongAccumulator;

/**
 * Finds photos of one owner that show the same, and keeps {@code archive.duplicates} and the stores up to date with it.
 * What differs from the table is told to the stores first and then written to the table, so a run that dies leaves the
 * difference, and the next run tells it again; a run that finds nothing new writes nothing.
 */
public final class DuplicatesJob {
    private static final List<String> TOLD = List.of("uploaded_at", "group_id", "kind", "photos", "best");
    private static final String CHANGES = "changed_duplicates";

    private final SparkSession spark;
    private final DuplicatesOptions options;

    public DuplicatesJob(SparkSession spark, DuplicatesOptions options) {
        this.spark = spark;
        this.options = options;
    }

    /** Looks at the lake's photos: run {@code lake-sync} before. */
    public DuplicatesResult run() {
        long start = System.nanoTime();
        Lake.createTables(spark);
        String runId = "duplicates-" + UUID.randomUUID();
        LongAccumulator cutShort = spark.sparkContext().longAccumulator("cut short");
        Dataset<Row> photos = ofOwner(Lake.PHOTOS).where("status = 'completed'");
        Dataset<Row> links = Links.all(photos, HashBands.of(options.distance()), options.burstGap(), cutShort);
        Dataset<Row> groups = keep(Groups.of(photos, links), "find groups");
        Dataset<Row> changes = keep(changes(groups, runId), "compare with the last run");
        try {
            long changed = changes.count();
            long gone = changed == 0 ? 0 : tell(changes);
            if (changed > 0) {
                write(changes);
            }
            return new DuplicatesResult(
                    "duplicates",
                    runId,
                    photos.count(),
                    kinds(groups),
                    groups.count(),
                    changed,
                    gone,
                    cutShort.value(),
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start) / 1000.0);
        } finally {
            changes.unpersist();
            groups.unpersist();
        }
    }

    /** Rows that are not in the table as they are now; without a group when a photo is in none any more. */
    private Dataset<Row> changes(Dataset<Row> groups, String runId) {
        Dataset<Row> before = ofOwner(Lake.DUPLICATES);
        Column samePhoto = Stream.of("user_id", "photo_id")
                .map(key -> groups.col(key).equalTo(before.col(key)))
                .reduce(lit(true), Column::and);
        Column same = TOLD.stream()
                .map(column -> groups.col(column).eqNullSafe(before.col(column)))
                .reduce(lit(true), Column::and);
        Column[] columns = Stream.of(
                        Stream.of("user_id", "photo_id")
                                .map(key -> coalesce(groups.col(key), before.col(key))
                                        .as(key)),
                        Stream.concat(TOLD.stream(), Stream.of("score")).map(groups::col),
                        Stream.of(lit(runId).as("run_id")))
                .flatMap(part -> part)
                .toArray(Column[]::new);
        return groups.join(before, samePhoto, "full_outer")
                .where(same.unary_$bang())
                .select(columns);
    }

    private long tell(Dataset<Row> changes) {
        spark.sparkContext().setJobDescription("duplicates: tell the stores");
        return PhotoNews.tell(
                changes,
                options.environment(),
                options.perSecond(),
                (catalog, owner, photo, change) -> catalog.group(owner, photo, group(change)));
    }

    /** No group where the columns are null. */
    private static Optional<DuplicateGroup> group(Row change) {
        return Optional.ofNullable(change.<String>getAs("group_id"))
                .map(id -> new DuplicateGroup(
                        PhotoId.parse(id),
                        Kind.ofCode(change.getAs("kind")),
                        PhotoId.parse(change.getAs("best")),
                        change.getAs("photos")));
    }

    private void write(Dataset<Row> changes) {
        spark.sparkContext().setJobDescription("duplicates: write the table");
        changes.createOrReplaceTempView(CHANGES);
        spark.sql("MERGE INTO " + Lake.DUPLICATES + " t USING " + CHANGES
                + " s ON t.user_id = s.user_id AND t.photo_id = s.photo_id"
                + " WHEN MATCHED AND s.group_id IS NULL THEN DELETE"
                + " WHEN MATCHED THEN UPDATE SET *"
                + " WHEN NOT MATCHED AND s.group_id IS NOT NULL THEN INSERT *");
    }

    private static Map<String, Long> kinds(Dataset<Row> groups) {
        Map<String, Long> kinds = new TreeMap<>();
        groups.where("photo_id = group_id")
                .groupBy("kind")
                .count()
                .collectAsList()
                .forEach(row -> kinds.put(row.getString(0), row.getLong(1)));
        return kinds;
    }

    private Dataset<Row> ofOwner(String table) {
        Dataset<Row> all = spark.table(table);
        return options.owner()
                .map(owner -> all.where(col("user_id").equalTo(owner.value())))
                .orElse(all);
    }

    private Dataset<Row> keep(Dataset<Row> rows, String description) {
        spark.sparkContext().setJobDescription("duplicates: " + description);
        Dataset<Row> kept = rows.persist(StorageLevel.DISK_ONLY());
        kept.count();
        return kept;
    }
}
