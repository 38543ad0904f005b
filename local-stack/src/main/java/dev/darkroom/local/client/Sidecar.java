package dev.darkroom.local.client;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the XMP file that a photo editor wrote beside a photo: {@code a.jpg.xmp}, or {@code a.xmp}. */
final class Sidecar {
    private static final String EXTENSION = ".xmp";

    private Sidecar() {}

    /** The one of {@code photo}; the longer name is the surer one. */
    static Optional<Path> of(Path photo) {
        String name = photo.getFileName().toString();
        return Stream.of(name, stem(name))
                .flatMap(base -> Stream.of(base + EXTENSION, base + EXTENSION.toUpperCase(Locale.ROOT)))
                .map(photo::resolveSibling)
                .filter(file -> !file.equals(photo) && Files.isRegularFile(file))
                .findFirst();
    }

    /** {@code files} without those that travel with another of them. */
    static List<Path> leftOut(List<Path> files) {
        List<Path> beside =
                files.stream().flatMap(file -> of(file).stream()).distinct().toList();
        return files.stream().filter(file -> !beside.contains(file)).toList();
    }

    private static String stem(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
