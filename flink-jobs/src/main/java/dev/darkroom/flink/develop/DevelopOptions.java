package dev.darkroom.flink.develop;

import java.io.Serial;
import java.io.Serializable;
import java.time.Duration;
import picocli.CommandLine.Option;

/** The inputs of the develop job. */
public final class DevelopOptions implements Serializable {
    @Serial
    private static final long serialVersionUID = 1;

    @Option(
            names = "--photos-at-once",
            paramLabel = "N",
            defaultValue = "3",
            description = "Photos in hand in each parallel instance (default: ${DEFAULT-VALUE}).")
    private int photosAtOnce = 3;

    @Option(
            names = "--decode-limit",
            paramLabel = "DURATION",
            defaultValue = "PT1M",
            description = "A photo that takes longer to decode is rejected (default: ${DEFAULT-VALUE}).")
    private Duration decodeLimit = Duration.ofMinutes(1);

    @Option(
            names = "--max-original-bytes",
            paramLabel = "BYTES",
            defaultValue = "104857600",
            description = "A longer original is rejected (default: ${DEFAULT-VALUE}).")
    private long maxOriginalBytes = 100L << 20;

    /** Photos that one parallel instance has in hand. */
    int photosAtOnce() {
        return photosAtOnce;
    }

    /** Records that wait in one parallel instance, those in hand included. */
    int capacity() {
        return 2 * photosAtOnce + 2;
    }

    Duration decodeLimit() {
        return decodeLimit;
    }

    /** Longer than all deadlines and retries of one photo and of those before it together. */
    Duration photoLimit() {
        return decodeLimit.multipliedBy(capacity()).plusMinutes(10);
    }

    long maxOriginalBytes() {
        return maxOriginalBytes;
    }
}
