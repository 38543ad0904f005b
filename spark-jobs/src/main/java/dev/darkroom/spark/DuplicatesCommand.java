package dev.darkroom.spark;

import dev.darkroom.core.id.UserId;
import dev.darkroom.spark.duplicates.DuplicatesJob;
import dev.darkroom.spark.duplicates.DuplicatesOptions;
import dev.darkroom.spark.lake.Lake;
import dev.darkroom.stores.StoresConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code job duplicates}. */
@Command(
        name = "duplicates",
        description = {
            "Groups each owner's photos that show the same, and suggests the best shot of each group:",
            "the same bytes, the same pixels, similar pictures, bursts by time and camera.",
            "Run lake-sync before. Groups are in each photo's JSON; GET /v1/search?collapse=duplicates uses them."
        },
        mixinStandardHelpOptions = true)
final class DuplicatesCommand implements Callable<Integer> {
    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;

    @Option(names = "--owner", paramLabel = "USER", description = "Group the photos of this user only.")
    private Optional<UserId> owner = Optional.empty();

    @Option(
            names = "--distance",
            paramLabel = "BITS",
            defaultValue = "6",
            description = "Bits of 64 in which perceptual hashes of similar pictures differ at most"
                    + " (0 to 10; default: ${DEFAULT-VALUE}).")
    private int distance;

    @Option(
            names = "--burst-gap",
            paramLabel = "DURATION",
            defaultValue = "PT1S",
            description = "Time between two shots of a burst at most (default: ${DEFAULT-VALUE}).")
    private Duration burstGap;

    @Option(
            names = "--per-second",
            paramLabel = "N",
            defaultValue = "500",
            description = "Tell the stores of so many changed photos a second at most (default: ${DEFAULT-VALUE}).")
    private int perSecond;

    DuplicatesCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        StoresConfig config = SparkMain.valid(spec, () -> StoresConfig.from(environment));
        DuplicatesOptions options =
                SparkMain.valid(spec, () -> new DuplicatesOptions(environment, owner, distance, burstGap, perSecond));
        SparkMain.valid(spec, () -> Preflight.ofLakeSync(config)).check();
        try (SparkSession spark = Lake.open("duplicates", environment)) {
            SparkMain.print(new DuplicatesJob(spark, options).run());
        }
        return 0;
    }
}
