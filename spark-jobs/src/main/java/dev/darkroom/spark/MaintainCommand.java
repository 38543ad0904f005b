package dev.darkroom.spark;

import dev.darkroom.spark.lake.Lake;
import dev.darkroom.spark.maintain.MaintainJob;
import dev.darkroom.spark.maintain.MaintainOptions;
import dev.darkroom.stores.StoresConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code job maintain}. */
@Command(
        name = "maintain",
        description = {
            "Keeps the lake's tables in shape: brings small files together, forgets old snapshots, removes orphans.",
            "Proves that no row has changed, before it removes anything."
        },
        mixinStandardHelpOptions = true)
final class MaintainCommand implements Callable<Integer> {
    /** A job that writes for longer than this would lose files that it has not committed yet. */
    private static final Duration LONGEST_JOB = Duration.ofDays(1);

    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;

    @Option(names = "--table", paramLabel = "NAME", description = "Only this table of archive; may be repeated.")
    private List<String> tables = List.of();

    @Option(
            names = "--keep",
            paramLabel = "DURATION",
            defaultValue = "P5D",
            description = "How long a snapshot can be read after it was replaced (default: ${DEFAULT-VALUE}).")
    private Duration keep;

    @Option(
            names = "--orphans-after",
            paramLabel = "DURATION",
            defaultValue = "P3D",
            description = "Remove files that no snapshot names when they are older than this"
                    + " (at least PT24H; default: ${DEFAULT-VALUE}).")
    private Duration orphansAfter;

    MaintainCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        StoresConfig config = SparkMain.valid(spec, () -> StoresConfig.from(environment));
        MaintainOptions options = SparkMain.valid(spec, this::options);
        Preflight.ofLake(config).check();
        try (SparkSession spark = Lake.open("maintain", environment)) {
            SparkMain.print(new MaintainJob(spark, options).run());
        }
        return 0;
    }

    private MaintainOptions options() {
        if (orphansAfter.compareTo(LONGEST_JOB) < 0) {
            throw new IllegalArgumentException("--orphans-after must be at least " + LONGEST_JOB + ": " + orphansAfter);
        }
        return new MaintainOptions(tables, keep, orphansAfter);
    }
}
