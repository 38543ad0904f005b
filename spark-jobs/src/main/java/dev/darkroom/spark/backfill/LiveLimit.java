package dev.darkroom.spark.backfill;

import java.io.Serializable;
import java.net.URI;
import java.time.Duration;

/**
 * How late live uploads may become before a backfill slows down.
 *
 * @param metrics Prometheus text of the live pipeline
 * @param limit from upload to searchable
 */
public record LiveLimit(URI metrics, Duration limit) implements Serializable {
    public LiveLimit {
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException("--live-limit must be longer than nothing: " + limit);
        }
    }
}
