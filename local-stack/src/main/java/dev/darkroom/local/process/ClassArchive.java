package dev.darkroom.local.process;

import dev.darkroom.core.id.ContentHash;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The classes of a module's programs as the JVM keeps them in memory, in a file beside the module's jar: with it, a Spark
 * job starts in about half the time. A JVM that does not like the file goes without.
 *
 * @param file where it is or will be; its name says for what Java and for which jars
 */
public record ClassArchive(Path file) {
    private static final List<String> QUIETLY = List.of("-Xshare:auto", "-Xlog:cds*=off", "-Xlog:class+path=off");

    /** That of the programs of {@code module}, as the build left it. */
    public static ClassArchive of(Path home, String module) throws StackException {
        StringBuilder key = new StringBuilder(System.getProperty("java.vm.version"));
        try {
            for (String entry : JavaProgram.classPath(home, module).split(File.pathSeparator, -1)) {
                Path jar = Path.of(entry);
                if (Files.exists(jar)) {
                    key.append('\n').append(jar).append(Files.size(jar)).append(Files.getLastModifiedTime(jar));
                }
            }
        } catch (IOException e) {
            throw new StackException(
                    "A jar of " + module + " cannot be read: " + e.getMessage() + "; build again: mvn -q -B package",
                    e);
        }
        String hex =
                ContentHash.of(key.toString().getBytes(StandardCharsets.UTF_8)).hex();
        return new ClassArchive(
                home.resolve(module).resolve("target/class-archive").resolve(hex.substring(0, 16) + ".jsa"));
    }

    /** Whether it is there as long as it was made: a JVM crashes over one that was cut off. */
    public boolean exists() {
        try {
            return Files.isRegularFile(file) && Files.readString(length()).equals(String.valueOf(Files.size(file)));
        } catch (IOException e) {
            return false;
        }
    }

    private Path length() {
        return file.resolveSibling(file.getFileName() + ".length");
    }

    /** Flags of a JVM that starts with it; none while there is none. */
    public List<String> flags() {
        return exists() ? flags("-XX:SharedArchiveFile=" + file) : List.of();
    }

    /**
     * Flags of a JVM that writes at its end, for some seconds, what may become the archive. A JVM that cannot write it
     * fails, so this is for tests and not for somebody's job.
     */
    public List<String> flagsToMake(Path part) {
        return flags("-XX:ArchiveClassesAtExit=" + part);
    }

    /** A new name for {@link #flagsToMake}. */
    public Path newPart() throws IOException {
        return Files.createDirectories(file.getParent()).resolve(UUID.randomUUID() + ".part");
    }

    /** Makes {@code part} the archive, if it was written, in place of those of earlier builds. */
    public void keep(Path part) throws IOException {
        if (!Files.exists(part)) {
            return;
        }
        List<Path> earlier;
        try (Stream<Path> files = Files.list(file.getParent())) {
            earlier = files.filter(other -> other.toString().contains(".jsa")).toList();
        }
        for (Path other : earlier) {
            Files.deleteIfExists(other);
        }
        Files.writeString(length(), String.valueOf(Files.size(part)));
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static List<String> flags(String first) {
        return Stream.concat(Stream.of(first), QUIETLY.stream()).toList();
    }
}
