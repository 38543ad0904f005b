package dev.darkroom.local.launcher;

import dev.darkroom.local.process.StackException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Stops every component; the data stays. */
@Command(
        name = "down",
        description = "Stops every component of a data directory. The data stays.",
        footerHeading = "%nExamples:%n",
        footer = {"  ./darkroom down", "  ./darkroom down --data /tmp/photos"})
final class DownCommand implements Callable<Integer> {
    @Mixin
    private StackOptions options;

    DownCommand() {}

    @Override
    public Integer call() throws StackException, InterruptedException {
        options.stack(new Console(System.out)).stop();
        return 0;
    }
}
