package dev.darkroom.imaging.sandbox;

import dev.darkroom.core.id.ContentHash;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The classes of workers as the JVM keeps them in memory, in a file: read from there, and shared by all workers, they
 * need no parsing. A JVM that does not like the file goes without.
 *
 * @param file where it is or will be; its name says for what Java and for which jars
 */
record ClassArchive(Path file) {
    private static final int MOST_KEPT = 8;
    private static final int DUMP_SECONDS = 120;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    /** That of these jars; none where folders are among them, as while Darkroom itself is built. */
    static Optional<ClassArchive> of(Path folder, String classPath) throws IOException {
        StringBuilder key = new StringBuilder(System.getProperty("java.vm.version"));
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            Path jar = Path.of(entry);
            if (Files.isDirectory(jar)) {
                return Optional.empty();
            }
            if (Files.exists(jar)) {
                key.append('\n').append(jar).append(Files.size(jar)).append(Files.getLastModifiedTime(jar));
            }
        }
        String hex =
                ContentHash.of(key.toString().getBytes(StandardCharsets.UTF_8)).hex();
        return Optional.of(new ClassArchive(folder.resolve(hex.substring(0, 16) + ".jsa")));
    }

    boolean exists() {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    String useFlag() {
        return "-XX:SharedArchiveFile=" + file;
    }

    /**
     * Makes it.
     *
     * @param java the command of a worker, up to its flags
     * @param program the rest of a command that loads the classes, and ends
     * @throws IOException when the folder is not this user's alone, or the command fails
     */
    void make(List<String> java, List<String> program) throws IOException, InterruptedException {
        Path folder = file.getParent();
        Files.createDirectories(folder.getParent());
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        }
        if (!Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS).equals(OWNER_ONLY)) {
            throw new IOException("others may reach " + folder);
        }
        Path part = folder.resolve(
                file.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        List<String> command = new ArrayList<>(List.of("nice", "-n", "19"));
        command.addAll(java);
        command.add("-XX:ArchiveClassesAtExit=" + part);
        command.addAll(program);
        Process dump = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!dump.waitFor(DUMP_SECONDS, TimeUnit.SECONDS) || dump.exitValue() != 0 || !Files.exists(part)) {
                throw new IOException("the process that makes it did not end well");
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            dump.destroyForcibly();
            Files.deleteIfExists(part);
        }
        forgetOldest(folder);
    }

    private static void forgetOldest(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> old = files.sorted(
                            Comparator.comparing(ClassArchive::modified).reversed())
                    .skip(MOST_KEPT)
                    .toList();
            for (Path path : old) {
                Files.deleteIfExists(path);
            }
        }
    }

    private static FileTime modified(Path path) {
        try {
            return Files.getLastModifiedTime(path);
        } catch (IOException e) {
            // Another process has just removed it.
            return FileTime.fromMillis(0);
        }
    }
}
