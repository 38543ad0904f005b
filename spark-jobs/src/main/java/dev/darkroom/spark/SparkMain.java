package dev.darkroom.spark;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.core.id.UserId;
import dev.darkroom.spark.audit.AuditJob;
import dev.darkroom.spark.audit.AuditOptions;
import dev.darkroom.spark.audit.AuditResult;
import dev.darkroom.spark.lake.Lake;
import dev.darkroom.spark.sync.LakeSyncJob;
import dev.darkroom.spark.sync.LakeSyncOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs one batch job by name; its result is the last line, as JSON. */
@Command(
        name = "job",
        description = "Runs one batch job; the last line printed is its result, as JSON.",
        mixinStandardHelpOptions = true)
public final class SparkMain {
    private static final Logger LOG = LoggerFactory.getLogger(SparkMain.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private SparkMain() {}

    /** Ends with 0 when done, 1 when failed (or when an audit found differences), 2 for bad usage. */
    public static void main(String[] arguments) {
        CommandLine command = new CommandLine(new SparkMain());
        command.registerConverter(UserId.class, UserId::new);
        command.setExecutionExceptionHandler((failure, line, parsed) -> {
            LOG.debug("Job failed", failure);
            System.err.println("darkroom job: " + failure.getMessage());
            return failure instanceof IllegalArgumentException ? 2 : 1;
        });
        System.exit(command.execute(arguments));
    }

    @Command(
            name = "lake-sync",
            description = "Brings the lake up to date with Kafka, exactly once.",
            mixinStandardHelpOptions = true)
    int lakeSync() throws IOException {
        LakeSyncOptions options = new LakeSyncOptions(System.getenv());
        try (SparkSession spark = Lake.open("lake-sync", System.getenv())) {
            print(new LakeSyncJob(spark, options).run());
        }
        return 0;
    }

    @Command(
            name = "audit",
            description = {
                "Compares S3, Spanner, Elasticsearch and the lake, and prints what differs.",
                "Run lake-sync before. Ends with 1 when something differs."
            },
            mixinStandardHelpOptions = true)
    int audit(
            @Option(names = "--dry-run", required = true, description = "Change nothing; the only mode there is.")
                    boolean dryRun,
            @Option(names = "--owner", paramLabel = "USER", description = "Look at the photos of this user only.")
                    Optional<UserId> owner,
            @Option(
                            names = "--grace",
                            defaultValue = "PT1M",
                            description = "Leave out what is younger than this (default: ${DEFAULT-VALUE}).")
                    Duration grace,
            @Option(names = "--deep", description = "Read and hash every object.") boolean deep,
            @Option(
                            names = "--examples",
                            defaultValue = "5",
                            description = "How many photos to name per difference (default: ${DEFAULT-VALUE}).")
                    int examples)
            throws IOException {
        AuditOptions options = new AuditOptions(System.getenv(), owner, grace, deep, examples);
        try (SparkSession spark = Lake.open("audit", System.getenv())) {
            AuditResult result = new AuditJob(spark, options).run();
            result.differences().forEach((name, count) -> System.out.printf("%-24s %d%n", name, count));
            result.examples()
                    .forEach(finding -> System.out.printf(
                            "  %s %s %s%n", finding.difference(), finding.photo(), finding.detail()));
            print(result);
            return result.isClean() ? 0 : 1;
        }
    }

    private static void print(Object result) throws IOException {
        System.out.println(JSON.writeValueAsString(result));
    }
}
