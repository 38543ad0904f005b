package dev.darkroom.local.stack;

import dev.darkroom.local.process.ProcessId;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Tells a process that hangs: one that has said nothing for a while, however often it was asked. The process that is
 * there at first serves, or there would be nothing to supervise; one that comes later gets the time that a start may take.
 */
final class Silence {
    private static final Duration START_LIMIT = Duration.ofMinutes(3);

    /** However slow the machine is, or if it slept: a process is asked as often as this before it is said to hang. */
    private static final int MIN_QUESTIONS = 5;

    private final Duration limit;
    private final LongSupplier nanos;
    private Optional<ProcessId> process = Optional.empty();
    private Duration patience;
    private long since;
    private int unanswered;

    /** {@code nanos} is a monotonic clock. */
    Silence(Duration limit, LongSupplier nanos) {
        this.limit = limit;
        this.nanos = nanos;
        this.patience = limit;
    }

    /** Takes note of how one question was answered; says whether the process asked hangs. */
    boolean hangs(LocalStack.Sign sign) {
        boolean first = process.isEmpty();
        boolean another = !process.equals(Optional.of(sign.process()));
        if (sign.responds() || another) {
            process = Optional.of(sign.process());
            patience = sign.responds() || first ? limit : longer(limit, START_LIMIT);
            since = nanos.getAsLong();
            unanswered = sign.responds() ? 0 : 1;
            return false;
        }
        unanswered++;
        return unanswered >= MIN_QUESTIONS && nanos.getAsLong() - since >= patience.toNanos();
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
