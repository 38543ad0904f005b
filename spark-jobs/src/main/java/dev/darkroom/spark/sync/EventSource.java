package dev.darkroom.spark.sync;

import static org.apache.spark.sql.functions.col;

import dev.darkroom.core.event.Event;
import dev.darkroom.core.event.EventCodec;
import dev.darkroom.core.event.Topic;
import dev.darkroom.core.event.UndecodableEventException;
import java.io.Serializable;
import java.util.Iterator;
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
    private final LongAccumulator undecodable;

    EventSource(SparkSession spark, String bootstrapServers, OffsetRange range) {
        this.undecodable = spark.sparkContext().longAccumulator("undecodable");
        this.records = spark.read()
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
        return rows(event -> Stream.of(LakeRows.photo(event)), LakeRows.PHOTO);
    }

    /** Every event's rows of the ledger. */
    Dataset<Row> derivations() {
        return rows(LakeRows::derivations, LakeRows.DERIVATION);
    }

    /** How many records were not events, once rows have been computed. */
    long undecodable() {
        return undecodable.value();
    }

    private Dataset<Row> rows(RowsOfEvent function, StructType schema) {
        LongAccumulator bad = undecodable;
        return records.flatMap((FlatMapFunction<Row, Row>) row -> flatten(row, function, bad), Encoders.row(schema));
    }

    private static Iterator<Row> flatten(Row row, RowsOfEvent function, LongAccumulator bad) {
        return decode(row, bad).stream().flatMap(function::rows).iterator();
    }

    private static Optional<Event> decode(Row row, LongAccumulator bad) {
        try {
            return Optional.of(EventCodec.decode(Topic.ofName(row.getString(0)), row.<byte[]>getAs(3)));
        } catch (UndecodableEventException e) {
            LOG.warn("Record is set aside: {}-{} offset {}: {}", row.get(0), row.get(1), row.get(2), e.getMessage());
            bad.add(1);
            return Optional.empty();
        }
    }

    /** A serializable function from an event to rows. */
    private interface RowsOfEvent extends Serializable {
        Stream<Row> rows(Event event);
    }
}
