package dev.darkroom.ingest;

import dev.darkroom.web.Metrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import java.util.function.Supplier;

/** What ingest counts; every upload ends in exactly one outcome, so outcomes add up to uploads. */
final class IngestMetrics {
    private final Metrics metrics;
    private final Counter bytes;
    private final Counter ahead;

    IngestMetrics(Metrics metrics) {
        this.metrics = metrics;
        this.bytes = Counter.builder("ingest.bytes")
                .description("Bytes of photos that were received whole")
                .register(metrics.registry());
        this.ahead = Counter.builder("ingest.stored.ahead")
                .description("Originals that were stored while they arrived")
                .register(metrics.registry());
    }

    /** Watches how many uploads are under way. */
    void watch(Supplier<Number> uploadsInFlight) {
        Gauge.builder("ingest.uploads.in.flight", uploadsInFlight)
                .description("Uploads under way")
                .register(metrics.registry());
    }

    /** Times one step of an upload; failed ones too. */
    <T> T step(String step, Supplier<T> work) {
        return metrics.timer("ingest.step", "Steps of an upload", "step", step).record(work);
    }

    void received(long count) {
        bytes.increment((double) count);
    }

    void storedAhead() {
        ahead.increment();
    }

    /** {@code created}, {@code duplicate}, {@code amended}, {@code revived}, or the slug of the problem. */
    void outcome(String outcome) {
        Counter.builder("ingest.uploads")
                .description("Uploads by what became of them")
                .tag("outcome", outcome)
                .register(metrics.registry())
                .increment();
    }
}
