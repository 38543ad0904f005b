package dev.darkroom.local.launcher;

import dev.darkroom.local.process.Site;
import dev.darkroom.local.process.SparkJob;
import dev.darkroom.local.process.StackException;
import dev.darkroom.local.stack.Home;
import dev.darkroom.local.stack.LocalStack;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Runs one Spark job against the running stack, in a JVM of its own. */
@Command(
        name = "job",
        description = {
            "Runs a Spark job against the running stack; everything after NAME goes to the job.",
            "Ends with the job's exit code: 0 done, 1 failed, 2 bad usage."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./darkroom job lake-sync",
            "  ./darkroom job audit --dry-run",
            "  ./darkroom job duplicates --distance 4",
            "  ./darkroom job backfill --help",
            "  ./darkroom job reindex",
            "  ./darkroom job rerank --dry-run",
            "  ./darkroom job maintain --keep P7D",
            "  ./darkroom job tables",
            "  ./darkroom job --data /tmp/photos audit --help"
        })
final class JobCommand implements Callable<Integer> {
    @Mixin
    private StackOptions options;

    @Parameters(arity = "1..*", paramLabel = "NAME [ARGUMENT...]", description = "The job, and what it is given.")
    private List<String> arguments;

    JobCommand() {}

    @Override
    public Integer call() throws StackException, IOException, InterruptedException {
        LocalStack stack = options.stack(new Console(System.err));
        Map<String, String> environment = stack.environment();
        if (environment.isEmpty()) {
            throw new StackException("Nothing was ever started in " + stack.data() + ": run `./darkroom up --detach`");
        }
        Site site = new Site(Home.find(), stack.data(), Map.of(), environment);
        return new SparkJob(site).run(arguments);
    }
}
