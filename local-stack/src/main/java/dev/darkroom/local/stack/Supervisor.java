package dev.darkroom.local.stack;

import dev.darkroom.local.process.StackException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Starts again what dies, waiting longer each time, and gives a component up, loudly, when it keeps dying. What hangs is
 * killed first. What was stopped on purpose, by whatever launcher, stays stopped.
 */
public final class Supervisor {
    /** How long a component may be silent: longer than collecting garbage, swapping or a busy machine make it. */
    public static final Duration HANG_LIMIT = Duration.ofSeconds(60);

    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration STEADY = Duration.ofMinutes(2);
    private static final int MAX_QUICK_DEATHS = 5;
    /** A component is asked so often within the limit. */
    private static final int QUESTIONS = 12;

    private static final int TAIL_LINES = 15;

    private final LocalStack stack;
    private final Set<String> names;
    private final Duration hangLimit;
    private final Watcher watcher;
    private final Map<String, Silence> silences = new HashMap<>();
    private final Map<String, Deaths> deaths = new HashMap<>();
    private final Set<String> failed = new HashSet<>();
    private final Set<String> givenUp = new HashSet<>();

    /** {@code hangLimit} is how long a component may say nothing before it is taken for hung. */
    public Supervisor(LocalStack stack, Set<String> names, Duration hangLimit, Watcher watcher) {
        this.stack = stack;
        this.names = Set.copyOf(names);
        this.hangLimit = hangLimit;
        this.watcher = watcher;
    }

    /**
     * Watches until this thread is interrupted or another launcher has stopped every component.
     *
     * @return false when a component had to be given up
     */
    public boolean watch() throws StackException, InterruptedException {
        long nextQuestions = System.nanoTime();
        while (givenUp.size() < names.size() && stack.isWanted(names)) {
            boolean ask = System.nanoTime() - nextQuestions >= 0;
            for (String name : names) {
                if (ask && !givenUp.contains(name)) {
                    endIfHung(name);
                }
                if (!givenUp.contains(name) && (failed.contains(name) || stack.died(name))) {
                    bringBack(name);
                }
            }
            if (ask) {
                nextQuestions = System.nanoTime() + hangLimit.toNanos() / QUESTIONS;
            }
            Thread.sleep(LOOK.toMillis());
        }
        return givenUp.isEmpty();
    }

    /** A process that hangs may not listen to a request to end; killed, it counts as dead. */
    private void endIfHung(String name) throws StackException, InterruptedException {
        Silence silence = silences.computeIfAbsent(name, unused -> new Silence(hangLimit, System::nanoTime));
        Optional<LocalStack.Sign> sign = stack.sign(name);
        if (sign.isPresent() && silence.hangs(sign.get())) {
            watcher.note(name + " has not answered for " + hangLimit.toSeconds() + " s and is killed");
            stack.kill(name);
        }
    }

    private void bringBack(String name) throws InterruptedException {
        Deaths count = deaths.merge(name, Deaths.first(), Deaths::another);
        if (count.inARow() > MAX_QUICK_DEATHS) {
            givenUp.add(name);
            watcher.note("ERROR: " + name + " died " + count.inARow() + " times in a row and is given up. "
                    + "Mend the cause, then run `./darkroom up` again. Its last lines:\n"
                    + stack.logTail(name, TAIL_LINES));
            return;
        }
        Duration wait = FIRST_WAIT.multipliedBy(1L << (count.inARow() - 1));
        watcher.note(name + " died; it is started again in " + wait.toSeconds() + " s");
        Thread.sleep(wait.toMillis());
        try {
            if (failed.contains(name) || stack.died(name)) {
                stack.start(Set.of(name));
            }
            failed.remove(name);
        } catch (StackException e) {
            // A start that fails leaves no pid file, which would look like a stop on purpose.
            failed.add(name);
            watcher.note(e.getMessage());
        }
    }

    /** How often in a row a component died without having lived for long. */
    private record Deaths(int inARow, long lastNanos) {
        static Deaths first() {
            return new Deaths(1, System.nanoTime());
        }

        Deaths another(Deaths now) {
            boolean soon = now.lastNanos - lastNanos < STEADY.toNanos();
            return new Deaths(soon ? inARow + 1 : 1, now.lastNanos);
        }
    }
}
