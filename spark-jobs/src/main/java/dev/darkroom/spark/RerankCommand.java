package dev.darkroom.spark;

import dev.darkroom.core.id.UserId;
import dev.darkroom.spark.lake.Lake;
import dev.darkroom.spark.rerank.RerankJob;
import dev.darkroom.spark.rerank.RerankOptions;
import dev.darkroom.spark.rerank.RerankResult;
import dev.darkroom.stores.StoresConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code job rerank}. */
@Command(
        name = "rerank",
        description = {
            "Gives each photo a static rank by age, views, quality and duplicates, which searches by words heed.",
            "Run lake-sync before, and duplicates when photos have come.",
            "Ends with 1, and writes nothing, when recorded searches say that the new ranks are worse than those of"
                    + " today, or are too few to say so."
        },
        mixinStandardHelpOptions = true)
final class RerankCommand implements Callable<Integer> {
    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--weights",
            paramLabel = "FILE",
            description = "How ranks are made, as JSON with all of the fields; those of this release when left out.")
    private Optional<Path> weights = Optional.empty();

    @Option(names = "--dry-run", description = "Write nothing; the exit code is that of the real run.")
    private boolean dryRun;

    @Option(names = "--owner", paramLabel = "USER", description = "Rank the photos of this user only.")
    private Optional<UserId> owner = Optional.empty();

    @Option(
            names = "--now",
            paramLabel = "INSTANT",
            description = "Rank as if it were this moment (default: now); the same moment gives the same ranks.")
    private Optional<Instant> now = Optional.empty();

    @Option(
            names = "--min-searches",
            paramLabel = "N",
            defaultValue = "30",
            description = "Judge by so many recorded searches at least (default: ${DEFAULT-VALUE}).")
    private int minSearches;

    @Option(
            names = "--force",
            description =
                    "Write also when there are fewer, as at the first time; never what enough of them call worse.")
    private boolean force;

    @Option(
            names = "--per-second",
            paramLabel = "N",
            defaultValue = "500",
            description = "Tell the stores of so many changed photos a second at most (default: ${DEFAULT-VALUE}).")
    private int perSecond;

    RerankCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        StoresConfig config = SparkMain.valid(spec, () -> StoresConfig.from(environment));
        RerankOptions options = SparkMain.valid(
                spec,
                () -> new RerankOptions(
                        environment,
                        owner,
                        RerankOptions.weights(weights),
                        now.orElseGet(Instant::now),
                        dryRun,
                        minSearches,
                        force,
                        perSecond));
        SparkMain.valid(spec, () -> Preflight.ofLakeSync(config)).check();
        try (SparkSession spark = Lake.open("rerank", environment)) {
            RerankResult result = new RerankJob(spark, options).run();
            if (result.outcome().isRefusal()) {
                spec.commandLine().getErr().println("darkroom job: " + result.refusal(minSearches));
            }
            SparkMain.print(result);
            return result.outcome().isRefusal() ? 1 : 0;
        }
    }
}
