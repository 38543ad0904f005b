package dev.darkroom.bench.thumbnails;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Somebody who makes thumbnails.
 *
 * @param name for the tables
 * @param command what starts its process
 * @param folder where that runs
 */
record Contender(String name, List<String> command, Path folder) {
    Contender {
        command = List.copyOf(command);
    }

    /** The same in an environment with one more variable. */
    Contender with(String variable, String value) {
        List<String> changed = new ArrayList<>(List.of("env", variable + "=" + value));
        changed.addAll(command);
        return new Contender(name, changed, folder);
    }

    /** The command, kept on one processor. */
    List<String> pinned(Optional<Integer> processor) {
        List<String> pinned = new ArrayList<>();
        processor.ifPresent(number -> pinned.addAll(List.of("taskset", "-c", number.toString())));
        pinned.addAll(command);
        return pinned;
    }
}
