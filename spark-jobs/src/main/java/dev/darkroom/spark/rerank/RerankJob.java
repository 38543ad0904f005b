package dev.darkroom.spark.rerank;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.darkroom.spark.flow.PhotoNews;
import dev.darkroom.spark.lake.Lake;
import dev.darkroom.spark.rerank.RerankResult.Outcome;
import java.sql.Timestamp;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * Gives every completed photo its static rank, unless recorded searches say that the new ranks are worse than those of
 * today. Ranks that differ from the lake's are told to the stores; the lake follows with the next {@code lake-sync}, so a
 * run that dies is run again, and a run that finds nothing new writes nothing.
 */
public final class RerankJob {
    private final SparkSession spark;
    private final RerankOptions options;

    public RerankJob(SparkSession spark, RerankOptions options) {
        this.spark = spark;
        this.options = options;
    }

    /** Looks at the lake's photos, groups, views and searches: run {@code lake-sync} and {@code duplicates} before. */
    public RerankResult run() {
        long start = System.nanoTime();
        Lake.createTables(spark);
        Dataset<Row> ranked = ranked().persist(StorageLevel.DISK_ONLY());
        try {
            describe("rank photos");
            long photos = ranked.count();
            Dataset<Row> changes =
                    ranked.where(col("current").eqNullSafe(col("proposed")).unary_$bang());
            long changed = changes.count();
            describe("judge by recorded searches");
            Evidence evidence =
                    JudgedSearches.judge(upToNow(Lake.SEARCHES), upToNow(Lake.VIEWS), ranked, options.rankWeight());
            Outcome outcome = outcome(evidence);
            describe("tell the stores");
            long gone = outcome == Outcome.WRITTEN && changed > 0
                    ? PhotoNews.tell(
                            changes,
                            options.environment(),
                            options.perSecond(),
                            (catalog, owner, photo, row) -> catalog.rank(owner, photo, row.getAs("proposed")))
                    : 0;
            return new RerankResult(
                    "rerank",
                    outcome,
                    options.now().toString(),
                    photos,
                    evidence.searches(),
                    evidence.current(),
                    evidence.proposed(),
                    changed,
                    gone,
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start) / 1000.0);
        } finally {
            ranked.unpersist();
        }
    }

    private Outcome outcome(Evidence evidence) {
        Outcome verdict = evidence.verdict(options.minSearches(), options.force());
        return options.dryRun() && verdict == Outcome.WRITTEN ? Outcome.DRY_RUN : verdict;
    }

    private Dataset<Row> ranked() {
        RankWeights weights = options.weights();
        return RankedPhotos.of(
                ofOwner(Lake.PHOTOS).where("status = 'completed'"),
                ofOwner(Lake.DUPLICATES),
                Popularity.of(upToNow(Lake.VIEWS), options.now(), weights.popularityHalfLifeDays()),
                weights,
                options.now());
    }

    private Dataset<Row> upToNow(String table) {
        return ofOwner(table).where(col("occurred_at").leq(lit(Timestamp.from(options.now()))));
    }

    private Dataset<Row> ofOwner(String table) {
        Dataset<Row> all = spark.table(table);
        return options.owner()
                .map(owner -> all.where(col("user_id").equalTo(owner.value())))
                .orElse(all);
    }

    private void describe(String step) {
        spark.sparkContext().setJobDescription("rerank: " + step);
    }
}
