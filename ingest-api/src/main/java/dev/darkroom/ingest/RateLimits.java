package dev.darkroom.ingest;

import dev.darkroom.core.id.UserId;
import dev.darkroom.web.ErrorCode;
import dev.darkroom.web.ProblemException;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many requests a user may make: a bucket per user, the most recent users only, so that memory is bounded. Safe for
 * threads.
 *
 * <p>Each instance counts for itself; behind a balancer the limit is per instance.
 */
final class RateLimits {
    private static final int MAX_USERS = 10_000;

    private final int burst;
    private final int perSecond;
    private final Map<UserId, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UserId, Bucket> eldest) {
            return size() > MAX_USERS;
        }
    };

    RateLimits(int perSecond, int burst) {
        this.perSecond = perSecond;
        this.burst = burst;
    }

    /**
     * Takes one request out of the user's bucket.
     *
     * @return the headers that say what is left
     * @throws ProblemException {@link ErrorCode#TOO_MANY_REQUESTS} when it is empty
     */
    Map<String, String> take(UserId user) {
        ConsumptionProbe probe = bucket(user).tryConsumeAndReturnRemaining(1);
        Duration wait = Duration.ofNanos(probe.getNanosToWaitForRefill());
        String left = "\"writes\";r=" + probe.getRemainingTokens() + ";t=" + Math.max(1, wait.toSeconds());
        String policy = "\"writes\";q=" + burst + ";w=" + Math.max(1, burst / perSecond);
        if (!probe.isConsumed()) {
            throw ProblemException.of(
                            ErrorCode.TOO_MANY_REQUESTS,
                            "More than " + perSecond + " requests a second after a burst of " + burst + "; slow down")
                    .retryAfter(wait)
                    .withHeader("RateLimit-Policy", policy)
                    .withHeader("RateLimit", left);
        }
        return Map.of("RateLimit-Policy", policy, "RateLimit", left);
    }

    private Bucket bucket(UserId user) {
        synchronized (buckets) {
            return buckets.computeIfAbsent(
                    user,
                    unknown -> Bucket.builder()
                            .addLimit(limit -> limit.capacity(burst).refillGreedy(perSecond, Duration.ofSeconds(1)))
                            .build());
        }
    }
}
