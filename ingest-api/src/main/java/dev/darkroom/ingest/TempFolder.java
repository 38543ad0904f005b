package dev.darkroom.ingest;

import dev.darkroom.core.error.UnavailableException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** Where uploads lie until they are stored. What a killed process left there is removed at the next start. */
final class TempFolder {
    private static final String PREFIX = "upload-";
    private static final String SUFFIX = ".part";

    private final Path folder;

    TempFolder(Path folder) {
        this.folder = folder;
    }

    /** Makes the folder and removes files that are too old to belong to an upload under way. */
    void prepare(Duration oldest) throws IOException {
        Files.createDirectories(folder);
        Instant limit = Instant.now().minus(oldest);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, PREFIX + "*" + SUFFIX)) {
            for (Path file : files) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(limit)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /**
     * A new empty file, readable by nobody else.
     *
     * @throws UnavailableException when the disk does not take it
     */
    Path newFile() {
        try {
            return Files.createTempFile(folder, PREFIX, SUFFIX);
        } catch (IOException e) {
            throw new UnavailableException("Cannot write temporary files in " + folder + ": " + e.getMessage(), e);
        }
    }

    /** Asks whether files can be written now. */
    void check() {
        if (!Files.isWritable(folder)) {
            throw new UnavailableException("The folder for uploads under way (--temp) cannot be written", null);
        }
    }
}
