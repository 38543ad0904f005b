package dev.darkroom.spark.backfill;

import dev.darkroom.spark.lake.Lake;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import scala.jdk.javaapi.CollectionConverters;

/** The rows of {@code archive.runs} that backfills add and read. */
final class RunLog {
    private final SparkSession spark;

    RunLog(SparkSession spark) {
        this.spark = spark;
    }

    /** Adds what {@code result} says. */
    void add(BackfillResult result, Instant started, Instant ended) {
        Row row = RowFactory.create(
                result.run(),
                result.job(),
                result.transform(),
                result.addsUp() ? result.state() : "failed",
                result.expected(),
                result.done(),
                counts(result.failed()),
                counts(result.excluded()),
                result.remaining(),
                result.objectsRead(),
                result.bytesRead(),
                Timestamp.from(started),
                Timestamp.from(ended));
        spark.sparkContext().setJobDescription("backfill: note the run");
        try {
            spark.createDataFrame(List.of(row), Lake.RUN_COLUMNS)
                    .coalesce(1)
                    .writeTo(Lake.RUNS)
                    .append();
        } catch (NoSuchTableException e) {
            throw new IllegalStateException("Table " + Lake.RUNS + " is gone", e);
        }
    }

    /** Photos a second of the last run of a transform of this name that read at least a hundred. */
    OptionalDouble lastRate(String transformName) {
        Optional<Row> last = spark
                .table(Lake.RUNS)
                .where("job = 'backfill' AND objects_read >= 100 AND ended_at > started_at")
                .where("transform LIKE '" + transformName + "@%'")
                .selectExpr("max_by(objects_read / timestampdiff(MICROSECOND, started_at, ended_at) * 1e6, ended_at)")
                .collectAsList()
                .stream()
                .filter(row -> !row.isNullAt(0))
                .findFirst();
        return last.map(row -> OptionalDouble.of(row.getDouble(0))).orElseGet(OptionalDouble::empty);
    }

    private static scala.collection.Map<String, Object> counts(Map<String, Long> counts) {
        return CollectionConverters.asScala(Map.<String, Object>copyOf(counts));
    }
}
