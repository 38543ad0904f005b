package dev.darkroom.local.launcher;

import dev.darkroom.local.client.Outcome;
import dev.darkroom.local.client.SearchWatch;
import dev.darkroom.local.client.Session;
import dev.darkroom.local.client.Tally;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Sends photos and follows each until it is searchable, a duplicate, or rejected. */
final class DemoRun {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Session session;
    private final int parallel;

    DemoRun(Session session, int parallel) {
        this.session = session;
        this.parallel = parallel;
    }

    DemoResult run(List<Path> files) throws InterruptedException {
        long begun = System.nanoTime();
        Tally tally = new Tally();
        Bar bar = Bar.of("Developing", files.size());
        Consumer<Outcome> settle = outcome -> {
            tally.add(outcome);
            bar.step();
        };
        SearchWatch watch = new SearchWatch(session.client(), PATIENCE, SearchWatch.Pace.LIVELY, settle);
        Thread watcher = new Thread(() -> watchQuietly(watch), "search-watch");
        watcher.start();
        try {
            new Uploads(session.client(), parallel).send(files, outcome -> {
                if (outcome instanceof Outcome.Stored stored) {
                    watch.add(stored);
                } else {
                    settle.accept(outcome);
                }
            });
            watch.complete();
            watcher.join();
        } finally {
            watcher.interrupt();
            bar.end();
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        return new DemoResult(files.size(), tally, took, session.gallery());
    }

    private static void watchQuietly(SearchWatch watch) {
        try {
            watch.watch();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
