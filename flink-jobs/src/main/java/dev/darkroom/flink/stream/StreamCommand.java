package dev.darkroom.flink.stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** Runs a command of this module; what fails is told in one line, and its trace is for the log. */
public final class StreamCommand {
    private static final Logger LOG = LoggerFactory.getLogger(StreamCommand.class);

    private StreamCommand() {}

    /** The exit code: 0 when done, 1 when failed, 2 for arguments or settings that make no sense. */
    public static int run(Object command, String... arguments) {
        return new CommandLine(command)
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    boolean wrong = failure instanceof IllegalArgumentException;
                    if (!wrong) {
                        LOG.error("{} failed", line.getCommandName(), failure);
                    }
                    String reason = failure.getMessage() == null ? failure.toString() : failure.getMessage();
                    line.getErr().println(line.getCommandName() + ": " + reason);
                    return wrong ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE;
                })
                .execute(arguments);
    }
}
