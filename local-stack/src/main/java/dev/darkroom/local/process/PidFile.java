package dev.darkroom.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The file that remembers a component's process between two launchers. A file without its process means that the
 * process died; no file means that it was stopped on purpose.
 */
final class PidFile {
    private final Path path;

    PidFile(Path path) {
        this.path = path;
    }

    boolean exists() {
        return Files.exists(path);
    }

    /** The process that was written down; empty when there is no file or it cannot be read. */
    Optional<ProcessId> read() throws IOException {
        if (!exists()) {
            return Optional.empty();
        }
        String[] words = Files.readString(path).trim().split(" ", -1);
        try {
            return words.length == 2
                    ? Optional.of(new ProcessId(Long.parseLong(words[0]), Long.parseLong(words[1])))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    void write(ProcessId process) throws IOException {
        Files.createDirectories(path.getParent());
        Files.writeString(path, process.pid() + " " + process.started() + "\n");
    }

    void delete() throws IOException {
        Files.deleteIfExists(path);
    }
}
