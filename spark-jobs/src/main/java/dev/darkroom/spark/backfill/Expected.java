package dev.darkroom.spark.backfill;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.PhotoStatus;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Which photos a backfill owes an output, and which of them have one: pure functions of the tables.
 *
 * <p>Expected are the photos that are completed and were uploaded no later than the run began. Younger ones are developed
 * by the stream, in the live and the shadow version.
 */
public final class Expected {
    private static final String[] PHOTO = {"user_id", "photo_id"};

    private Expected() {}

    /**
     * The photos that a run beginning at {@code start} has to account for.
     *
     * @param where SQL over the columns of {@code archive.photos}
     * @param users whose photos; everybody's when empty
     * @throws IllegalArgumentException when {@code where} is no condition
     */
    public static Dataset<Row> photos(Dataset<Row> photos, Instant start, Optional<String> where, List<UserId> users) {
        Column chosen = col("status")
                .equalTo(PhotoStatus.COMPLETED.code())
                .and(col("uploaded_at").leq(lit(Timestamp.from(start))));
        if (!users.isEmpty()) {
            chosen = chosen.and(
                    col("user_id").isin(users.stream().map(UserId::value).toArray()));
        }
        Dataset<Row> all = photos.where(chosen);
        return where.map(condition -> matching(all, condition)).orElse(all);
    }

    private static Dataset<Row> matching(Dataset<Row> photos, String condition) {
        try {
            return photos.where(expr(condition));
        } catch (Exception e) { // Spark's own are checked, and undeclared.
            String reason =
                    String.valueOf(e.getMessage()).strip().lines().findFirst().orElse("");
            throw new IllegalArgumentException(
                    "--where must be an SQL condition over the columns of archive.photos, not '" + condition + "': "
                            + reason,
                    e);
        }
    }

    /** What the ledger says of {@code transform}; of a photo that it names twice, the newest entry. */
    public static Dataset<Row> entries(Dataset<Row> ledger, String transform) {
        return newest(ledger.where(col("transform").equalTo(transform)))
                .selectExpr(
                        "user_id",
                        "photo_id",
                        "entry.outcome AS outcome",
                        "entry.reason AS reason",
                        "entry.occurred_at AS occurred_at");
    }

    /**
     * How many of {@code expected} have which outcome and reason under each transform of the ledger; of a photo that it
     * names twice, the newest entry. One pass for all of them.
     */
    static Dataset<Row> outcomesByTransform(Dataset<Row> expected, Dataset<Row> ledger) {
        return newest(ledger)
                .join(expected.select("user_id", "photo_id"), PHOTO, "left_semi")
                .groupBy("entry.outcome", "entry.reason", "transform")
                .agg(expr("count(*)").as("photos"))
                .selectExpr("outcome", "reason", "photos", "0L AS bytes", "transform");
    }

    private static Dataset<Row> newest(Dataset<Row> ledger) {
        return ledger.groupBy("user_id", "photo_id", "transform")
                .agg(expr("max_by(struct(outcome, reason, occurred_at), struct(version, occurred_at))")
                        .as("entry"));
    }

    /** Which photos were deleted at which version, by the newest rows of {@code archive.photos}. */
    static Dataset<Row> deletions(Dataset<Row> photos) {
        return photos.selectExpr(
                        "user_id",
                        "photo_id",
                        "greatest(deleted_version, CASE WHEN status = 'deleted' THEN version END) AS deletion")
                .where("deletion IS NOT NULL");
    }

    /**
     * How many of {@code expected} have which outcome and reason, and their bytes; those without an entry have none. A
     * photo that was deleted since it was expected counts as excluded: the lake has taken its entry back, or will.
     */
    static Dataset<Row> outcomes(Dataset<Row> expected, Dataset<Row> entries, Dataset<Row> deletions) {
        return expected.select("user_id", "photo_id", "version", "size_bytes")
                .join(entries, PHOTO, "left")
                .join(deletions, PHOTO, "left")
                .withColumn("gone", expr("outcome IS NULL AND deletion > version"))
                .withColumn("outcome", expr("CASE WHEN gone THEN 'excluded' ELSE outcome END"))
                .withColumn("reason", expr("CASE WHEN gone THEN 'deleted' ELSE reason END"))
                .groupBy("outcome", "reason")
                .agg(expr("count(*)").as("photos"), expr("sum(size_bytes)").as("bytes"));
    }

    /**
     * Those of {@code expected} that have no entry, or one with a reason that is to be tried {@code again} and that is older
     * than {@code start}.
     */
    static Dataset<Row> work(Dataset<Row> expected, Dataset<Row> entries, Set<String> again, Instant start) {
        Dataset<Row> settled = again.isEmpty()
                ? entries
                : entries.where(col("reason")
                        .isNull()
                        .or(not(col("reason").isin(again.toArray())))
                        .or(col("occurred_at").geq(lit(Timestamp.from(start)))));
        return expected.select("user_id", "photo_id", "version", "content_hash", "sidecar_hash", "size_bytes")
                .join(settled.select("user_id", "photo_id"), PHOTO, "left_anti");
    }
}
