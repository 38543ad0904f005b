package dev.darkroom.local.launcher;

import dev.darkroom.local.bench.IsolationBench;
import dev.darkroom.local.bench.IsolationBench.Amount;
import dev.darkroom.local.bench.IsolationReport;
import dev.darkroom.local.process.StackException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures live uploads beside a backfill. */
@Command(
        name = "isolation",
        description = {
            "Takes copies of one photograph into a stack of its own, then measures from upload to searchable, in turn",
            "with nothing else running and while a backfill goes over the whole archive.",
            "Its data directory (default: the usual one with -bench after its name) must be new, and is deleted",
            "at the end."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./darkroom bench isolation                     some ten minutes",
            "  ./darkroom bench isolation --photos 300 --rounds 1 --uploads 30"
        })
final class IsolationBenchCommand implements Callable<Integer> {
    /** Longer than the stream takes to see that there is a new version. */
    private static final int UNCOUNTED = 20;

    @Mixin
    private StackOptions options;

    @Option(names = "--photos", defaultValue = "1000", description = "The archive (default: ${DEFAULT-VALUE}).")
    private int photos;

    @Option(names = "--rounds", defaultValue = "2", description = "How often (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--uploads",
            defaultValue = "120",
            description = "How many are timed in each round, one a second, alone and beside a backfill"
                    + " (default: ${DEFAULT-VALUE}).")
    private int uploads;

    IsolationBenchCommand() {}

    @Override
    public Integer call() throws StackException, IOException, InterruptedException {
        Amount amount = new Amount(photos, rounds, UNCOUNTED, uploads, Duration.ofSeconds(1));
        Console console = new Console(System.err);
        IsolationReport report = BenchCommand.onNewStack(
                options, console, (stack, files) -> new IsolationBench(stack, amount, console).run(files));
        System.out.print(report.table());
        System.out.println(report.json());
        return 0;
    }
}
