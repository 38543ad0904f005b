package dev.darkroom.local.launcher;

import dev.darkroom.local.client.Outcome;
import dev.darkroom.local.client.PhotoClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Sends files side by side, never more than a fixed number at once. */
final class Uploads {
    /** Ingest takes no more of one user at once; the rest would only be told to come back. */
    private static final int MOST_PARALLEL = 8;

    private final PhotoClient client;
    private final int parallel;

    Uploads(PhotoClient client, int parallel) {
        requireParallel(parallel);
        this.client = client;
        this.parallel = parallel;
    }

    /** Refuses a number of files at once that cannot be, before anything is started for them. */
    static void requireParallel(int parallel) {
        if (parallel < 1 || parallel > MOST_PARALLEL) {
            throw new IllegalArgumentException(
                    "Between 1 and " + MOST_PARALLEL + " files can be sent at once, not " + parallel);
        }
    }

    /** Sends all of them and tells {@code each} about every one as soon as it is answered. */
    void send(List<Path> files, Consumer<Outcome> each) throws InterruptedException {
        ExecutorService senders = Executors.newFixedThreadPool(parallel);
        try {
            List<Future<Void>> sent = new ArrayList<>();
            for (Path file : files) {
                Callable<Void> work = () -> {
                    each.accept(client.upload(file));
                    return null;
                };
                sent.add(senders.submit(work));
            }
            for (Future<Void> one : sent) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("an upload ended in a way that nobody foresaw: " + e.getCause(), e);
        } finally {
            senders.shutdownNow();
        }
    }
}
