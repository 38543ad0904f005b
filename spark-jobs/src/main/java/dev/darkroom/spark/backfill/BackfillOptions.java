package dev.darkroom.spark.backfill;

import dev.darkroom.core.error.Reason;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.port.Restore;
import dev.darkroom.core.transform.TransformId;
import dev.darkroom.imaging.format.LimitsSetting;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The inputs of {@link BackfillJob}.
 *
 * @param environment endpoints, credentials and limits, as in {@code DATA/env}
 * @param scope which photos are expected
 * @param again entries of the ledger with these reasons are tried again
 * @param restore how originals in the archive are restored; those met before are then tried again
 * @param pace how much at a time, and for how long
 */
public record BackfillOptions(
        Map<String, String> environment,
        TransformId transform,
        Scope scope,
        Set<Reason> again,
        Optional<Restore> restore,
        Pace pace) {
    public BackfillOptions {
        environment = Map.copyOf(environment);
        LimitsSetting.from(environment);
        Set<Reason> all = new HashSet<>(again);
        restore.ifPresent(asked -> all.add(Reason.NEEDS_RESTORE));
        again = Set.copyOf(all);
    }

    /**
     * Which photos a run has to account for.
     *
     * @param where SQL over the columns of {@code archive.photos}
     * @param users whose photos; everybody's when empty
     */
    public record Scope(Optional<String> where, List<UserId> users) {
        /** The whole archive. */
        public static final Scope EVERYTHING = new Scope(Optional.empty(), List.of());

        public Scope {
            users = List.copyOf(users);
        }
    }

    /**
     * How a run goes about it.
     *
     * @param maxPhotos derive at most so many, and leave the rest to the next run
     * @param budget begin no photo later than this after the start
     * @param batchTime a batch begins no photo later than this after its first; what it leaves is cut anew for all cores
     * @param photosAtOnce photos in hand in each task
     * @param sandbox whether to decode in processes of their own
     * @param live where the live pipeline's metrics are, and how late it may be before this run slows down
     */
    public record Pace(
            long maxPhotos,
            Duration budget,
            BatchSize batch,
            Duration batchTime,
            int photosAtOnce,
            boolean sandbox,
            Optional<LiveLimit> live) {
        /** No bounds, and batches of 256 MB and five minutes. */
        public static final Pace FULL = new Pace(
                Long.MAX_VALUE,
                Duration.ofDays(365),
                new BatchSize(256L << 20, 1_000),
                Duration.ofMinutes(5),
                3,
                true,
                Optional.empty());

        public Pace {
            if (maxPhotos < 1) {
                throw new IllegalArgumentException("--max-photos must be at least 1: " + maxPhotos);
            }
            if (budget.isNegative() || budget.isZero()) {
                throw new IllegalArgumentException("--budget-seconds must be at least 1: " + budget.toSeconds());
            }
            if (batchTime.isNegative() || batchTime.isZero()) {
                throw new IllegalArgumentException("--batch-time must be positive: " + batchTime);
            }
            if (photosAtOnce < 1 || photosAtOnce > 64) {
                throw new IllegalArgumentException("--photos-at-once must lie in [1, 64]: " + photosAtOnce);
            }
        }
    }
}
