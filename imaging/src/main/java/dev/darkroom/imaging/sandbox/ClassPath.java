package dev.darkroom.imaging.sandbox;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Everything that this process's class loader may look into, opened before opening is forbidden. */
final class ClassPath {
    private static final String CLASS = ".class";

    private ClassPath() {}

    /** Opens every jar, and loads all classes that lie in folders, as they do while Darkroom itself is built. */
    static void open() throws IOException {
        // A loader opens jars one after the other until one has what it looks for.
        if (ClassLoader.getSystemResource("dev/darkroom/imaging/sandbox/of-no-jar") != null) {
            throw new IllegalStateException("A jar has a resource that no jar has");
        }
        List<Path> folders = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(Files::isDirectory)
                .toList();
        for (Path folder : folders) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.map(file -> folder.relativize(file).toString())
                        .filter(name -> name.endsWith(CLASS) && name.startsWith("dev"))
                        .map(name -> name.substring(0, name.length() - CLASS.length()))
                        .forEach(name -> load(name.replace(File.separatorChar, '.')));
            }
        }
    }

    private static void load(String name) {
        try {
            Class.forName(name, false, ClassLoader.getSystemClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            // A test's class, for which this process has not all that it needs.
            return;
        }
    }
}
