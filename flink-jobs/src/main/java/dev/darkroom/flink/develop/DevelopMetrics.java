package dev.darkroom.flink.develop;

import dev.darkroom.core.error.Reason;
import dev.darkroom.flink.stream.SecondsHistogram;
import dev.darkroom.imaging.sandbox.SandboxObserver;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;

/** What the develop job tells Prometheus, beside what Flink counts by itself. Safe for threads. */
final class DevelopMetrics implements DevelopObserver, SandboxObserver {
    private final Map<Stage, SecondsHistogram> stages = new EnumMap<>(Stage.class);
    private final Map<Reason, Counter> rejections = new EnumMap<>(Reason.class);
    private final SecondsHistogram uploadToDerived;
    private final Counter derived;
    private final Counter gone;
    private final Counter setAside;
    private final Counter crashed;
    private final SecondsHistogram replaced;

    /** Registers every metric, so that those that never happened read 0. */
    DevelopMetrics(MetricGroup operator) {
        MetricGroup group = operator.addGroup("develop");
        for (Stage stage : Stage.values()) {
            stages.put(stage, SecondsHistogram.register(group, stage.metricName()));
        }
        for (Reason reason : Reason.values()) {
            rejections.put(
                    reason,
                    group.addGroup("reason", reason.code()).counter("rejected_total", new ThreadSafeSimpleCounter()));
        }
        uploadToDerived = SecondsHistogram.register(group, "upload_to_derived");
        derived = group.counter("derived_total", new ThreadSafeSimpleCounter());
        gone = group.counter("deleted_meanwhile_total", new ThreadSafeSimpleCounter());
        setAside = group.counter("set_aside_total", new ThreadSafeSimpleCounter());
        crashed = group.counter("decoder_crashes_total", new ThreadSafeSimpleCounter());
        replaced = SecondsHistogram.register(group, "decoder_replacement");
    }

    @Override
    public void took(Stage stage, Duration time) {
        stages.get(stage).update(time);
    }

    @Override
    public void derived(Duration sinceUpload) {
        derived.inc();
        uploadToDerived.update(sinceUpload);
    }

    @Override
    public void rejected(Reason reason) {
        rejections.get(reason).inc();
    }

    @Override
    public void gone() {
        gone.inc();
    }

    @Override
    public void crashed() {
        crashed.inc();
    }

    @Override
    public void replaced(Duration time) {
        replaced.update(time);
    }

    /** A record was set aside. */
    void setAside() {
        setAside.inc();
    }
}
