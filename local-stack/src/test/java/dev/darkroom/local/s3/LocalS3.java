package dev.darkroom.local.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** A gateway on a directory of its own, one for all tests of the build. */
final class LocalS3 {
    static final String BUCKET = "photos";
    static final Duration RESTORE_DELAY = Duration.ofMillis(1500);
    static final S3Credentials CREDENTIALS = new S3Credentials("local-access-key", "local-secret-key");

    private static final class Shared {
        private static final LocalS3 INSTANCE = start();
    }

    private final Path dir;
    private ArchiveGateway gateway;

    private LocalS3(Path dir, ArchiveGateway gateway) {
        this.dir = dir;
        this.gateway = gateway;
    }

    static LocalS3 shared() {
        return Shared.INSTANCE;
    }

    private static LocalS3 start() {
        try {
            Path dir = Files.createTempDirectory("local-s3");
            LocalS3 started = new LocalS3(dir, startGateway(dir));
            Runtime.getRuntime().addShutdownHook(new Thread(started::stop));
            for (String bucket : List.of(BUCKET, "lake")) {
                started.client().createBucket(b -> b.bucket(bucket));
            }
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start the gateway", e);
        }
    }

    private static ArchiveGateway startGateway(Path dir) throws IOException {
        return ArchiveGateway.start(
                new ArchiveGatewaySettings(0, dir.resolve("s3"), CREDENTIALS, RESTORE_DELAY, "us-east-1"));
    }

    /** Stops the gateway and starts another one on the same state; clients made before know only the old one. */
    void restartGateway() throws IOException {
        gateway.close();
        gateway = startGateway(dir);
    }

    private void stop() {
        try (Stream<Path> files = Files.walk(dir)) {
            gateway.close();
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            System.err.println("Could not clean " + dir + ": " + e);
        }
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
        return client(endpoint(), credentials);
    }

    static S3Client client(URI endpoint, S3Credentials credentials) {
        return S3Client.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .credentialsProvider(provider(credentials))
                .build();
    }

    S3Presigner presigner() {
        return presigner(endpoint());
    }

    static S3Presigner presigner(URI endpoint) {
        return S3Presigner.builder()
                .endpointOverride(endpoint)
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
}
