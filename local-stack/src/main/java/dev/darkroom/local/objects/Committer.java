package dev.darkroom.local.objects;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The one thread that writes the index. Changes that arrive while a commit reaches the disk are made in the next one together, so many writers
 * share one flush, each is answered after it, and they take effect one after the other: of two conditional writes one wins.
 */
final class Committer implements AutoCloseable {
    /** Looks first and writes then: one that refuses has written nothing. */
    interface Change<T> {
        T apply(Transaction transaction) throws SQLException, RefusedException;
    }

    /** Work of the store's own that goes along with a commit. */
    interface Housekeeping {
        void run(Session session) throws SQLException;
    }

    /** What a change gave, and which segments nobody refers to any more. */
    record Committed<T>(T result, List<Segment> dropped) {}

    private static final int MAX_WAITING = 1024;
    private static final int MAX_BATCH = 256;
    private static final Duration MAX_WAIT = Duration.ofMinutes(2);

    private final BlockingQueue<Pending<?>> queue = new ArrayBlockingQueue<>(MAX_WAITING);
    private final Session session;
    private final Housekeeping housekeeping;
    private final Thread thread = new Thread(this::run, "s3-index");
    private volatile boolean isClosed;

    Committer(Session session, Housekeeping housekeeping) {
        this.session = session;
        this.housekeeping = housekeeping;
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    /** Makes a change and waits until it is durable. Any failure but a refusal leaves open whether it was made. */
    <T> Committed<T> commit(Change<T> change) throws IOException {
        Pending<T> pending = new Pending<>(change, new Transaction(session));
        try {
            if (isClosed || !queue.offer(pending, MAX_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("The index takes no more changes");
            }
            return pending.outcome.get(MAX_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while a change of the index was under way");
        } catch (TimeoutException e) {
            throw new IOException("A change of the index did not end within " + MAX_WAIT, e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RefusedException refused) {
                throw refused;
            }
            throw new IOException(
                    "The index could not be changed: " + e.getCause().getMessage(), e.getCause());
        }
    }

    private void run() {
        List<Pending<?>> batch = new ArrayList<>();
        while (!isClosed || !queue.isEmpty()) {
            try {
                Pending<?> first = queue.poll(100, TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    queue.drainTo(batch, MAX_BATCH - 1);
                    commit(batch);
                    batch.clear();
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void commit(List<Pending<?>> batch) {
        try {
            for (Pending<?> pending : batch) {
                pending.apply();
            }
            housekeeping.run(session);
            session.commit();
            batch.forEach(Pending::succeed);
        } catch (SQLException | RuntimeException e) {
            try {
                session.rollback();
            } catch (SQLException alsoFailed) {
                e.addSuppressed(alsoFailed);
            }
            batch.forEach(pending -> pending.outcome.completeExceptionally(e));
        }
    }

    /** Ends when what was waiting is committed. */
    @Override
    public void close() throws IOException {
        isClosed = true;
        try {
            thread.join(MAX_WAIT.toMillis());
            if (!thread.isAlive()) {
                housekeeping.run(session);
                session.commit();
            }
            session.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            throw new IOException("The index did not close well: " + e.getMessage(), e);
        }
    }

    private static final class Pending<T> {
        private final Change<T> change;
        private final Transaction transaction;
        private final CompletableFuture<Committed<T>> outcome = new CompletableFuture<>();
        private Committed<T> applied;

        private Pending(Change<T> change, Transaction transaction) {
            this.change = change;
            this.transaction = transaction;
        }

        private void apply() throws SQLException {
            try {
                applied = new Committed<>(change.apply(transaction), transaction.dropped());
            } catch (RefusedException e) {
                outcome.completeExceptionally(e);
            }
        }

        private void succeed() {
            // Of a refused one nothing changes any more.
            outcome.complete(applied);
        }
    }
}
