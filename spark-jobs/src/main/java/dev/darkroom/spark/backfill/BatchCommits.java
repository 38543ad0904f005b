package dev.darkroom.spark.backfill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the files of finished batches part of the lake, several batches at a time: first the data, then the ledger's
 * entries, with the same mark, so that {@link HalfCommits} can tell when a crash left the first without the second. A
 * thread of its own, since Spark's scheduler must not wait for a commit.
 */
final class BatchCommits implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BatchCommits.class);
    private static final Duration BETWEEN = Duration.ofSeconds(10);

    private final Table features;
    private final Table ledger;
    private final String transform;
    private final Consumer<Totals> onCommit;
    private final Runnable onFailure;
    /** Never longer than the number of batches, and the end. */
    private final BlockingQueue<Optional<BatchDone>> waiting = new LinkedBlockingQueue<>();

    private final Thread thread = new Thread(this::commitAll, "backfill-commits");
    private volatile RuntimeException failure;
    private volatile Totals totals = Totals.NONE;

    /**
     * Both are told from another thread: {@code onCommit} after each commit, {@code onFailure} once, when one failed and all
     * others would be in vain.
     */
    BatchCommits(Table features, Table ledger, String transform, Consumer<Totals> onCommit, Runnable onFailure) {
        this.features = features;
        this.ledger = ledger;
        this.transform = transform;
        this.onCommit = onCommit;
        this.onFailure = onFailure;
        thread.setDaemon(true);
        thread.start();
    }

    /** Takes a finished batch; returns at once. */
    void add(BatchDone batch) {
        waiting.add(Optional.of(batch));
    }

    /** What has been committed. */
    Totals totals() {
        return totals;
    }

    private void commitAll() {
        try {
            long next = System.nanoTime() + BETWEEN.toNanos();
            boolean ended = false;
            List<BatchDone> some = new ArrayList<>();
            while (!ended) {
                long wait = some.isEmpty() ? Long.MAX_VALUE : Math.max(0, next - System.nanoTime());
                Optional<BatchDone> batch = waiting.poll(wait, TimeUnit.NANOSECONDS);
                if (batch != null) {
                    batch.ifPresent(some::add);
                    ended = batch.isEmpty();
                }
                if (!some.isEmpty() && (ended || System.nanoTime() >= next)) {
                    commit(some);
                    some.clear();
                    next = System.nanoTime() + BETWEEN.toNanos();
                }
            }
        } catch (RuntimeException e) {
            failure = e;
            LOG.debug("A commit failed", e);
            onFailure.run();
        } catch (InterruptedException e) {
            failure = new IllegalStateException("Stopped while committing", e);
        }
    }

    private void commit(List<BatchDone> batches) {
        String mark = UUID.randomUUID().toString();
        append(
                features,
                batches.stream().flatMap(batch -> batch.features().stream()).toList(),
                mark);
        append(
                ledger,
                batches.stream().flatMap(batch -> batch.ledger().stream()).toList(),
                mark);
        Totals sum = totals;
        for (BatchDone batch : batches) {
            sum = sum.plus(batch);
        }
        totals = sum;
        onCommit.accept(sum);
        LOG.info("Committed {} batches, {} photos so far", sum.batches, sum.photos);
    }

    private void append(Table table, List<DataFile> files, String mark) {
        if (files.isEmpty()) {
            return;
        }
        AppendFiles append =
                table.newAppend().set(HalfCommits.TRANSFORM, transform).set(HalfCommits.MARK, mark);
        files.forEach(append::appendFile);
        append.commit();
    }

    /**
     * Commits what is waiting.
     *
     * @throws RuntimeException when a commit failed, now or before; running the backfill again does what is missing
     */
    @Override
    public void close() {
        waiting.add(Optional.empty());
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopped while committing", e);
        }
        if (failure != null) {
            throw failure;
        }
    }

    /**
     * Sums over committed batches.
     *
     * @param left photos that the latest of them did not begin, because they took too long
     */
    record Totals(long batches, long photos, long objectsRead, long bytesRead, long restores, long left) {
        static final Totals NONE = new Totals(0, 0, 0, 0, 0, 0);

        /** With those of a later wave, which did what was left. */
        Totals plus(Totals later) {
            return new Totals(
                    batches + later.batches,
                    photos + later.photos,
                    objectsRead + later.objectsRead,
                    bytesRead + later.bytesRead,
                    restores + later.restores,
                    later.left);
        }

        Totals plus(BatchDone batch) {
            return new Totals(
                    batches + 1,
                    photos + batch.photos(),
                    objectsRead + batch.objectsRead(),
                    bytesRead + batch.bytesRead(),
                    restores + batch.restores(),
                    left + batch.left());
        }
    }
}
