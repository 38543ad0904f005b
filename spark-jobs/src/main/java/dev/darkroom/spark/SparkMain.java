package dev.darkroom.spark;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.core.error.Reason;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.transform.TransformId;
import dev.darkroom.spark.audit.AuditJob;
import dev.darkroom.spark.audit.AuditOptions;
import dev.darkroom.spark.audit.AuditResult;
import dev.darkroom.spark.backfill.BackfillCommand;
import dev.darkroom.spark.lake.Lake;
import dev.darkroom.spark.parity.ParityJob;
import dev.darkroom.spark.parity.ParityOptions;
import dev.darkroom.spark.parity.ParityResult;
import dev.darkroom.spark.sync.LakeSyncJob;
import dev.darkroom.spark.sync.LakeSyncOptions;
import dev.darkroom.stores.StoresConfig;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.LogManager;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Runs one batch job by name; its result is the last line, as JSON. */
@Command(
        name = "job",
        description = "Runs one batch job; the last line printed is its result, as JSON.",
        footer = "DARKROOM_LOG_LEVEL=info shows what Spark and the clients of the stores say meanwhile.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:failed, an audit found differences, or ranks were refused",
            "2:wrong usage or settings"
        },
        mixinStandardHelpOptions = true)
public final class SparkMain {
    private static final Logger LOG = LoggerFactory.getLogger(SparkMain.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;

    private SparkMain(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Ends with 0 when done, 1 when failed (or when an audit found differences), 2 for bad usage. */
    public static void main(String[] arguments) {
        // Clients of Google write there, past the logging of this house; what fails is told by the failure.
        LogManager.getLogManager().reset();
        int code = commandLine(System.getenv()).execute(arguments);
        // Inside of YARN whoever exits has failed, whatever the code.
        if (code != 0 || System.getProperty("spark.yarn.app.id") == null) {
            System.exit(code);
        }
    }

    static CommandLine commandLine(Map<String, String> environment) {
        CommandLine command = new CommandLine(new SparkMain(environment));
        command.addSubcommand(new DuplicatesCommand(environment));
        command.addSubcommand(new BackfillCommand(
                environment, config -> Preflight.ofLakeSync(config).check()));
        command.addSubcommand(new CoverageCommand(environment));
        command.addSubcommand(new CompareCommand(environment));
        command.addSubcommand(new ReindexCommand(environment));
        command.addSubcommand(new MaintainCommand(environment));
        command.addSubcommand(new RerankCommand(environment));
        command.addSubcommand(new TablesCommand(environment));
        command.registerConverter(UserId.class, converter(UserId::new));
        command.registerConverter(TransformId.class, converter(TransformId::parse));
        command.registerConverter(Reason.class, converter(SparkMain::reason));
        command.registerConverter(Duration.class, SparkMain::duration);
        command.registerConverter(Instant.class, SparkMain::instant);
        command.setParameterExceptionHandler((bad, arguments) -> {
            CommandLine line = bad.getCommandLine();
            line.getErr().println("darkroom job: " + bad.getMessage());
            line.getErr().println("See ./darkroom job " + line.getCommandName() + " --help");
            return 2;
        });
        command.setExecutionStrategy(new Lineage(environment, new RunLast()));
        command.setExecutionExceptionHandler((failure, line, parsed) -> {
            LOG.debug("Job failed", failure);
            line.getErr().println("darkroom job: " + FailureText.of(failure));
            return 1;
        });
        return command;
    }

    @Command(
            name = "lake-sync",
            description = "Brings the lake up to date with Kafka, exactly once.",
            mixinStandardHelpOptions = true)
    int lakeSync() throws IOException {
        StoresConfig config = valid(() -> StoresConfig.from(environment));
        LakeSyncOptions options = valid(() -> new LakeSyncOptions(environment));
        valid(() -> Preflight.ofLakeSync(config)).check();
        try (SparkSession spark = Lake.open("lake-sync", environment)) {
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
                            paramLabel = "DURATION",
                            defaultValue = "PT1M",
                            description =
                                    "Leave out photos that were uploaded less than this ago, they may be on their way;"
                                            + " the result says how many (default: ${DEFAULT-VALUE}).")
                    Duration grace,
            @Option(names = "--deep", description = "Read and hash every object.") boolean deep,
            @Option(
                            names = "--examples",
                            paramLabel = "N",
                            defaultValue = "5",
                            description = "How many photos to name per difference (default: ${DEFAULT-VALUE}).")
                    int examples)
            throws IOException {
        StoresConfig config = valid(() -> StoresConfig.from(environment));
        AuditOptions options = valid(() -> new AuditOptions(environment, owner, grace, deep, examples));
        Preflight.ofAudit(config).check();
        try (SparkSession spark = Lake.open("audit", environment)) {
            AuditResult result = new AuditJob(spark, options).run();
            result.differences().forEach((name, count) -> System.out.printf("%-24s %d%n", name, count));
            result.examples()
                    .forEach(finding ->
                            System.out.printf("  %s %s %s%n", finding.difference(), finding.photo(), finding.detail()));
            print(result);
            return result.isClean() ? 0 : 1;
        }
    }

    @Command(
            name = "parity",
            description = {
                "Makes a sample of photos again in Spark and compares rows and files with what the stream made of them.",
                "Ends with 1 when something differs."
            },
            mixinStandardHelpOptions = true)
    int parity(
            @Option(
                            names = "--sample",
                            paramLabel = "N",
                            defaultValue = "100",
                            description = "How many photos; the same ones each time (default: ${DEFAULT-VALUE}).")
                    int sample,
            @Option(names = "--owner", paramLabel = "USER", description = "Look at the photos of this user only.")
                    Optional<UserId> owner)
            throws IOException {
        StoresConfig config = valid(() -> StoresConfig.from(environment));
        ParityOptions options = valid(() -> new ParityOptions(environment, owner, sample));
        Preflight.ofLakeSync(config).check();
        try (SparkSession spark = Lake.open("parity", environment)) {
            ParityResult result = new ParityJob(spark, options).run();
            print(result);
            return result.isEqual() ? 0 : 1;
        }
    }

    /** Only what a person gave is bad usage; the same exception out of a running job is a failure. */
    static <T> T valid(CommandSpec spec, Supplier<T> given) {
        try {
            return given.get();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private <T> T valid(Supplier<T> given) {
        return valid(spec, given);
    }

    private static <T> ITypeConverter<T> converter(ITypeConverter<T> parsing) {
        return text -> {
            try {
                return parsing.convert(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        };
    }

    private static Reason reason(String code) {
        return Arrays.stream(Reason.values())
                .filter(reason -> reason.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + code + "' is no reason of the ledger, such as " + Reason.NEEDS_RESTORE.code()));
    }

    private static Duration duration(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeException e) {
            throw new TypeConversionException("'" + text + "' is no duration such as PT1M (a minute) or PT0S (none)");
        }
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new TypeConversionException("'" + text + "' is no instant such as 2026-01-31T00:00:00Z");
        }
    }

    static void print(Object result) throws IOException {
        System.out.println(JSON.writeValueAsString(result));
    }
}
