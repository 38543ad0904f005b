package dev.darkroom.spark;

import dev.darkroom.core.transform.TransformId;
import dev.darkroom.spark.compare.CompareJob;
import dev.darkroom.spark.compare.CompareOptions;
import dev.darkroom.spark.compare.CompareResult;
import dev.darkroom.spark.compare.Gates;
import dev.darkroom.spark.lake.Lake;
import dev.darkroom.spark.sync.LakeSyncJob;
import dev.darkroom.spark.sync.LakeSyncOptions;
import dev.darkroom.stores.StoresConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code job compare}. */
@Command(
        name = "compare",
        description = {
            "Compares two versions of the renditions: outcomes over the whole archive, files over a sample of photos.",
            "Writes a page with examples side by side, which holds photos of users, and the same as JSON.",
            "Ends with 1 when a gate refuses."
        },
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class CompareCommand implements Callable<Integer> {
    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--transform",
            required = true,
            paramLabel = "NAME@VERSION+DIGEST",
            description = "The version in question; ./darkroom transforms list shows them.")
    private TransformId transform;

    @Option(
            names = "--against",
            paramLabel = "NAME@VERSION+DIGEST",
            description = "What it is compared with (default: the live version, or the shadow of it).")
    private Optional<TransformId> against = Optional.empty();

    @Option(
            names = "--sample",
            paramLabel = "N",
            defaultValue = "300",
            description = "How many photos; the same ones each time (default: ${DEFAULT-VALUE}).")
    private int sample;

    @Option(
            names = "--examples",
            paramLabel = "N",
            defaultValue = "16",
            description = "How many photos the page shows, the least alike first (default: ${DEFAULT-VALUE}).")
    private int examples;

    @Option(
            names = "--min-psnr",
            paramLabel = "DB",
            description = "Refuse when fewer than 19 of 20 pairs of renditions of equal sides have this PSNR.")
    private Optional<Double> minPsnr = Optional.empty();

    @Option(
            names = "--min-agreement",
            paramLabel = "SHARE",
            description =
                    "Refuse when a smaller share of the photos that both versions were tried on has the same outcome.")
    private Optional<Double> minAgreement = Optional.empty();

    @Option(
            names = "--reports",
            paramLabel = "DIR",
            description = "Where the report is written (default: the folder reports of the data directory).")
    private Optional<Path> reports = Optional.empty();

    CompareCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        StoresConfig config = SparkMain.valid(spec, () -> StoresConfig.from(environment));
        CompareOptions options = SparkMain.valid(
                spec,
                () -> new CompareOptions(
                        environment,
                        transform,
                        against,
                        sample,
                        examples,
                        new Gates(minPsnr, minAgreement),
                        reports.orElse(Path.of(environment.getOrDefault("DARKROOM_DATA", "."), "reports"))));
        LakeSyncOptions sync = SparkMain.valid(spec, () -> new LakeSyncOptions(environment));
        SparkMain.valid(spec, () -> Preflight.ofLakeSync(config)).check();
        try (SparkSession spark = Lake.open("compare", environment)) {
            new LakeSyncJob(spark, sync).run();
            CompareResult result = new CompareJob(spark, options).run();
            result.gates()
                    .forEach(gate -> System.out.printf(
                            "%-14s %s, must be at least %s: %s%n",
                            gate.gate(), gate.value(), gate.least(), gate.passed() ? "passed" : "refused"));
            System.out.println("report         " + result.report());
            SparkMain.print(result);
            return result.passed() ? 0 : 1;
        }
    }
}
