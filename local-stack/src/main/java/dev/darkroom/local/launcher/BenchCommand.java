package dev.darkroom.local.launcher;

import dev.darkroom.local.bench.Archive;
import dev.darkroom.local.bench.BenchReport;
import dev.darkroom.local.bench.Effort;
import dev.darkroom.local.bench.PipelineBench;
import dev.darkroom.local.client.PhotoFiles;
import dev.darkroom.local.process.JavaProgram;
import dev.darkroom.local.process.Site;
import dev.darkroom.local.process.SparkJob;
import dev.darkroom.local.process.StackException;
import dev.darkroom.local.stack.Components;
import dev.darkroom.local.stack.Home;
import dev.darkroom.local.stack.LocalStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures Darkroom on this machine: all of it, on a stack of its own that is deleted afterwards, or one module. */
@Command(
        name = "bench",
        description = "Measures Darkroom on this machine.",
        synopsisSubcommandLabel = "WHAT",
        subcommands = {ThumbnailsBenchCommand.class, IsolationBenchCommand.class, UpgradeBenchCommand.class},
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./darkroom bench pipeline",
            "  ./darkroom bench thumbnails ~/Pictures",
            "  ./darkroom bench pipeline --help"
        })
final class BenchCommand implements Runnable {
    /** For photographs in floating point. */
    static final int BENCH_HEAP_MEGABYTES = 1500;

    private static final int SECONDS_TO_END = 20;

    @Spec
    private CommandSpec spec;

    BenchCommand() {}

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Which bench?");
    }

    @Command(
            name = "pipeline",
            description = {
                "Starts a stack of its own, cold and warm, and measures on it: ingest beside a plain PutObject of the",
                "same bytes, upload to searchable at 5 photos/s, photos/s at full load and what bounds them, memory.",
                "Its data directory (default: the usual one with -bench after its name) must be new, and is deleted",
                "at the end.",
                "Ends with 0 when every photo became searchable and is stored byte for byte, else with 1."
            },
            footerHeading = "%nExamples:%n",
            footer = {
                "  ./darkroom bench pipeline                     some minutes, sample photographs only",
                "  ./darkroom bench pipeline ~/Pictures          these photographs too",
                "  ./darkroom bench pipeline --quick             about a minute: does it work?"
            })
    int pipeline(
            @Mixin StackOptions options,
            @Option(names = "--quick", description = "Measure only a little.") boolean quick,
            @Parameters(
                            arity = "0..1",
                            paramLabel = "PHOTOS",
                            description = "A folder with photos, or one photo, beside the sample photographs.")
                    Path place)
            throws StackException, IOException, InterruptedException {
        Console console = new Console(System.err);
        List<Path> more = place == null ? List.of() : PhotoFiles.under(place);
        BenchReport report = onNewStack(options, console, (stack, samples) -> {
            List<Path> files = Stream.concat(samples.stream(), more.stream()).toList();
            return new PipelineBench(stack, quick ? Effort.QUICK : Effort.FULL, console).run(files);
        });
        System.out.print(report.tables());
        System.out.println(report.json());
        System.out.flush();
        return report.isComplete() ? 0 : 1;
    }

    @Command(
            name = "backfill",
            description = {
                "Takes copies of one photograph into a stack of its own, then measures backfills of them on the stores alone:",
                "the job, a bare loop of the same function over the same photos, and the resizing of Daft and Ray Data,",
                "which are fetched from PyPI; those that are absent are listed with the reason.",
                "Its data directory (default: the usual one with -bench after its name) must be new, and is deleted",
                "at the end."
            },
            footerHeading = "%nExamples:%n",
            footer = {
                "  ./darkroom bench backfill                     half an hour",
                "  ./darkroom bench backfill --photos 100 --rounds 1"
            })
    int backfill(
            @Mixin StackOptions options,
            @Option(names = "--photos", defaultValue = "4000", description = "How many (default: ${DEFAULT-VALUE}).")
                    int photos,
            @Option(names = "--rounds", defaultValue = "3", description = "How often (default: ${DEFAULT-VALUE}).")
                    int rounds)
            throws StackException, IOException, InterruptedException {
        if (photos < 1 || rounds < 1) {
            throw new IllegalArgumentException("--photos and --rounds must be at least 1: " + photos + ", " + rounds);
        }
        Console console = new Console(System.err);
        Path home = Home.find();
        return onNewStack(options, console, (stack, files) -> {
            Archive.fill(stack, console, files, photos);
            stack.stop(Components.PRODUCT);
            Site site = new Site(home, stack.data(), Map.of(), stack.environment());
            return run(
                    ofSpark(),
                    site,
                    List.of("backfill", Integer.toString(rounds), peers(home).toString()));
        });
    }

    private static JavaProgram ofSpark() {
        return SparkJob.program("dev.darkroom.spark.SparkBenchMain", BENCH_HEAP_MEGABYTES);
    }

    /** The peers' scripts, where what they fetch may lie beside them. */
    private static Path peers(Path home) throws IOException {
        Path folder = Files.createDirectories(home.resolve("spark-jobs/target/peers"));
        try (Stream<Path> scripts = Files.list(home.resolve("spark-jobs/src/main/peers"))) {
            for (Path script : scripts.toList()) {
                Files.copy(script, folder.resolve(script.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return folder;
    }

    /** Measures on a stack that is new, with the sample photographs, and erases it in any case. */
    static <T> T onNewStack(StackOptions options, Console console, Measuring<T> measuring)
            throws StackException, IOException, InterruptedException {
        LocalStack stack = options.newStackBeside(console, "-bench");
        List<Path> files = PhotoFiles.under(Home.find().resolve("local-stack/target/samples"));
        return Foreground.run(stack, console, () -> measuring.on(stack, files), () -> {
            stack.erase();
            return true;
        });
    }

    /** Runs it with this program's input and output; its exit code. */
    static int run(JavaProgram program, Site site, List<String> arguments)
            throws StackException, IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(program.launch(site, arguments).command()).inheritIO();
        builder.environment().putAll(site.environment());
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "stop-bench"));
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            // What it uses is deleted next.
            process.destroy();
            if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            throw e;
        }
    }

    @Command(
            name = "ledger",
            description = {
                "Plans backfills of made-up archives, nine tenths of which are done, and of one that is done; measures",
                "the time, on Iceberg tables in a temporary folder. No stack is needed.",
                "Ends with 0; the largest archive takes some minutes, most of them to make it up."
            },
            footerHeading = "%nExamples:%n",
            footer = {
                "  ./darkroom bench ledger                     archives of 10^4 to 10^7 photos",
                "  ./darkroom bench ledger 10000 100000        of these sizes"
            })
    int ledger(
            @Parameters(
                            arity = "0..*",
                            paramLabel = "PHOTOS",
                            defaultValue = "10000 100000 1000000 10000000",
                            split = " ",
                            description = "Numbers of photos.")
                    List<Long> sizes)
            throws StackException, IOException, InterruptedException {
        Path home = Home.find();
        Site site = new Site(home, home.resolve("spark-jobs/target"), Map.of(), Map.of());
        List<String> arguments = Stream.concat(
                        Stream.of("ledger"), sizes.stream().map(String::valueOf))
                .toList();
        return run(ofSpark(), site, arguments);
    }

    /** What a bench does with its stack and the sample photographs. */
    @FunctionalInterface
    interface Measuring<T> {
        T on(LocalStack stack, List<Path> files) throws StackException, IOException, InterruptedException;
    }
}
