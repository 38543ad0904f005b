package dev.darkroom.local.objects;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where SQLite's driver unpacks its native code: a folder of the store's own, emptied at each start, since a process that is killed leaves its
 * copy behind.
 */
final class NativeLibrary {
    private static final String FOLDER = "org.sqlite.tmpdir";

    private NativeLibrary() {}

    /** To be called by the one process that may use the store; the driver looks once, before its first connection. */
    static void unpackTo(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, Files::isRegularFile)) {
            for (Path file : left) {
                Files.deleteIfExists(file);
            }
        }
        if (System.getProperty(FOLDER) == null) {
            System.setProperty(FOLDER, folder.toAbsolutePath().toString());
        }
    }
}
