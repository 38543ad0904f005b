package dev.darkroom.local.spanner;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** PostgreSQL and the gateway as processes, shared by the tests of this package and stopped when their JVM ends. */
final class LocalSpanner {
    private static final String HEAP = "-Xmx96m";
    private static LocalSpanner shared;

    private final RunningPostgres postgres;
    private final Path home;
    private final int port;
    private Process gateway;

    private LocalSpanner() throws IOException {
        home = Files.createTempDirectory("darkroom-spanner");
        postgres = new RunningPostgres(home.resolve("postgres"));
        port = RunningPostgres.freePort();
        postgres.start();
        startGateway();
        Runtime.getRuntime().addShutdownHook(new Thread(this::end));
    }

    static synchronized LocalSpanner shared() throws IOException {
        if (shared == null) {
            shared = new LocalSpanner();
        }
        return shared;
    }

    RunningPostgres postgres() {
        return postgres;
    }

    int port() {
        return port;
    }

    String url(String database) {
        return SpannerGateway.jdbcUrl(port, database);
    }

    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database));
    }

    void startGateway() throws IOException {
        gateway = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SpannerGatewayMain.class.getName(),
                        "--port=" + port,
                        "--postgres-url=" + postgres.jdbcUrl()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        home.resolve("gateway.log").toFile()))
                .start();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(100))
                .until(this::listens);
    }

    /** SIGTERM; the answer is the exit code. */
    int stopGateway() throws InterruptedException {
        gateway.destroy();
        if (!gateway.waitFor(20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("The gateway did not end within 20 s of SIGTERM");
        }
        return gateway.exitValue();
    }

    void killGateway() throws InterruptedException {
        gateway.destroyForcibly().waitFor();
    }

    private boolean listens() throws IOException {
        if (!gateway.isAlive()) {
            throw new IOException("The gateway ended: " + Files.readString(home.resolve("gateway.log")));
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private void end() {
        try {
            gateway.destroyForcibly().waitFor();
            postgres.stop();
            PostgresBinaries.delete(home);
        } catch (IOException e) {
            System.err.println("Left behind: " + home + " (" + e.getMessage() + ")");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
