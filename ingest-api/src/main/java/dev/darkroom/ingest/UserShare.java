package dev.darkroom.ingest;

import dev.darkroom.core.id.UserId;
import dev.darkroom.web.ErrorCode;
import dev.darkroom.web.ProblemException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * How much one user may have under way at once, so that nobody takes what all share. Remembers only those who have
 * something under way, so that memory is bounded. Safe for threads.
 */
final class UserShare {
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final String what;
    private final int most;
    private final Map<UserId, Integer> underWay = new HashMap<>();

    /** @param what the plural of what is counted, for a person */
    UserShare(String what, int most) {
        this.what = what;
        this.most = most;
    }

    /**
     * Does {@code work} as one of the user's, or refuses at once: waiting would take threads that others need.
     *
     * @throws ProblemException {@link ErrorCode#TOO_MANY_REQUESTS} when the user's share is used up
     */
    <T> T within(UserId user, Supplier<T> work) {
        if (!enter(user)) {
            throw ProblemException.of(
                            ErrorCode.TOO_MANY_REQUESTS,
                            "You have " + most + " " + what + " under way, and no user has more at once; send this"
                                    + " again when one of them has ended")
                    .retryAfter(RETRY);
        }
        try {
            return work.get();
        } finally {
            leave(user);
        }
    }

    /** How many users have something under way. */
    int users() {
        synchronized (underWay) {
            return underWay.size();
        }
    }

    private boolean enter(UserId user) {
        synchronized (underWay) {
            int now = underWay.getOrDefault(user, 0);
            if (now < most) {
                underWay.put(user, now + 1);
            }
            return now < most;
        }
    }

    private void leave(UserId user) {
        synchronized (underWay) {
            underWay.computeIfPresent(user, (same, now) -> now > 1 ? now - 1 : null);
        }
    }
}
