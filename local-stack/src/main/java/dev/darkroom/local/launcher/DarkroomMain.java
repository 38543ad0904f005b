package dev.darkroom.local.launcher;

import dev.darkroom.local.process.FileTrouble;
import dev.darkroom.local.process.StackException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The launcher: one class per command, exit codes 0 (done), 1 (failed), 2 (bad usage), and no stack trace for a user. */
@Command(
        name = "darkroom",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        version = "Darkroom 0.1.0",
        description = "Runs Darkroom on this machine: real components, no account, no container.",
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./darkroom demo ~/Pictures      everything up, photos in, until Ctrl-C",
            "  ./darkroom up --detach          everything up, in the background",
            "  ./darkroom doctor               what this machine reads, and what it lacks",
            "  ./darkroom test                 build and test everything; --fast, --long",
            "  ./darkroom COMMAND --help       what a command does, with examples"
        },
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            TokenCommand.class,
            ImportCommand.class,
            JobCommand.class,
            TransformsCommand.class,
            UpgradeCommand.class,
            DemoCommand.class,
            DoctorCommand.class,
            BenchCommand.class,
            ChaosCommand.class
        })
public final class DarkroomMain implements Runnable {
    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "Show the technical cause of a failure.")
    private boolean verbose;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    DarkroomMain() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** Runs one command and returns its exit code. */
    static int run(String... arguments) {
        DarkroomMain main = new DarkroomMain();
        CommandLine commands = new CommandLine(main);
        // What follows a job's name is the job's business, even when it looks like one of our options.
        commands.getSubcommands().get("job").setStopAtPositional(true);
        return commands.setExecutionExceptionHandler(
                        (failure, command, parsed) -> main.report(failure, command.getErr()))
                .execute(arguments);
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Which command?");
    }

    private int report(Exception failure, PrintWriter err) {
        if (failure instanceof InterruptedException) {
            return CommandLine.ExitCode.SOFTWARE;
        }
        String message = FileTrouble.reason(failure);
        boolean ours = failure instanceof StackException || failure instanceof IllegalArgumentException;
        err.println("darkroom: " + (ours ? message : failure.getClass().getSimpleName() + ": " + message));
        if (verbose) {
            failure.printStackTrace(err);
        } else if (!ours) {
            err.println("darkroom: run the command again with --verbose for the technical cause");
        }
        return failure instanceof IllegalArgumentException ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE;
    }
}
