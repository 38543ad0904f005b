package dev.darkroom.local.s3;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One lock for each object that is being changed just now, so that of two conditional writes exactly one wins; unrelated objects never wait for
 * each other.
 */
final class KeyLocks {
    private static final class Entry {
        private final ReentrantLock lock = new ReentrantLock();
        private int users;
    }

    /** What is to be done while nobody else changes the object. */
    interface Commit {
        void run() throws IOException;
    }

    private final ConcurrentHashMap<String, Entry> entries = new ConcurrentHashMap<>();
    private final Duration maxWait;

    KeyLocks(Duration maxWait) {
        this.maxWait = maxWait;
    }

    /** Runs the commit at once when there is no key to hold. */
    void whileHolding(Optional<String> key, Commit commit) throws IOException {
        if (key.isEmpty()) {
            commit.run();
            return;
        }
        ReentrantLock lock = enter(key.get());
        try {
            if (!tryLock(lock)) {
                throw new S3ErrorException(503, "SlowDown", "Another change of this object has not ended; try again");
            }
            try {
                commit.run();
            } finally {
                lock.unlock();
            }
        } finally {
            leave(key.get());
        }
    }

    private ReentrantLock enter(String key) {
        return entries.compute(key, (k, existing) -> {
                    Entry used = existing == null ? new Entry() : existing;
                    used.users++;
                    return used;
                })
                .lock;
    }

    private boolean tryLock(ReentrantLock lock) {
        try {
            return lock.tryLock(maxWait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void leave(String key) {
        entries.computeIfPresent(key, (k, entry) -> --entry.users == 0 ? null : entry);
    }
}
