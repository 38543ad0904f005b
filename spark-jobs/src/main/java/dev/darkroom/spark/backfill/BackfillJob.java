package dev.darkroom.spark.backfill;

import static org.apache.spark.sql.functions.col;

import dev.darkroom.core.port.TransformRecords;
import dev.darkroom.core.port.TransformRegistry;
import dev.darkroom.core.transform.TransformVersion;
import dev.darkroom.spark.backfill.BackfillOptions.Pace;
import dev.darkroom.spark.backfill.BackfillOptions.Scope;
import dev.darkroom.spark.backfill.BatchCommits.Totals;
import dev.darkroom.spark.backfill.Workshop.Order;
import dev.darkroom.spark.lake.Lake;
import dev.darkroom.stores.StoresConfig;
import dev.darkroom.stores.spanner.SpannerTransformRecords;
import dev.darkroom.stores.spanner.SpannerTransformRegistry;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.iceberg.SerializableTable;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.spark.Spark3Util;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.storage.StorageLevel;
import scala.Function2;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;
import scala.runtime.BoxedUnit;

/**
 * Derives what one version of a transform owes the archive: expected minus ledger, batch by batch. Every finished batch
 * is committed, so a run that dies is simply run again and repeats the batches that were open.
 */
public final class BackfillJob {
    private final SparkSession spark;
    private final BackfillOptions options;
    private final Progress progress;
    private final Instant start = Instant.now();
    private final String run = UUID.randomUUID().toString();
    private volatile boolean paused;
    private Duration deriving = Duration.ZERO;

    /** {@code progress} is told by several threads, one after the other. */
    public BackfillJob(SparkSession spark, BackfillOptions options, Progress progress) {
        this.spark = spark;
        this.options = options;
        this.progress = progress;
    }

    /**
     * Says what {@link #run} would do; derives nothing, and writes nothing but missing tables.
     *
     * @throws IllegalArgumentException when the registry does not have the version
     */
    public BackfillPlan plan() {
        Lake.createTables(spark);
        TransformVersion version = versions().find(options.transform());
        BackfillPlanner planner = planner(version);
        describe("plan: what is expected and what the ledger has");
        Tally tally = planner.tally();
        Dataset<Row> work = planner.work().persist(StorageLevel.DISK_ONLY());
        try {
            describe("plan: what is to be read");
            Row sums = work.selectExpr("count(*)", "coalesce(sum(bytes), 0L)").head();
            return planner.plan(
                    tally, work, sums.getLong(0), sums.getLong(1), seconds(Duration.between(start, Instant.now())));
        } finally {
            work.unpersist();
        }
    }

    /**
     * Derives what is missing.
     *
     * @throws IllegalArgumentException when the registry does not have the version, or this program cannot make it
     */
    public BackfillResult run() {
        Lake.createTables(spark);
        Versions versions = versions();
        TransformVersion version = versions.find(options.transform());
        Table features = load(Lake.FEATURES);
        Table ledger = load(Lake.DERIVATIONS);
        new HalfCommits(spark).takeBack(features, ledger, version.id().toString());
        OptionalInt dimensions = Derivatives.dimensions(Definition.of(version));
        if (dimensions.isPresent()) {
            new SpaceRefill(spark, options.environment()).open(version.id(), dimensions.getAsInt());
        }
        BackfillPlanner planner = planner(version);
        describe("plan: what is expected and what the ledger has");
        Tally before = planner.tally();
        Totals totals = Totals.NONE;
        if (before.open() > 0 || !options.again().isEmpty()) {
            BatchTask task = task(versions, version, ledger, features);
            totals = wave(planner, before, totals, task, features, ledger);
            while (totals.left() > 0 && !paused) {
                progress.cutAnew(totals.left());
                spark.sql("REFRESH TABLE " + Lake.DERIVATIONS);
                totals = wave(planner, before, totals, task, features, ledger);
            }
            progress.ended();
            new NewestEntries(spark).keep(version.id().toString());
        }
        return account(planner, before, totals);
    }

    /** Derives what is open, once over; batches that are slow leave something. */
    private Totals wave(
            BackfillPlanner planner, Tally before, Totals soFar, BatchTask task, Table features, Table ledger) {
        Dataset<Row> work =
                planner.work(options.pace().maxPhotos() - soFar.photos()).persist(StorageLevel.DISK_ONLY());
        try {
            describe("plan: cut the work into batches");
            Row sums = work.selectExpr("count(*)", "coalesce(sum(bytes), 0L)").head();
            if (soFar.equals(Totals.NONE)) {
                progress.planned(options.transform(), before, sums.getLong(0));
            }
            Layout layout = Layout.of(work, sums.getLong(1), options.pace().batch());
            Instant begun = Instant.now();
            Totals done = derive(layout, task, soFar, features, ledger);
            deriving = deriving.plus(Duration.between(begun, Instant.now()));
            return soFar.plus(done);
        } finally {
            work.unpersist();
        }
    }

