package dev.darkroom.local.launcher;

import dev.darkroom.local.process.StackException;
import dev.darkroom.local.stack.Home;
import dev.darkroom.local.stack.LocalStack;
import dev.darkroom.local.stack.Watcher;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options of every command that has to do with one data directory. */
final class StackOptions {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = {
                "The directory that holds everything the stack writes.",
                "Default: what the variable DARKROOM_DATA names, else .darkroom in the repository."
            })
    private Path data;

    @Option(
            names = "--port",
            paramLabel = "NAME=NUMBER",
            scope = ScopeType.INHERIT,
            description = "Insist on a port, for example --port serving=9000. Names as `status` prints them.")
    private Map<String, Integer> ports = new LinkedHashMap<>();

    StackOptions() {}

    LocalStack stack(Watcher watcher) throws StackException {
        Path home = Home.find();
        return new LocalStack(home, folder(Optional.ofNullable(data), System.getenv(), home), ports, watcher);
    }

    /** A stack beside the usual one: in the directory named on the command line, else in the default one's with a suffix. */
    LocalStack stackBeside(Watcher watcher, String suffix) throws StackException {
        Path home = Home.find();
        Path usual = folder(Optional.empty(), System.getenv(), home);
        Path beside = Optional.ofNullable(data).orElse(usual.resolveSibling(usual.getFileName() + suffix));
        return new LocalStack(home, beside, ports, watcher);
    }

    /**
     * As {@link #stackBeside}, for work that deletes the directory at its end.
     *
     * @throws StackException when the directory is there already
     */
    LocalStack newStackBeside(Watcher watcher, String suffix) throws StackException {
        LocalStack stack = stackBeside(watcher, suffix);
        if (Files.exists(stack.data())) {
            throw new StackException(stack.data() + " is there already, and this deletes what it used: name a new"
                    + " directory with --data, or run `./darkroom down --data " + stack.data() + "` and delete it");
        }
        return stack;
    }

    /** The data directory: as named on the command line, else by {@code DARKROOM_DATA}, else in the repository. */
    static Path folder(Optional<Path> named, Map<String, String> environment, Path home) {
        return named.orElseGet(() -> Optional.ofNullable(environment.get("DARKROOM_DATA"))
                .filter(told -> !told.isBlank())
                .map(Path::of)
                .orElseGet(() -> home.resolve(".darkroom")));
    }
}
