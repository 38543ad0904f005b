package dev.darkroom.spark.reindex;

import dev.darkroom.stores.StoresConfig;
import dev.darkroom.stores.elasticsearch.ElasticsearchRebuild;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * Builds the search index anew from the catalogue, beside the one that serves, and lets it take that one's place.
 *
 * <p>After the copy it asks the catalogue again and again for what has changed, until little has. Then the old index
 * refuses changes (whoever writes waits and tries again; searches go on), what changed last is applied, and the alias is
 * moved in one step. So the new index has all that the old one had, and a search never sees less. A run that dies leaves
 * an index that nobody uses, which the next run removes; died while changes were refused, the next run, or provisioning,
 * lets them through.
 */
public final class ReindexJob {
    private static final int MAX_ROUNDS = 10;

    /** So few changes are applied in a moment, for which others may wait. */
    private static final long FEW = 200;

    /** As long as an index remembers what was removed from it. */
    private static final Duration LATE_EVENTS = Duration.ofHours(1);

    private final SparkSession spark;
    private final ReindexOptions options;
    private final Deque<Dataset<Row>> kept = new ArrayDeque<>();

    public ReindexJob(SparkSession spark, ReindexOptions options) {
        this.spark = spark;
        this.options = options;
    }

    public ReindexResult run() {
        long start = System.nanoTime();
        Instant deletedSince = Instant.now().minus(LATE_EVENTS);
        StoresConfig config = StoresConfig.from(options.environment());
        try (ElasticsearchRebuild rebuild = new ElasticsearchRebuild(config.elasticsearch())) {
            String previous = rebuild.serving();
            String index = rebuild.begin();
            CatchUp catchUp = new CatchUp(spark, options.environment(), index, deletedSince);

            Dataset<Row> seen = versions(catchUp, "read versions");
            describe("remember deletions");
            catchUp.apply(seen.where("status = 'deleted'"));
            describe("copy documents");
            long copied = new DocumentCopy(spark, options).into(index);
            describe("compare with the catalogue");
            long caughtUp = catchUp.apply(catchUp.differing(seen));

            int rounds = 0;
            long changed;
            do {
                Dataset<Row> now = versions(catchUp, "read versions again");
                changed = catchUp.apply(CatchUp.changed(now, seen));
                caughtUp += changed;
                rounds++;
                seen = now;
            } while (changed > FEW && rounds < MAX_ROUNDS);

            long paused = System.nanoTime();
            rebuild.pauseChanges();
            try {
                caughtUp += catchUp.apply(CatchUp.changed(versions(catchUp, "read the last versions"), seen));
                rounds++;
                rebuild.serve(index);
            } catch (RuntimeException e) {
                rebuild.resumeChanges();
                throw e;
            }
            long end = System.nanoTime();
            return new ReindexResult(
                    "reindex", index, previous, copied, caughtUp, rounds, seconds(end - paused), seconds(end - start));
        } finally {
            kept.forEach(Dataset::unpersist);
        }
    }

    /** Kept on disk, because the next round is compared with it. */
    private Dataset<Row> versions(CatchUp catchUp, String description) {
        describe(description);
        Dataset<Row> versions = catchUp.versions().persist(StorageLevel.DISK_ONLY());
        versions.count();
        kept.addLast(versions);
        if (kept.size() > 2) {
            kept.removeFirst().unpersist();
        }
        return versions;
    }

    private void describe(String step) {
        spark.sparkContext().setJobDescription("reindex: " + step);
    }

    private static double seconds(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos) / 1000.0;
    }
}
