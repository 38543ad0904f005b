package dev.darkroom.local.process;

import java.util.List;
import java.util.Map;

/**
 * A command ready to run.
 *
 * @param command the program and its arguments
 * @param environment variables added to the ones every component gets
 */
public record Launch(List<String> command, Map<String, String> environment) {
    public Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        if (command.isEmpty()) {
            throw new IllegalArgumentException("a command needs at least the name of a program");
        }
    }
}
