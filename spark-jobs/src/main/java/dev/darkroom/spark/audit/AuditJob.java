package dev.darkroom.spark.audit;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;

import dev.darkroom.spark.audit.AuditResult.Finding;
import dev.darkroom.spark.lake.Lake;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/** Compares what S3, Spanner, Elasticsearch and the lake say of every photo; changes nothing. */
public final class AuditJob {
    private final SparkSession spark;
    private final AuditOptions options;

    public AuditJob(SparkSession spark, AuditOptions options) {
        this.spark = spark;
        this.options = options;
    }

    /** Reads every store once and joins them. The lake should be in sync: run {@code lake-sync} before. */
    public AuditResult run() {
        long start = System.nanoTime();
        Lake.createTables(spark);
        Timestamp until = Timestamp.from(Instant.now().minus(options.grace()));
        StoreScans scans = new StoreScans(spark, options.environment());
        Dataset<Row> all = keep(scans.photos(), "rows of Spanner");
        Dataset<Row> objects = keep(scans.objects(), "objects of S3");
        Dataset<Row> documents = keep(scans.documents(), "documents of Elasticsearch");
        Dataset<Row> photos = all.where(col("uploaded_at").leq(until));
        Map<Difference, Dataset<Row>> found = compare(scans, all, photos, objects, documents, until);
        Map<String, Long> counts = new TreeMap<>();
        List<Finding> examples = new ArrayList<>();
        found.forEach((difference, rows) -> {
            spark.sparkContext().setJobDescription("audit: " + difference.code());
            counts.put(difference.code(), rows.count());
            for (Row row : rows.limit(options.examples()).collectAsList()) {
                examples.add(new Finding(difference, row.getString(0), row.getString(1)));
            }
        });
        return new AuditResult(
                "audit",
                true,
                photos.count(),
                objects.count(),
                documents.count(),
                counts,
                examples,
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start) / 1000.0);
    }

    private Map<Difference, Dataset<Row>> compare(
            StoreScans scans,
            Dataset<Row> all,
            Dataset<Row> photos,
            Dataset<Row> objects,
            Dataset<Row> documents,
            Timestamp until) {
        Dataset<Row> settled = objects.where(col("modified_at").leq(until));
        Dataset<Row> originals = photos.where("status <> 'deleted'").select(col("photo_id"), col("original.*"));
        Dataset<Row> completed = photos.where("status = 'completed'");
        Dataset<Row> renditions = completed
                .select(col("photo_id"), explode(col("renditions")).as("promise"))
                .select("photo_id", "promise.*");
        Dataset<Row> told =
                spark.table(Lake.PHOTOS).select(col("photo_id"), col("version").as("told"));
        Dataset<Row> documented = documents.withColumnRenamed("version", "found");

        Map<Difference, Dataset<Row>> found = new EnumMap<>(Difference.class);
        found.put(
                Difference.OBJECT_WITHOUT_ROW,
                lacking(settled.where("key LIKE 'originals/%'"), all, "photo_id", col("key")));
        found.put(
                Difference.RENDITION_WITHOUT_ROW,
                lacking(settled.where("key LIKE 'renditions/%'"), all, "photo_id", col("key")));
        found.put(Difference.ROW_WITHOUT_OBJECT, lacking(originals, objects, "key", col("key")));
        found.put(Difference.MISSING_RENDITION, lacking(renditions, objects, "key", col("key")));
        found.put(
                Difference.ROW_WITHOUT_EVENT,
                photos.join(told, photos.col("photo_id").equalTo(told.col("photo_id")), "left")
                        .where("told IS NULL OR told < version")
                        .select(photos.col("photo_id"), words("row at version", col("version"), "told", col("told"))));
        found.put(
                Difference.MISSING_DOCUMENT,
                completed
                        .join(documented, completed.col("photo_id").equalTo(documented.col("photo_id")), "left")
                        .where("found IS NULL OR found < version")
                        .select(
                                completed.col("photo_id"),
                                words("row at version", col("version"), "document", col("found"))));
        Dataset<Row> living = all.where("status <> 'deleted'");
        found.put(
                Difference.DOCUMENT_WITHOUT_ROW,
                lacking(documents, living, "photo_id", words("document at version", col("version"))));
        found.put(
                Difference.WRONG_CHECKSUM,
                scans.broken(originals.union(renditions), options.deep()).select(col("photo_id"), col("key")));
        return found;
    }

    private static Dataset<Row> lacking(Dataset<Row> left, Dataset<Row> right, String key, Column detail) {
        Dataset<Row> keys = right.select(col(key).as("other")).distinct();
        return left.join(keys, left.col(key).equalTo(keys.col("other")), "left_anti")
                .select(col("photo_id"), detail.as("detail"));
    }

    private static Column words(String first, Column second) {
        return concat_ws(" ", lit(first), second);
    }

    private static Column words(String first, Column second, String third, Column fourth) {
        return concat_ws(" ", lit(first), second, lit(third), fourth);
    }

    private Dataset<Row> keep(Dataset<Row> rows, String description) {
        spark.sparkContext().setJobDescription("audit: read " + description);
        Dataset<Row> kept = rows.persist(StorageLevel.DISK_ONLY());
        kept.count();
        return kept;
    }
}
