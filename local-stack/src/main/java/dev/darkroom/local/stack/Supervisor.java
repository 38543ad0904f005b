package dev.darkroom.local.stack;

import dev.darkroom.local.process.StackException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Starts again what dies, waiting longer each time, and gives a component up, loudly, when it keeps dying. What was
 * stopped on purpose, by whatever launcher, stays stopped.
 */
public final class Supervisor {
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration STEADY = Duration.ofMinutes(2);
    private static final int MAX_QUICK_DEATHS = 5;
    private static final int TAIL_LINES = 15;

    private final LocalStack stack;
    private final Set<String> names;
    private final Watcher watcher;
    private final Map<String, Deaths> deaths = new HashMap<>();
    private final Set<String> failed = new HashSet<>();
    private final Set<String> givenUp = new HashSet<>();

    public Supervisor(LocalStack stack, Set<String> names, Watcher watcher) {
        this.stack = stack;
        this.names = Set.copyOf(names);
        this.watcher = watcher;
    }

    /**
     * Watches until this thread is interrupted or another launcher has stopped every component.
     *
     * @return false when a component had to be given up
     */
    public boolean watch() throws StackException, InterruptedException {
        while (givenUp.size() < names.size() && stack.isWanted(names)) {
            for (String name : names) {
                if (!givenUp.contains(name) && (failed.contains(name) || stack.died(name))) {
                    bringBack(name);
                }
            }
            Thread.sleep(LOOK.toMillis());
        }
        return givenUp.isEmpty();
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
