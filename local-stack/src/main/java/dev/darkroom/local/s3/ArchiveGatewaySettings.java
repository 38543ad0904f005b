package dev.darkroom.local.s3;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What an {@link ArchiveGateway} needs to know.
 *
 * @param port port on 127.0.0.1; 0 takes a free one
 * @param dataDir where everything is kept; created when missing
 * @param restoreDelay how long a restore takes; hours at Amazon, seconds here
 * @param region the only region a signature may name
 */
public record ArchiveGatewaySettings(
        int port, Path dataDir, S3Credentials credentials, Duration restoreDelay, String region) {
    public ArchiveGatewaySettings {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("Port out of range: " + port);
        }
        if (restoreDelay.isNegative()) {
            throw new IllegalArgumentException("Restore delay must not be negative: " + restoreDelay);
        }
        if (region.isBlank()) {
            throw new IllegalArgumentException("Region must not be blank");
        }
    }
}
