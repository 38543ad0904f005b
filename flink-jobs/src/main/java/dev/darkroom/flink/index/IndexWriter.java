package dev.darkroom.flink.index;

import dev.darkroom.core.error.UnavailableException;
import dev.darkroom.flink.stream.RawRecord;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.sink.writer.AsyncSinkWriter;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.DequeRequestBuffer;
import org.apache.flink.connector.base.sink.writer.ResultHandler;
import org.apache.flink.connector.base.sink.writer.SimpleBatchCreator;
import org.apache.flink.connector.base.sink.writer.config.AsyncSinkWriterConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Flink's side of writing to the index: batches, and patience with an index that is busy or away. */
final class IndexWriter extends AsyncSinkWriter<RawRecord, IndexEntry> {
    private static final Logger LOG = LoggerFactory.getLogger(IndexWriter.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /** About 20 seconds; then the job restarts from its checkpoint, which it may do for ever. */
    private static final int MAX_FAILURES = 10;

    private final IndexBulk bulk;
    private final AutoCloseable resources;

    IndexWriter(
            WriterInitContext context,
            AsyncSinkWriterConfiguration configuration,
            Collection<BufferedRequestState<IndexEntry>> restored,
            IndexBulk bulk,
            AutoCloseable resources) {
        super(
                (record, unused) -> IndexEntry.of(record),
                context,
                configuration,
                restored,
                new SimpleBatchCreator<>(configuration.getMaxBatchSizeInBytes()),
                new DequeRequestBuffer<>());
        this.bulk = bulk;
        this.resources = resources;
    }

    @Override
    protected void submitRequestEntries(List<IndexEntry> entries, ResultHandler<IndexEntry> handler) {
        CompletableFuture<Void> unused = bulk.apply(entries)
                .thenAccept(again -> settle(again, handler))
                .exceptionally(error -> {
                    handler.completeExceptionally(
                            new UnavailableException("A batch of " + entries.size() + " changes failed", error));
                    return null;
                });
    }

    private static void settle(List<IndexEntry> again, ResultHandler<IndexEntry> handler) {
        if (again.isEmpty()) {
            handler.complete();
        } else {
            retry(again, handler);
        }
    }

    private static void retry(List<IndexEntry> again, ResultHandler<IndexEntry> handler) {
        int failures = again.stream().mapToInt(IndexEntry::failures).max().orElseThrow();
        if (failures >= MAX_FAILURES) {
            handler.completeExceptionally(new UnavailableException(
                    "The index did not take " + again.size() + " changes in " + failures
                            + " attempts; check Elasticsearch. The job starts again from its checkpoint",
                    null));
            return;
        }
        Duration pause = pause(failures);
        LOG.warn("The index could not take {} changes now (attempt {}), again in {}", again.size(), failures, pause);
        Executor later = CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS);
        later.execute(() -> handler.retryForEntries(again));
    }

    /** Half of it fixed, half of it drawn at random. */
    private static Duration pause(int failures) {
        long bound = Math.min(LONGEST_PAUSE.toMillis(), FIRST_PAUSE.toMillis() << failures);
        return Duration.ofMillis(bound / 2 + ThreadLocalRandom.current().nextLong(bound / 2 + 1));
    }

    @Override
    protected long getSizeInBytes(IndexEntry entry) {
        return entry.sizeInBytes();
    }

    @Override
    public void close() {
        super.close();
        try {
            resources.close();
        } catch (Exception e) {
            LOG.warn("The index writer's connections did not close cleanly", e);
        }
    }
}
