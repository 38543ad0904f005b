package dev.darkroom.serving;

import dev.darkroom.core.port.BlobStore;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Signed URLs that stay the same for a whole clock hour, so that browsers find in their cache what they already have.
 * Each is valid to the end of the next hour: between one and two hours. Safe for threads.
 */
final class SignedUrls {
    private static final int MAX_REMEMBERED = 50_000;

    private final BlobStore blobs;
    private final Clock clock;
    private final Map<String, URI> remembered = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, URI> eldest) {
            return size() > MAX_REMEMBERED;
        }
    };
    private long rememberedPeriod;

    SignedUrls(BlobStore blobs, Clock clock) {
        this.blobs = blobs;
        this.clock = clock;
    }

    /** The URL of {@code key} for this hour. */
    URI of(String key) {
        synchronized (remembered) {
            if (rememberedPeriod != period()) {
                remembered.clear();
                rememberedPeriod = period();
            }
            URI known = remembered.get(key);
            if (known != null) {
                return known;
            }
        }
        URI made = blobs.signedUrl(key, untilHourEnds().plusHours(1));
        synchronized (remembered) {
            URI first = remembered.putIfAbsent(key, made);
            return first == null ? made : first;
        }
    }

    /** The number of the hour; a representation that holds signed URLs changes with it. */
    long period() {
        return clock.instant().getEpochSecond() / Duration.ofHours(1).toSeconds();
    }

    /** How long the URLs of this hour will still be handed out. */
    Duration untilHourEnds() {
        Instant now = clock.instant();
        return Duration.between(now, now.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS));
    }
}
