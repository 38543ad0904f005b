package dev.darkroom.local.bench;

import dev.darkroom.local.client.Outcome;
import dev.darkroom.local.client.PhotoClient;
import dev.darkroom.local.client.SearchWatch;
import dev.darkroom.local.client.Tally;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sends unique copies of photos and follows each until a search finds it. On a timetable, a photo's time runs from when
 * it was due, so that an upload which holds up the next ones is seen in their times too.
 */
final class Traffic {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final PhotoClient client;
    private final UniquePhotos photos;

    Traffic(PhotoClient client, UniquePhotos photos) {
        this.client = client;
        this.photos = photos;
    }

    /**
     * Sends {@code plan.count} photos, taken from {@code mix} in turn, and waits for all of them.
     *
     * @throws IOException when a copy cannot be written
     */
    Seen send(List<Path> mix, Plan plan) throws IOException, InterruptedException {
        Run run = new Run(plan);
        Thread watcher = new Thread(run::watch, "search-watch");
        ExecutorService senders = Executors.newFixedThreadPool(plan.parallel());
        watcher.start();
        try {
            for (int i = 0; i < plan.count(); i++) {
                run.room.acquire();
                Path original = mix.get(i % mix.size());
                Path copy = photos.of(original);
                run.originals.put(copy, original);
                run.bytes.addAndGet(Files.size(copy));
                long due = plan.every().isZero()
                        ? System.nanoTime()
                        : run.begun + plan.every().toNanos() * i;
                TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
                senders.execute(() -> run.upload(copy, due));
            }
            senders.shutdown();
            senders.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            run.watch.complete();
            watcher.join();
        } finally {
            senders.shutdownNow();
            watcher.interrupt();
        }
        return run.seen();
    }

    /**
     * How photos are sent.
     *
     * @param every the distance of the timetable; zero sends as fast as {@code parallel} uploads at once allow
     */
    record Plan(int count, Duration every, int parallel, SearchWatch.Pace pace) {}

    /**
     * What became of them.
     *
     * @param searchable the originals whose copies a search finds
     * @param span from the first upload to the last photo that was found
     */
    record Seen(Tally tally, List<Path> searchable, Duration span, long bytes) {
        double millis(double share) {
            return tally.percentileMillis(share).orElse(Double.NaN);
        }

        double perSecond() {
            return searchable.size() / (span.toNanos() / 1e9);
        }
    }

    private final class Run {
        private final Tally tally = new Tally();
        private final Map<Path, Path> originals = new ConcurrentHashMap<>();
        private final List<Path> searchable = Collections.synchronizedList(new ArrayList<>());
        private final AtomicLong bytes = new AtomicLong();
        private final Semaphore room;
        private final SearchWatch watch;
        private final long begun = System.nanoTime();
        private volatile long lastFound = begun + 1;

        Run(Plan plan) {
            room = new Semaphore(2 * plan.parallel());
            watch = new SearchWatch(client, PATIENCE, plan.pace(), this::settle);
        }

        void upload(Path copy, long due) {
            try {
                Outcome outcome = client.upload(copy);
                if (outcome instanceof Outcome.Stored stored) {
                    watch.add(new Outcome.Stored(copy, stored.id(), due));
                } else {
                    settle(outcome);
                }
                UniquePhotos.delete(copy);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot delete " + copy, e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                room.release();
            }
        }

        void settle(Outcome outcome) {
            tally.add(outcome);
            if (outcome instanceof Outcome.Searchable) {
                lastFound = System.nanoTime();
                searchable.add(originals.get(outcome.file()));
            }
        }

        void watch() {
            try {
                watch.watch();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        Seen seen() {
            return new Seen(tally, List.copyOf(searchable), Duration.ofNanos(lastFound - begun), bytes.get());
        }
    }
}