    /** Stops a run from another thread; what is finished is committed, and the next run goes on from there. */
    public void pause() {
        paused = true;
        spark.sparkContext().cancelJobGroupAndFutureJobs(run);
    }

    private Totals derive(Layout layout, BatchTask task, Totals soFar, Table features, Table ledger) {
        SparkContext context = spark.sparkContext();
        BatchCommits commits = new BatchCommits(
                features,
                ledger,
                options.transform().toString(),
                done -> progress.committed(soFar.photos() + done.photos()),
                () -> context.cancelJobGroup(run));
        try (commits) {
            context.setJobGroup(run, "backfill: derive " + options.transform(), false);
            RDD<Row> batches = layout.work()
                    .repartitionById(Math.max(1, layout.batches()), col("batch"))
                    .rdd();
            context.runJob(
                    batches,
                    (Function2<TaskContext, Iterator<Row>, BatchDone> & Serializable) task::run,
                    CollectionConverters.asScala(IntStream.range(0, layout.batches())
                                    .<Object>mapToObj(batch -> batch)
                                    .toList())
                            .toSeq(),
                    (Function2<Object, BatchDone, BoxedUnit>) (batch, done) -> {
                        commits.add(done);
                        return BoxedUnit.UNIT;
                    },
                    ClassTag$.MODULE$.<BatchDone>apply(BatchDone.class));
        } catch (Exception e) {
            // A failed commit ended the job: that is what there is to tell. Spark throws what it does not declare.
            if (e.getSuppressed().length > 0 && e.getSuppressed()[0] instanceof RuntimeException commit) {
                throw commit;
            }
            if (!paused) {
                throw e;
            }
        } finally {
            context.clearJobGroup();
        }
        return commits.totals();
    }

    /** Asks the lake again, which knows nothing of what this run believes to have done. */
    private BackfillResult account(BackfillPlanner planner, Tally before, Totals totals) {
        spark.sql("REFRESH TABLE " + Lake.DERIVATIONS);
        spark.sql("REFRESH TABLE " + Lake.PHOTOS);
        describe("account for every photo");
        Tally after = planner.tally();
        // What the run knows that it left; whatever else has no entry was skipped by mistake.
        long left = Math.max(0, before.open() + before.withReasons(options.again()) - totals.photos());
        long remaining = Math.min(left, after.open());
        double seconds = seconds(Duration.between(start, Instant.now()));
        BackfillResult result = new BackfillResult(
                "backfill",
                run,
                options.transform().toString(),
                remaining == 0 ? "complete" : "partial",
                before.expected(),
                after.done(),
                after.failed(),
                after.excluded(),
                remaining,
                after.open() - remaining,
                before.settled(),
                totals.batches(),
                totals.objectsRead(),
                totals.bytesRead(),
                totals.restores(),
                seconds(deriving),
                totals.photos() / seconds,
                seconds);
        new RunLog(spark).add(result, start, Instant.now());
        if (options.scope().equals(Scope.EVERYTHING)) {
            count(after, before.expected());
        }
        return result;
    }

    /** Leaves the count where a listing of versions finds it without looking into the lake. */
    private void count(Tally tally, long expected) {
        try (TransformRecords records = new SpannerTransformRecords(
                StoresConfig.from(options.environment()).spannerUrl())) {
            records.count(tally.coverage(options.transform(), expected, start));
        }
    }

    private BatchTask task(Versions versions, TransformVersion version, Table ledger, Table features) {
        TransformVersion live = versions.liveRecipe(version);
        Pace pace = options.pace();
        Order order = new Order(
                options.environment(),
                Definition.of(version),
                Definition.of(live),
                pace.sandbox(),
                pace.live().stream().toList());
        return new BatchTask(
                order,
                version.input(),
                Versions.proxyFile(live),
                run,
                pace.photosAtOnce(),
                start.plus(pace.budget()),
                pace.batchTime(),
                options.restore().stream().toList(),
                SerializableTable.copyOf(ledger),
                SerializableTable.copyOf(features));
    }

    private BackfillPlanner planner(TransformVersion version) {
        Snapshot snapshot = load(Lake.PHOTOS).currentSnapshot();
        return new BackfillPlanner(spark, options, version, start, snapshot == null ? -1 : snapshot.snapshotId());
    }

    private Versions versions() {
        StoresConfig config = StoresConfig.from(options.environment());
        try (TransformRegistry registry = new SpannerTransformRegistry(config.spannerUrl())) {
            return new Versions(registry.all());
        }
    }

    private Table load(String name) {
        try {
            spark.sql("REFRESH TABLE " + name);
            Table table = Spark3Util.loadIcebergTable(spark, name);
            table.refresh();
            return table;
        } catch (NoSuchTableException | ParseException e) {
            throw new IllegalStateException("Table " + name + " cannot be opened: " + e.getMessage(), e);
        }
    }

    private void describe(String step) {
        spark.sparkContext().setJobDescription("backfill, " + step);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1_000.0;
    }
}
