package dev.darkroom.imaging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The real photographs beside the repository; a test that needs them is skipped where they are not. */
public final class SharedData {
    private SharedData() {}

    /** All files, in a stable order. */
    public static List<Path> files() {
        try (Stream<Path> files = Files.walk(root())) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The bytes of one file, by its path below the data. */
    public static byte[] bytes(String name) {
        try {
            return Files.readAllBytes(root().resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root() {
        Path at = Path.of("").toAbsolutePath();
        while (at != null && !Files.isDirectory(at.resolve(".mvn"))) {
            at = at.getParent();
        }
        Path data =
                at == null ? Path.of("absent") : at.resolve("../shared/data").normalize();
        Assumptions.assumeTrue(Files.isDirectory(data), "No test photographs at " + data);
        return data;
    }
}
