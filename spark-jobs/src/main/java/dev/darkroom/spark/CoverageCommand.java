package dev.darkroom.spark;

import dev.darkroom.spark.backfill.CoverageJob;
import dev.darkroom.spark.lake.Lake;
import dev.darkroom.spark.sync.LakeSyncJob;
import dev.darkroom.spark.sync.LakeSyncOptions;
import dev.darkroom.stores.StoresConfig;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code job coverage}. */
@Command(
        name = "coverage",
        description = {
            "Brings the lake up to date and counts how much of the archive has each version of each transform.",
            "./darkroom transforms list shows the newest count."
        },
        mixinStandardHelpOptions = true)
final class CoverageCommand implements Callable<Integer> {
    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;

    CoverageCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        StoresConfig config = SparkMain.valid(spec, () -> StoresConfig.from(environment));
        LakeSyncOptions options = SparkMain.valid(spec, () -> new LakeSyncOptions(environment));
        SparkMain.valid(spec, () -> Preflight.ofLakeSync(config)).check();
        try (SparkSession spark = Lake.open("coverage", environment)) {
            new LakeSyncJob(spark, options).run();
            SparkMain.print(new CoverageJob(spark, environment).run());
        }
        return 0;
    }
}
