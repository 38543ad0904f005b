package dev.darkroom.local.s3;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What an {@link ArchiveGateway} needs to know.
 *
 * @param port port on 127.0.0.1; 0 takes a free one
 * @param backend the S3 server that keeps the objects, e.g. {@code http://127.0.0.1:9090}
 * @param dataDir where restores and bucket documents are kept; created when missing
 * @param restoreDelay how long a restore takes; hours at Amazon, seconds here
 * @param region the only region a signature may name
 */
public record ArchiveGatewaySettings(
        int port, URI backend, Path dataDir, S3Credentials credentials, Duration restoreDelay, String region) {
    public ArchiveGatewaySettings {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("Port out of range: " + port);
        }
        if (!"http".equals(backend.getScheme()) || backend.getHost() == null || backend.getPort() < 1) {
            throw new IllegalArgumentException("Backend must look like http://127.0.0.1:9090, got: " + backend);
        }
        if (restoreDelay.isNegative()) {
            throw new IllegalArgumentException("Restore delay must not be negative: " + restoreDelay);
        }
        if (region.isBlank()) {
            throw new IllegalArgumentException("Region must not be blank");
        }
    }
}
