package dev.darkroom.ingest;

import dev.darkroom.imaging.format.Limits;
import java.time.Duration;

/**
 * How much ingest takes at once.
 *
 * @param image what a photo may be
 * @param maxUploads uploads under way at once
 * @param userShare how many of them one user may have, and how many other writes besides
 * @param maxTempBytes bytes of uploads on the temporary disk at once
 * @param patience how long an upload waits for a slot before it is asked to come back
 * @param deadline how long a body may take to arrive
 * @param writesPerSecond requests a user may make in the long run
 * @param writeBurst requests a user may make at once
 */
record IngestSettings(
        Limits image,
        int maxUploads,
        int userShare,
        long maxTempBytes,
        Duration patience,
        Duration deadline,
        int writesPerSecond,
        int writeBurst) {
    /** 32 uploads of at most 64 MiB, ten minutes each; of a user 8 at once and 50 writes a second after a burst of 200. */
    static final IngestSettings DEFAULT = new IngestSettings(
            Limits.DEFAULT,
            32,
            8,
            32 * Limits.DEFAULT.maxBytes(),
            Duration.ofSeconds(1),
            Duration.ofMinutes(10),
            50,
            200);

    /** The same for other photos; the disk holds as many of them as before. */
    IngestSettings withImage(Limits limits) {
        return new IngestSettings(
                limits,
                maxUploads,
                userShare,
                maxUploads * limits.maxBytes(),
                patience,
                deadline,
                writesPerSecond,
                writeBurst);
    }

    IngestSettings {
        if (userShare < 1 || userShare > maxUploads) {
            throw new IllegalArgumentException(
                    "A user's share must lie in [1, " + maxUploads + "], the uploads at once: " + userShare);
        }
    }
}
