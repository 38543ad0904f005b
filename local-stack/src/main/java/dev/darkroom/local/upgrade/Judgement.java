package dev.darkroom.local.upgrade;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Says whether things have become worse since a flip: pure, and deaf to what a few requests or photos may show by chance. */
final class Judgement {
    private static final double FEW = 5;
    private static final double MORE_ERRORS = 0.01;
    private static final double MORE_REJECTED = 0.05;
    private static final double ENOUGH_READS = 50;
    private static final double SLOWER = 2;
    private static final double SLOW_SECONDS = 0.5;

    private final Vitals before;
    private final Duration liveLimit;

    /**
     * Compares with what was counted until the flip.
     *
     * @param liveLimit from upload to searchable, on average
     */
    Judgement(Vitals before, Duration liveLimit) {
        this.before = before;
        this.liveLimit = liveLimit;
    }

    /** What is worse in what was counted since the flip; empty when nothing is. */
    Optional<String> worse(Vitals since) {
        if (since.errors() >= FEW && since.errorShare() > before.errorShare() + MORE_ERRORS) {
            return told("%.1f %% of requests fail, %.1f %% did before", since.errorShare(), before.errorShare(), 100);
        }
        if (since.rejected() >= FEW && since.rejectedShare() > before.rejectedShare() + MORE_REJECTED) {
            return told(
                    "%.1f %% of uploads are rejected, %.1f %% were before",
                    since.rejectedShare(), before.rejectedShare(), 100);
        }
        boolean enough = since.reads().getOrDefault(Double.POSITIVE_INFINITY, 0.0) >= ENOUGH_READS;
        if (enough && since.readP99() > Math.max(SLOW_SECONDS, SLOWER * before.readP99())) {
            return told("reads take up to %.2f s (p99), %.2f s before", since.readP99(), before.readP99(), 1);
        }
        double limit = liveLimit.toMillis() / 1_000.0;
        if (since.searchable() >= FEW && since.lag() > limit && since.lag() > SLOWER * before.lag()) {
            return told("uploads are searchable after %.1f s, %.1f s before", since.lag(), before.lag(), 1);
        }
        return Optional.empty();
    }

    private static Optional<String> told(String format, double now, double before, double factor) {
        return Optional.of(String.format(Locale.ROOT, format, factor * now, factor * before));
    }
}
