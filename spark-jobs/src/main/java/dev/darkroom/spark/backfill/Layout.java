package dev.darkroom.spark.backfill;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * Cuts work into batches of about equal bytes, the same way for the same work: photos are spread over slices by a hash,
 * and each slice is cut in the order of its ids by the running sum of bytes. No task sees more than its slice, and the
 * driver only how many batches each has.
 *
 * @param batches how many there are
 * @param work the rows, with the number of each one's batch as {@code batch}
 */
record Layout(int batches, Dataset<Row> work) {
    /** A slice is cut into several batches, so that the last of them, which is smaller, is the exception. */
    private static final int BATCHES_PER_SLICE = 8;

    private static final int MAX_SLICES = 256;

    /**
     * Lays {@code work} out.
     *
     * @param work with {@code user_id}, {@code photo_id} and {@code bytes}; kept by the caller, since it is read twice
     * @param bytes of all of it
     * @param most how large a batch becomes; smaller when there would be too few for the session's cores
     */
    static Layout of(Dataset<Row> work, long bytes, BatchSize most) {
        BatchSize batch = most.on(work.sparkSession().sparkContext().defaultParallelism(), bytes);
        long slices = Math.max(1, Math.min(MAX_SLICES, bytes / (BATCHES_PER_SLICE * batch.bytes())));
        WindowSpec before =
                Window.partitionBy("slice").orderBy("user_id", "photo_id").rowsBetween(Window.unboundedPreceding(), -1);
        // A photo weighs at least its share of a full batch, so that bytes and number are bounded by one sum.
        Dataset<Row> cut = work.withColumn("slice", expr("pmod(xxhash64(user_id, photo_id), " + slices + "L)"))
                .withColumn("weight", expr("greatest(bytes, " + batch.bytes() / batch.photos() + "L)"))
                .withColumn("before", coalesce(sum("weight").over(before), lit(0L)))
                .withColumn("part", expr("cast(before div " + batch.bytes() + "L AS int)"));
        int[] first = new int[(int) slices + 1];
        cut.groupBy("slice")
                .agg(max("part"))
                .collectAsList()
                .forEach(row -> first[(int) row.getLong(0) + 1] = row.getInt(1) + 1);
        for (int slice = 1; slice <= slices; slice++) {
            first[slice] += first[slice - 1];
        }
        Dataset<Row> numbered = cut.withColumn(
                        "batch",
                        element_at(lit(first), col("slice").plus(1).cast("int")).plus(col("part")))
                .drop("slice", "weight", "before", "part");
        return new Layout(first[(int) slices], numbered);
    }
}
