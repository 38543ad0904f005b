package dev.darkroom.flink.index;

import dev.darkroom.core.port.IndexOutcome;
import dev.darkroom.flink.stream.SecondsHistogram;
import java.time.Duration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;

/** What the index job tells Prometheus, beside what Flink counts by itself. Safe for threads. */
final class IndexMetrics implements IndexObserver {
    private final SecondsHistogram bulk;
    private final SecondsHistogram eventToIndexed;
    private final Counter applied;
    private final Counter stale;
    private final Counter retried;
    private final Counter setAside;

    IndexMetrics(MetricGroup operator) {
        MetricGroup group = operator.addGroup("index");
        bulk = SecondsHistogram.register(group, "bulk");
        eventToIndexed = SecondsHistogram.register(group, "event_to_indexed");
        applied = group.counter("applied_total", new ThreadSafeSimpleCounter());
        stale = group.counter("stale_total", new ThreadSafeSimpleCounter());
        retried = group.counter("retried_total", new ThreadSafeSimpleCounter());
        setAside = group.counter("set_aside_total", new ThreadSafeSimpleCounter());
    }

    @Override
    public void took(Duration time) {
        bulk.update(time);
    }

    @Override
    public void answered(IndexOutcome outcome) {
        if (outcome instanceof IndexOutcome.Applied) {
            applied.inc();
        } else if (outcome instanceof IndexOutcome.Stale) {
            stale.inc();
        } else if (outcome instanceof IndexOutcome.Retry) {
            retried.inc();
        }
    }

    @Override
    public void indexed(Duration sinceEvent) {
        eventToIndexed.update(sinceEvent);
    }

    @Override
    public void setAside() {
        setAside.inc();
    }
}
