package dev.darkroom.flink.index;

import dev.darkroom.flink.stream.DeadLetters;
import dev.darkroom.flink.stream.RawRecord;
import dev.darkroom.stores.Stores;
import dev.darkroom.stores.StoresConfig;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.sink.AsyncSinkBase;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.config.AsyncSinkWriterConfiguration;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Writes changes to the search index, at least once; with versions given from outside, a repeated or late one is
 * harmless.
 */
final class IndexSink extends AsyncSinkBase<RawRecord, IndexEntry> {
    private static final long serialVersionUID = 1;
    private static final int MAX_IN_FLIGHT = 2;
    private static final long MAX_BATCH_BYTES = 4L << 20;

    /** Kafka's own limit of a record, so that none is ever refused here. */
    private static final long MAX_RECORD_BYTES = 2L << 20;

    private final Map<String, String> environment;

    /** {@code environment} says where the stores are. */
    IndexSink(Map<String, String> environment, IndexOptions options) {
        super(
                (record, context) -> IndexEntry.of(record),
                options.maxBatch(),
                MAX_IN_FLIGHT,
                5 * options.maxBatch(),
                MAX_BATCH_BYTES,
                options.maxWait().toMillis(),
                MAX_RECORD_BYTES);
        this.environment = Map.copyOf(environment);
    }

    @Override
    public SinkWriter<RawRecord> createWriter(WriterInitContext context) {
        return restoreWriter(context, List.of());
    }

    @Override
    public StatefulSinkWriter<RawRecord, BufferedRequestState<IndexEntry>> restoreWriter(
            WriterInitContext context, Collection<BufferedRequestState<IndexEntry>> restored) {
        StoresConfig config = StoresConfig.from(environment);
        Stores stores = Stores.open(config);
        DeadLetters deadLetters = new DeadLetters(config.kafka());
        IndexBulk bulk = new IndexBulk(
                stores.index(),
                new VectorBulk(stores.features(), stores.transforms()),
                deadLetters::send,
                new IndexMetrics(context.metricGroup()),
                Clock.systemUTC());
        return new IndexWriter(context, configuration(), restored, bulk, () -> {
            deadLetters.close();
            stores.close();
        });
    }

    @Override
    public SimpleVersionedSerializer<BufferedRequestState<IndexEntry>> getWriterStateSerializer() {
        return new IndexEntrySerializer();
    }

    private AsyncSinkWriterConfiguration configuration() {
        return AsyncSinkWriterConfiguration.builder()
                .setMaxBatchSize(getMaxBatchSize())
                .setMaxBatchSizeInBytes(getMaxBatchSizeInBytes())
                .setMaxInFlightRequests(getMaxInFlightRequests())
                .setMaxBufferedRequests(getMaxBufferedRequests())
                .setMaxTimeInBufferMS(getMaxTimeInBufferMS())
                .setMaxRecordSizeInBytes(getMaxRecordSizeInBytes())
                .build();
    }
}
