package dev.darkroom.local.launcher;

import dev.darkroom.local.bench.LookUpgradeBench;
import dev.darkroom.local.bench.UpgradeBench;
import dev.darkroom.local.bench.UpgradeReport;
import dev.darkroom.local.process.JavaProgram;
import dev.darkroom.local.process.Site;
import dev.darkroom.local.process.StackException;
import dev.darkroom.local.stack.Home;
import dev.darkroom.local.stack.LocalStack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures what a client sees of an upgrade. */
@Command(
        name = "upgrade",
        description = {
            "Takes copies of one photograph into a stack of its own and upgrades them to another recipe, then goes back and",
            "forth between the two, while a client asks for timeline and search throughout: errors, answers that mix",
            "versions, and the time until nobody sees the version that was left.",
            "With --vectors, the photos are made up, and their features change instead of their renditions: rows, documents",
            "and vectors of two versions that find other photos alike, while the client asks for those, too.",
            "Its data directory (default: the usual one with -bench after its name) must be new, and is deleted",
            "at the end. Ends with 1 when there was an error or a mixed answer."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./darkroom bench upgrade                        some minutes",
            "  ./darkroom bench upgrade --photos 100 --flips 2",
            "  ./darkroom bench upgrade --vectors 100000       a quarter of an hour"
        })
final class UpgradeBenchCommand implements Callable<Integer> {
    private static final int MIN_VECTORS = 400;
    private static final int FILL_HEAP_MEGABYTES = 256;

    @Mixin
    private StackOptions options;

    @Option(names = "--photos", defaultValue = "1000", description = "The archive (default: ${DEFAULT-VALUE}).")
    private int photos;

    @Option(names = "--vectors", paramLabel = "PHOTOS", description = "So many photos, made up; at least 400.")
    private Optional<Integer> vectors = Optional.empty();

    @Option(
            names = "--flips",
            defaultValue = "5",
            description = "How many are timed in each direction (default: ${DEFAULT-VALUE}).")
    private int flips;

    UpgradeBenchCommand() {}

    @Override
    public Integer call() throws StackException, IOException, InterruptedException {
        if (photos < 1 || flips < 1) {
            throw new IllegalArgumentException("--photos and --flips must be at least 1: " + photos + ", " + flips);
        }
        if (vectors.isPresent() && vectors.get() < MIN_VECTORS) {
            throw new IllegalArgumentException(
                    "--vectors must be at least " + MIN_VECTORS + ", so that some photos are alike: " + vectors.get());
        }
        Console console = new Console(System.err);
        UpgradeReport report = BenchCommand.onNewStack(
                options,
                console,
                (stack, files) -> vectors.isPresent()
                        ? new LookUpgradeBench(stack, vectors.get(), flips, console)
                                .run((user, photos, questions) -> fill(stack, user, photos, questions))
                        : new UpgradeBench(stack, photos, flips, console).run(files, System.err));
        System.out.print(report.table());
        System.out.println(report.json());
        return report.isUnnoticed() ? 0 : 1;
    }

    private static void fill(LocalStack stack, String user, int photos, Path questions)
            throws StackException, IOException, InterruptedException {
        JavaProgram program = new JavaProgram("bench", "dev.darkroom.bench.BenchMain", FILL_HEAP_MEGABYTES, List.of());
        List<String> arguments = List.of(
                "synthetic",
                "--owner",
                user,
                "--photos",
                Integer.toString(photos),
                "--questions",
                questions.toString());
        Site site = new Site(Home.find(), stack.data(), Map.of(), stack.environment());
        if (BenchCommand.run(program, site, arguments) != 0) {
            throw new StackException("The archive could not be made up: see above");
        }
    }
}
