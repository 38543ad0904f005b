package dev.darkroom.local.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** A real S3Mock with a gateway in front of it; one for all tests of the build, since S3Mock needs seconds to start. */
final class LocalS3 {
    static final String BUCKET = "photos";
    static final Duration RESTORE_DELAY = Duration.ofMillis(1500);
    static final S3Credentials CREDENTIALS = new S3Credentials("local-access-key", "local-secret-key");

    private static final class Shared {
        private static final LocalS3 INSTANCE = start();
    }

    private final Path dir;
    private final Process s3mock;
    private final URI backend;
    private ArchiveGateway gateway;

    private LocalS3(Path dir, Process s3mock, URI backend, ArchiveGateway gateway) {
        this.dir = dir;
        this.s3mock = s3mock;
        this.backend = backend;
        this.gateway = gateway;
    }

    static LocalS3 shared() {
        return Shared.INSTANCE;
    }

    private static LocalS3 start() {
        try {
            Path dir = Files.createTempDirectory("local-s3");
            int port = freePort();
            S3MockCommand command = new S3MockCommand(
                    Path.of(System.getProperty("java.home"), "bin", "java"),
                    Path.of("target", "s3mock", "s3mock.jar").toAbsolutePath(),
                    dir.resolve("s3"),
                    port,
                    0,
                    List.of(BUCKET, "lake"),
                    256);
            Process s3mock = new ProcessBuilder(command.prepare())
                    .redirectErrorStream(true)
                    .redirectOutput(dir.resolve("s3mock.log").toFile())
                    .start();
            URI backend = URI.create("http://127.0.0.1:" + port);
            LocalS3 started = new LocalS3(dir, s3mock, backend, startGateway(dir, backend));
            Runtime.getRuntime().addShutdownHook(new Thread(started::stop));
            Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> started.raw().get(GatewayHandler.HEALTH_PATH).statusCode() == 200);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start S3Mock; has the build copied target/s3mock/s3mock.jar?", e);
        }
    }

    private static ArchiveGateway startGateway(Path dir, URI backend) throws IOException {
        return ArchiveGateway.start(new ArchiveGatewaySettings(
                0, backend, dir.resolve("gateway"), CREDENTIALS, RESTORE_DELAY, "us-east-1"));
    }

    /** Stops the gateway and starts another one on the same state; clients made before know only the old one. */
    void restartGateway() throws IOException {
        gateway.close();
        gateway = startGateway(dir, backend);
    }

    private void stop() {
        try (Stream<Path> files = Files.walk(dir)) {
            gateway.close();
            s3mock.destroy();
            if (!s3mock.waitFor(20, TimeUnit.SECONDS)) {
                s3mock.destroyForcibly();
            }
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            System.err.println("Could not clean " + dir + ": " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    URI backend() {
        return backend;
    }

    Path s3mockLog() {
        return dir.resolve("s3mock.log");
    }

    URI endpoint() {
        return gateway.endpoint();
    }

    RawS3 raw() {
        return new RawS3(endpoint(), CREDENTIALS);
    }

    S3Client client() {
        return client(CREDENTIALS);
    }

    S3Client client(S3Credentials credentials) {
        return S3Client.builder()
                .endpointOverride(endpoint())
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .credentialsProvider(provider(credentials))
                .build();
    }

    S3Presigner presigner() {
        return S3Presigner.builder()
                .endpointOverride(endpoint())
                .region(Region.US_EAST_1)
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .credentialsProvider(provider(CREDENTIALS))
                .build();
    }

    private static StaticCredentialsProvider provider(S3Credentials credentials) {
        return StaticCredentialsProvider.create(
                AwsBasicCredentials.create(credentials.accessKey(), credentials.secretKey()));
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
