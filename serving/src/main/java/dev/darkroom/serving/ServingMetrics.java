package dev.darkroom.serving;

import dev.darkroom.core.port.EventLog;
import dev.darkroom.web.Metrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Timer;
import java.util.function.Supplier;

/** What the reads count: {@code photos looked up = cache hits + cache misses}. Safe for threads. */
final class ServingMetrics {
    private final Counter hits;
    private final Counter misses;
    private final Counter bytes;
    private final Timer searches;

    ServingMetrics(Metrics metrics, EventLog events) {
        hits = lookups(metrics, "hit");
        misses = lookups(metrics, "miss");
        bytes = Counter.builder("photos.served.bytes")
                .description("Bytes of renditions and originals streamed by this process")
                .register(metrics.registry());
        FunctionCounter.builder("photos.lost.view", events, EventLog::lost)
                .baseUnit("events")
                .description("Views and answers of searches that nobody was told of, because Kafka was away or busy")
                .register(metrics.registry());
        searches = metrics.timer("photos.search", "Questions to the search index");
    }

    private static Counter lookups(Metrics metrics, String outcome) {
        return Counter.builder("photos.cache.lookups")
                .description("Photos asked of the cache; hit and miss together are all of them")
                .tag("outcome", outcome)
                .register(metrics.registry());
    }

    void cacheHit() {
        hits.increment();
    }

    void cacheMiss() {
        misses.increment();
    }

    void served(int count) {
        bytes.increment(count);
    }

    <T> T timeSearch(Supplier<T> search) {
        return searches.record(search);
    }
}
