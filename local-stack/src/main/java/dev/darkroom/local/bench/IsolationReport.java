package dev.darkroom.local.bench;

import dev.darkroom.local.client.Tally;
import java.util.Locale;

/**
 * How late uploads were without and with a backfill.
 *
 * @param photos in the archive
 * @param derivedPerSecond by the backfill beside the uploads, its start included
 */
public record IsolationReport(int photos, Tally idle, Tally busy, double derivedPerSecond) {
    /** As Markdown. */
    public String table() {
        return String.format(
                        Locale.ROOT,
                        "Archive: %d photos; the backfill derived %.1f of them a second, its start included.%n%n",
                        photos,
                        derivedPerSecond)
                + String.format("| upload to searchable, ms | uploads | p50 | p95 | p99 |%n|---|---:|---:|---:|---:|%n")
                + row("nothing else running", idle)
                + row("a backfill running", busy);
    }

    /** For programs. */
    public String json() {
        return String.format(
                Locale.ROOT,
                "{\"idle_p99_ms\":%.0f,\"busy_p99_ms\":%.0f,\"ratio\":%.2f}",
                millis(idle, 0.99),
                millis(busy, 0.99),
                millis(busy, 0.99) / millis(idle, 0.99));
    }

    private static String row(String name, Tally tally) {
        return String.format(
                Locale.ROOT,
                "| %s | %d | %.0f | %.0f | %.0f |%n",
                name,
                tally.searchable(),
                millis(tally, 0.50),
                millis(tally, 0.95),
                millis(tally, 0.99));
    }

    private static double millis(Tally tally, double share) {
        return tally.percentileMillis(share).orElse(Double.NaN);
    }
}
