package dev.darkroom.bench;

import dev.darkroom.bench.synthetic.SyntheticCommand;
import dev.darkroom.bench.thumbnails.ThumbnailsCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What {@code ./darkroom bench} starts for a bench of one module, or to fill a stack with what is made up. */
@Command(
        name = "bench",
        description = "Measures one module against its peers, or makes up what benches of the whole need.",
        subcommands = {ThumbnailsCommand.class, SyntheticCommand.class})
public final class BenchMain implements Runnable {
    @Spec
    private CommandSpec spec;

    private BenchMain() {}

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Which bench?");
    }

    public static void main(String[] args) {
        System.exit(new CommandLine(new BenchMain())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    System.err.println("darkroom: " + failure.getMessage());
                    return 1;
                })
                .execute(args));
    }
}
