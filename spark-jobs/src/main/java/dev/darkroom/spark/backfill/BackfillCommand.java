package dev.darkroom.spark.backfill;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.core.error.Reason;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.port.Restore;
import dev.darkroom.core.transform.TransformId;
import dev.darkroom.spark.backfill.BackfillOptions.Pace;
import dev.darkroom.spark.backfill.BackfillOptions.Scope;
import dev.darkroom.spark.lake.Lake;
import dev.darkroom.spark.sync.LakeSyncJob;
import dev.darkroom.spark.sync.LakeSyncOptions;
import dev.darkroom.stores.StoresConfig;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SignalUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import scala.runtime.AbstractFunction0;

/** The backfill from the command line. */
@Command(
        name = "backfill",
        description = {
            "Derives what one version of a transform owes the archive: expected photos without an entry in the ledger.",
            "Killed, stopped (Ctrl-C) or out of budget, it goes on where it was when it is run again; stopped, it first",
            "commits what is finished and prints its result.",
            "Ends with 1 when expected = done + failed + excluded + remaining does not hold."
        },
        sortOptions = false,
        mixinStandardHelpOptions = true)
public final class BackfillCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, String> environment;
    private final Consumer<StoresConfig> preflight;

    @Option(
            names = "--transform",
            required = true,
            paramLabel = "NAME@VERSION+DIGEST",
            description = "The version to derive; ./darkroom transforms list shows them.")
    private TransformId transform;

    @Option(
            names = "--where",
            paramLabel = "SQL",
            description = "Expect only photos for which this holds, over the columns of archive.photos.")
    private Optional<String> where = Optional.empty();

    @Option(names = "--users", paramLabel = "USER", split = ",", description = "Expect photos of these users only.")
    private List<UserId> users = List.of();

    @Option(names = "--max-photos", paramLabel = "N", description = "Derive at most N photos.")
    private Optional<Long> maxPhotos = Optional.empty();

    @Option(names = "--budget-seconds", paramLabel = "S", description = "Begin no photo after S seconds.")
    private Optional<Long> budgetSeconds = Optional.empty();

    @Option(
            names = "--dry-run",
            description = "Say what would be done and how long it would take; only the lake is brought up to date.")
    private boolean dryRun;

    @Option(
            names = "--again",
            paramLabel = "REASON",
            split = ",",
            description = "Try entries of the ledger with these reasons again, such as needs-restore.")
    private Set<Reason> again = Set.of();

    @Option(
            names = "--restore",
            paramLabel = "DAYS",
            description = {
                "Ask S3 to restore originals in the archive for DAYS days. They count as needs-restore in this run;",
                "the same command, run again when S3 has restored them, derives them."
            })
    private Optional<Integer> restoreDays = Optional.empty();

    @Option(
            names = "--restore-tier",
            paramLabel = "TIER",
            description = "How soon: ${COMPLETION-CANDIDATES}; BULK is the cheapest and the default.")
    private Optional<Restore.Tier> restoreTier = Optional.empty();

    @Option(
            names = "--batch-bytes",
            paramLabel = "BYTES",
            defaultValue = "268435456",
            description = {
                "What one task reads at most, and what is repeated when it dies (default: ${DEFAULT-VALUE}).",
                "Little work is cut smaller, so that every core has some."
            })
    private long batchBytes;

    @Option(
            names = "--batch-photos",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Photos of one task at most (default: ${DEFAULT-VALUE}).")
    private int batchPhotos;

    @Option(
            names = "--batch-time",
            paramLabel = "DURATION",
            defaultValue = "PT5M",
            description = {
                "A task begins no photo later than this after its first; what it leaves is cut anew, for all cores, when",
                "the other tasks have ended (default: ${DEFAULT-VALUE})."
            })
    private Duration batchTime;

    @Option(
            names = "--photos-at-once",
            paramLabel = "N",
            defaultValue = "3",
            description = "Photos in hand in each task (default: ${DEFAULT-VALUE}).")
    private int photosAtOnce;

    @Option(
            names = "--sandbox",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Decode in processes of their own, as the stream does (default: ${DEFAULT-VALUE}).")
    private boolean sandbox;

    @Option(
            names = "--live-limit",
            paramLabel = "DURATION",
            defaultValue = "PT10S",
            description = "Slow down while live uploads take longer to become searchable (default: ${DEFAULT-VALUE}).")
    private Duration liveLimit;

    @Option(
            names = "--live-metrics",
            paramLabel = "URL",
            description = "Prometheus text of the Flink jobs (default: port DARKROOM_FLINK_METRICS of this machine;"
                    + " without one the run does not slow down).")
    private Optional<URI> liveMetrics = Optional.empty();

    @Spec
    private CommandSpec spec;

    /** {@code preflight} asks the stores whether they answer. */
    public BackfillCommand(Map<String, String> environment, Consumer<StoresConfig> preflight) {
        this.environment = Map.copyOf(environment);
        this.preflight = preflight;
    }

    @Override
    public Integer call() throws IOException {
        BackfillOptions options = options();
        preflight.accept(StoresConfig.from(environment));
        try (SparkSession spark = Lake.open("backfill", environment)) {
            // What the lake does not know of cannot be expected.
            new LakeSyncJob(spark, new LakeSyncOptions(environment)).run();
            BackfillJob job = new BackfillJob(spark, options, Progress.onStandardError());
            return dryRun ? print(job.plan(), 0) : run(job);
        }
    }

    private int run(BackfillJob job) throws IOException {
        // No shutdown hook: others would stop, at the same time, what the run needs to commit and to account.
        for (String signal : List.of("TERM", "INT")) {
            SignalUtils.register(signal, new Pause(job));
        }
        BackfillResult result = job.run();
        return print(result, result.addsUp() ? 0 : 1);
    }

    private BackfillOptions options() {
        try {
            StoresConfig.from(environment);
            Optional<LiveLimit> live = liveMetrics
                    .or(() -> Optional.ofNullable(environment.get("DARKROOM_FLINK_METRICS"))
                            .map(port -> URI.create("http://127.0.0.1:" + port + "/metrics")))
                    .map(metrics -> new LiveLimit(metrics, liveLimit));
            Pace pace = new Pace(
                    maxPhotos.orElse(Long.MAX_VALUE),
                    budgetSeconds.map(Duration::ofSeconds).orElse(Pace.FULL.budget()),
                    new BatchSize(batchBytes, batchPhotos),
                    batchTime,
                    photosAtOnce,
                    sandbox,
                    live);
            return new BackfillOptions(environment, transform, new Scope(where, users), again, restore(), pace);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private Optional<Restore> restore() {
        if (restoreDays.isEmpty() && restoreTier.isPresent()) {
            throw new IllegalArgumentException(
                    "--restore-tier says how --restore is done; give --restore DAYS as well");
        }
        return restoreDays.map(days -> new Restore(days, restoreTier.orElse(Restore.Tier.BULK)));
    }

    private static int print(Object result, int code) throws IOException {
        System.out.println(JSON.writeValueAsString(result));
        return code;
    }

    /** Told to end, a run first commits what is finished and says what is left; told once more, it ends at once. */
    private static final class Pause extends AbstractFunction0<Object> {
        private final BackfillJob job;
        private final AtomicBoolean told = new AtomicBoolean();

        Pause(BackfillJob job) {
            this.job = job;
        }

        /** Whether that was all there is to do. */
        @Override
        public Object apply() {
            boolean first = told.compareAndSet(false, true);
            if (first) {
                job.pause();
            }
            return first;
        }
    }
}
