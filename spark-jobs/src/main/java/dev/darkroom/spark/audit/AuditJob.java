package dev.darkroom.spark.audit;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;

import dev.darkroom.core.transform.TransformId;
import dev.darkroom.spark.audit.AuditResult.Finding;
import dev.darkroom.spark.lake.Lake;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
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
        StoreScans scans = new StoreScans(spark, options);
        Dataset<Row> rows = keep(scans.photos(), "read rows of Spanner");
        Dataset<Row> objects = keep(scans.objects(), "read objects of S3");
        Dataset<Row> documents = keep(scans.documents(), "read documents of Elasticsearch");
        List<TransformId> spaces = scans.spaces();
        Dataset<Row> vectors = keep(scans.vectors(spaces), "read vectors of Elasticsearch");
        Dataset<Row> ledger = ofLake(Lake.DERIVATIONS);
        Comparison comparison = new Comparison(rows, objects, documents, ofLake(Lake.PHOTOS), ledger, until);
        VectorComparison ofVectors = new VectorComparison(
                rows,
                ledger,
                ofLake(Lake.FEATURES),
                vectors,
                spaces.stream().map(TransformId::toString).toList(),
                until);
        Map<Difference, Dataset<Row>> found = comparison.findings(scans.broken(comparison.present(), options.deep()));
        found.putAll(ofVectors.findings());
        Dataset<Row> findings = keep(named(found), "compare");
        try {
            long compared = rows.where(col("uploaded_at").leq(until)).count();
            return new AuditResult(
                    "audit",
                    true,
                    compared,
                    rows.count() - compared,
                    objects.count(),
                    documents.count(),
                    vectors.count(),
                    counts(findings),
                    examples(findings),
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start) / 1000.0);
        } finally {
            List.of(rows, objects, documents, vectors, findings).forEach(Dataset::unpersist);
        }
    }

    /** As {@code difference, photo_id, detail}. */
    private static Dataset<Row> named(Map<Difference, Dataset<Row>> found) {
        return found.entrySet().stream()
                .map(entry -> entry.getValue()
                        .select(lit(entry.getKey().code()).as("difference"), col("photo_id"), col("detail")))
                .reduce(Dataset::union)
                .orElseThrow();
    }

    private static Map<String, Long> counts(Dataset<Row> findings) {
        Map<String, Long> counts = new TreeMap<>();
        for (Difference difference : Difference.values()) {
            counts.put(difference.code(), 0L);
        }
        findings.groupBy("difference")
                .count()
                .collectAsList()
                .forEach(row -> counts.put(row.getString(0), row.getLong(1)));
        return counts;
    }

    private List<Finding> examples(Dataset<Row> findings) {
        return findings
                .withColumn(
                        "place",
                        row_number().over(Window.partitionBy("difference").orderBy("photo_id", "detail")))
                .where(col("place").leq(options.examples()))
                .orderBy("difference", "place")
                .collectAsList()
                .stream()
                .map(row -> new Finding(row.getString(0), row.getString(1), row.getString(2)))
                .toList();
    }

    private Dataset<Row> ofLake(String table) {
        Dataset<Row> all = spark.table(table);
        return options.owner()
                .map(owner -> all.where(col("user_id").equalTo(owner.value())))
                .orElse(all);
    }

    /** On disk: the archive's rows and keys need not fit into memory. */
    private Dataset<Row> keep(Dataset<Row> rows, String description) {
        spark.sparkContext().setJobDescription("audit: " + description);
        Dataset<Row> kept = rows.persist(StorageLevel.DISK_ONLY());
        kept.count();
        return kept;
    }
}
