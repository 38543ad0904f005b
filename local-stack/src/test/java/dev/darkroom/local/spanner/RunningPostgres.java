package dev.darkroom.local.spanner;

import dev.darkroom.local.process.Unprivileged;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A PostgreSQL of the tests, run by the product's own command line. */
final class RunningPostgres {
    private final Path home;
    private final int port;
    private final Unprivileged user = Unprivileged.detect();
    private Process process;

    RunningPostgres(Path home) throws IOException {
        this.home = home;
        this.port = freePort();
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    String jdbcUrl() {
        return new PostgresCommand(new PostgresData(home), port).jdbcUrl();
    }

    void start() throws IOException {
        PostgresData data = new PostgresData(home).prepare(user);
        List<String> command = new PostgresCommand(data, port).commandLine(user);
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        home.resolve("postgres.log").toFile()))
                .start();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(this::accepts);
    }

    /** As a power cut would: the postmaster only; its children are orphans. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    void stop() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            kill();
        }
    }

    private boolean accepts() throws IOException {
        if (!process.isAlive()) {
            throw new IOException("PostgreSQL ended, see " + home.resolve("postgres.log"));
        }
        try {
            DriverManager.getConnection(jdbcUrl()).close();
            return true;
        } catch (SQLException e) {
            return false;
        }
    }
}
