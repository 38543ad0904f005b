package dev.darkroom.spark.maintain;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_entries;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.xxhash64;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;

/**
 * What rows say, whatever files they lie in and in whatever order: how many there are, and the sum of their hashes.
 *
 * @param rows how many
 * @param hashes sum of the 64-bit hash of each row
 */
record TableContent(long rows, BigDecimal hashes) {
    static TableContent of(Dataset<Row> table) {
        // Whether a column is null is hashed too: a null alone would leave the hash as it was.
        Column[] parts = Arrays.stream(table.schema().fields())
                .flatMap(field -> Stream.of(comparable(field), col(field.name()).isNull()))
                .toArray(Column[]::new);
        Row totals = table.select(xxhash64(parts).cast("decimal(38,0)").as("hash"))
                .agg(count(lit(1)), sum("hash"))
                .first();
        return new TableContent(
                totals.getLong(0), Optional.ofNullable(totals.getDecimal(1)).orElse(BigDecimal.ZERO));
    }

    /** As it is printed. */
    String text() {
        return hashes.toBigInteger().toString(16);
    }

    /** A map has no order and no hash. */
    private static Column comparable(StructField field) {
        Column column = col(field.name());
        return field.dataType() instanceof MapType ? array_sort(map_entries(column)) : column;
    }
}
