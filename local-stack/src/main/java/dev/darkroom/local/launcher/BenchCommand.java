package dev.darkroom.local.launcher;

import dev.darkroom.local.bench.BenchReport;
import dev.darkroom.local.bench.Effort;
import dev.darkroom.local.bench.PipelineBench;
import dev.darkroom.local.client.PhotoFiles;
import dev.darkroom.local.process.StackException;
import dev.darkroom.local.stack.Home;
import dev.darkroom.local.stack.LocalStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures Darkroom on this machine, on a stack of its own that is deleted afterwards. */
@Command(
        name = "bench",
        description = "Measures Darkroom on this machine.",
        synopsisSubcommandLabel = "WHAT",
        footerHeading = "%nExamples:%n",
        footer = {"  ./darkroom bench pipeline", "  ./darkroom bench pipeline --help"})
final class BenchCommand implements Runnable {
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
        LocalStack stack = options.stackBeside(console, "-bench");
        if (Files.exists(stack.data())) {
            throw new StackException(stack.data() + " is there already, and a bench deletes what it used: name a new"
                    + " directory with --data, or run `./darkroom down --data " + stack.data() + "` and delete it");
        }
        List<Path> files = new ArrayList<>(PhotoFiles.under(Home.find().resolve("local-stack/target/samples")));
        if (place != null) {
            files.addAll(PhotoFiles.under(place));
        }
        BenchReport report = Foreground.run(
                stack,
                console,
                () -> new PipelineBench(stack, quick ? Effort.QUICK : Effort.FULL, console).run(files),
                () -> {
                    stack.erase();
                    return true;
                });
        System.out.print(report.tables());
        System.out.println(report.json());
        System.out.flush();
        return report.isComplete() ? 0 : 1;
    }
}
