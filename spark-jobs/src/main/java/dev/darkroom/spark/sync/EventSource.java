package dev.darkroom.spark.sync;

import static org.apache.spark.sql.functions.col;

import dev.darkroom.core.event.Event;
import dev.darkroom.core.event.EventCodec;
import dev.darkroom.core.event.Topic;
import dev.darkroom.core.event.UndecodableEventException;
import dev.darkroom.spark.lake.Lake;
import java.io.Serializable;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.LongAccumulator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A fixed range of Kafka's events as rows of one kind. */
final class EventSource {
    private static final Logger LOG = LoggerFactory.getLogger(EventSource.class);

    private final Dataset<Row> records;
    private final LongAccumulator decoded;
    private final LongAccumulator undecodable;

    /** Of {@link #records}. */
    EventSource(SparkSession spark, Dataset<Row> records) {
        this.decoded = spark.sparkContext().longAccumulator("decoded");
        this.undecodable = spark.sparkContext().longAccumulator("undecodable");
        this.records = records;
    }

    /** What Kafka holds of {@code range}; read when it is asked for. */
    static Dataset<Row> records(SparkSession spark, String bootstrapServers, OffsetRange range) {
        return spark.read()
                .format("kafka")
                .option("kafka.bootstrap.servers", bootstrapServers)
                .option("kafka.isolation.level", "read_committed")
                .option("subscribe", String.join(",", range.from().keySet()))
                .option("startingOffsets", OffsetRange.toJson(range.from()))
                .option("endingOffsets", OffsetRange.toJson(range.until()))
                .option("failOnDataLoss", "true")
                .load()
                .select(col("topic"), col("partition"), col("offset"), col("value"));
    }

    /** Every event's row of the photos table. */
    Dataset<Row> photos() {
        return rows(LakeRows::photos, Lake.PHOTO_COLUMNS);
    }

    /** Every event's rows of the ledger. */
    Dataset<Row> derivations() {
        return rows(LakeRows::derivations, Lake.DERIVATION_COLUMNS);
    }

    /** Every vector that a photo is to be found by. */
    Dataset<Row> features() {
        return rows(LakeRows::features, Lake.FEATURE_COLUMNS);
    }

    /** Every view. */
    Dataset<Row> views() {
        return rows(LakeRows::views, Lake.VIEW_COLUMNS);
    }

    /** Every photo that a search showed. */
    Dataset<Row> searches() {
        return rows(LakeRows::searches, Lake.SEARCH_COLUMNS);
    }

    /** How many records were events, once rows have been computed, and only once. */
    long decoded() {
        return decoded.value();
    }

    /** How many records were not, likewise. */
    long undecodable() {
        return undecodable.value();
    }

    private Dataset<Row> rows(RowsOfEvent function, StructType schema) {
        LongAccumulator good = decoded;
        LongAccumulator bad = undecodable;
        return records.flatMap(
                (FlatMapFunction<Row, Row>) row -> {
                    Optional<Event> event = decode(row);
                    (event.isPresent() ? good : bad).add(1);
                    return event.stream().flatMap(function::rows).iterator();
                },
                Encoders.row(schema));
    }

    private static Optional<Event> decode(Row row) {
        // Kafka allows a record without a value; none of ours is one.
        byte[] value = row.isNullAt(3) ? new byte[0] : row.getAs(3);
        try {
            return Optional.of(EventCodec.decode(Topic.ofName(row.getString(0)), value));
        } catch (UndecodableEventException e) {
            LOG.warn("Record is set aside: {}-{} offset {}: {}", row.get(0), row.get(1), row.get(2), e.getMessage());
            return Optional.empty();
        }
    }

    /** A serializable function from an event to rows. */
    private interface RowsOfEvent extends Serializable {
        Stream<Row> rows(Event event);
    }
}
