package dev.darkroom.local.launcher;

import dev.darkroom.local.bench.UpgradeBench;
import dev.darkroom.local.bench.UpgradeReport;
import dev.darkroom.local.process.StackException;
import java.io.IOException;
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
            "Its data directory (default: the usual one with -bench after its name) must be new, and is deleted",
            "at the end. Ends with 1 when there was an error or a mixed answer."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./darkroom bench upgrade                        some minutes",
            "  ./darkroom bench upgrade --photos 100 --flips 2"
        })
final class UpgradeBenchCommand implements Callable<Integer> {
    @Mixin
    private StackOptions options;

    @Option(names = "--photos", defaultValue = "1000", description = "The archive (default: ${DEFAULT-VALUE}).")
    private int photos;

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
        Console console = new Console(System.err);
        UpgradeReport report = BenchCommand.onNewStack(
                options,
                console,
                (stack, files) -> new UpgradeBench(stack, photos, flips, console).run(files, System.err));
        System.out.print(report.table());
        System.out.println(report.json());
        return report.isUnnoticed() ? 0 : 1;
    }
}
