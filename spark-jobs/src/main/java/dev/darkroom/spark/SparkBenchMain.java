package dev.darkroom.spark;

import dev.darkroom.spark.backfill.BackfillBench;
import dev.darkroom.spark.backfill.LedgerBench;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Runs one bench of batch jobs by name, for the launcher; the last line printed is for programs. */
@Command(name = "bench")
public final class SparkBenchMain {
    private SparkBenchMain() {}

    /** Ends with 0 when it measured, 1 when it failed, 2 for bad usage. */
    public static void main(String[] arguments) {
        CommandLine command = new CommandLine(new SparkBenchMain());
        command.setExecutionExceptionHandler((failure, line, parsed) -> {
            line.getErr().println("darkroom bench: " + FailureText.of(failure));
            return 1;
        });
        System.exit(command.execute(arguments));
    }

    @Command(name = "backfill")
    int backfill(@Parameters(index = "0") int rounds, @Parameters(index = "1") Path peers)
            throws IOException, InterruptedException {
        BackfillBench.run(System.getenv(), rounds, peers);
        return 0;
    }

    @Command(name = "ledger")
    int ledger(@Parameters List<Long> sizes) throws IOException {
        LedgerBench.run(sizes);
        return 0;
    }
}
