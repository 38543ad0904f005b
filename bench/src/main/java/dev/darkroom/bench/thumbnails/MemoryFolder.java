package dev.darkroom.bench.thumbnails;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A folder for those who want files: in memory where the machine has such a place, so that no disk is measured. */
record MemoryFolder(Path path) implements AutoCloseable {
    static MemoryFolder create() throws IOException {
        Path memory = Path.of("/dev/shm");
        return new MemoryFolder(
                Files.isWritable(memory)
                        ? Files.createTempDirectory(memory, "darkroom-bench-")
                        : Files.createTempDirectory("darkroom-bench-"));
    }

    Path write(String name, byte[] bytes) throws IOException {
        return Files.write(path.resolve(name), bytes);
    }

    /**
     * Runs a command to its end.
     *
     * @throws IOException when it fails
     */
    void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(path.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor() != 0) {
            throw new IOException(command.get(0) + " ended with " + process.exitValue());
        }
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(path);
    }
}
