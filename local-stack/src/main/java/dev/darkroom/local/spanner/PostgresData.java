package dev.darkroom.local.spanner;

import dev.darkroom.local.process.Unprivileged;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * PostgreSQL's folder: its programs in {@code server}, its data in {@code data} (C collation, UTF-8, as Spanner orders
 * text by bytes). Everything in it survives a restart and a kill.
 */
public final class PostgresData {
    /** The superuser; reachable without a password, from 127.0.0.1 only. */
    public static final String USER = "postgres";

    private static final long INITDB_LIMIT_SECONDS = 120;

    private final Path home;

    /** {@code home} is created by {@link #prepare}. */
    public PostgresData(Path home) {
        this.home = home.toAbsolutePath().normalize();
    }

    Path data() {
        return home.resolve("data");
    }

    Path program(String name) {
        return home.resolve("server/bin").resolve(name);
    }

    /**
     * Unpacks the programs, creates the database cluster, and clears away what a killed server left (its children, its
     * pid file). Repeatable; call it before every start.
     */
    public PostgresData prepare(Unprivileged user) throws IOException {
        Files.createDirectories(home);
        PostgresBinaries.unpackInto(home.resolve("server"));
        if (!Files.exists(data().resolve("PG_VERSION"))) {
            initialise(user);
        }
        PostgresLeftovers.clear(data());
        user.own(data());
        return this;
    }

    private void initialise(Unprivileged user) throws IOException {
        // Made aside and moved, so that a crash half-way leaves nothing that looks like a cluster.
        Path unfinished = home.resolve("data.unfinished");
        PostgresBinaries.delete(unfinished);
        Files.createDirectories(unfinished);
        Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rwx------"));
        user.own(unfinished);
        Path log = home.resolve("initdb.log");
        List<String> command = new ArrayList<>(user.prefix());
        command.addAll(List.of(program("initdb").toString(), "-D", unfinished.toString(), "-U", USER));
        command.addAll(List.of("--locale=C", "--encoding=UTF8", "--auth=reject"));
        Process initdb = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!initdb.waitFor(INITDB_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                initdb.destroyForcibly();
                throw new IOException("initdb did not end in " + INITDB_LIMIT_SECONDS + " s, see " + log);
            }
        } catch (InterruptedException e) {
            initdb.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while initdb ran", e);
        }
        if (initdb.exitValue() != 0) {
            throw new IOException("initdb failed: " + Files.readString(log, StandardCharsets.UTF_8));
        }
        Files.writeString(
                unfinished.resolve("pg_hba.conf"),
                "# Loopback only; there is no Unix socket.\nhost all " + USER + " 127.0.0.1/32 trust\n");
        user.own(unfinished);
        Files.move(unfinished, data(), StandardCopyOption.ATOMIC_MOVE);
    }
}
