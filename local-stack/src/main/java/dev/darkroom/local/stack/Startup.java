package dev.darkroom.local.stack;

import dev.darkroom.local.process.ComponentProcess;
import dev.darkroom.local.process.Site;
import dev.darkroom.local.process.StackException;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/** Brings components up side by side, each as soon as the ones it needs serve. */
final class Startup {
    /** For a process that another launcher started a moment ago. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final Site site;
    private final Watcher watcher;
    private final ConcurrentLinkedQueue<ComponentProcess> started = new ConcurrentLinkedQueue<>();

    Startup(Site site, Watcher watcher) {
        this.site = site;
        this.watcher = watcher;
    }

    void start(List<ComponentProcess> processes) throws StackException, InterruptedException {
        if (processes.isEmpty()) {
            return;
        }
        Map<String, FutureTask<Boolean>> tasks = new LinkedHashMap<>();
        for (ComponentProcess process : processes) {
            tasks.put(process.component().name(), new FutureTask<>(task(process, tasks)));
        }
        ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
        try {
            tasks.values().forEach(threads::execute);
            for (Future<Boolean> task : tasks.values()) {
                await(task);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Stops what this object started, after a failure. */
    void undo() throws InterruptedException {
        try {
            new Shutdown(watcher).stop(List.copyOf(started));
        } catch (IOException e) {
            watcher.note("Not everything could be stopped again: " + e.getMessage());
        }
    }

    private Callable<Boolean> task(ComponentProcess process, Map<String, FutureTask<Boolean>> tasks) {
        return () -> {
            for (String needed : process.component().needs()) {
                if (tasks.containsKey(needed)) {
                    await(tasks.get(needed));
                }
            }
            return ensure(process);
        };
    }

    private boolean ensure(ComponentProcess process) throws StackException, IOException, InterruptedException {
        String name = process.component().name();
        if (process.running().isPresent()) {
            if (process.awaitServing(site, GRACE)) {
                watcher.kept(name);
                return false;
            }
            watcher.note(name + " runs and does not answer; it is started again");
            process.stop();
        }
        watcher.starting(name);
        long begun = System.nanoTime();
        started.add(process);
        process.start(site);
        watcher.ready(name, Duration.ofNanos(System.nanoTime() - begun));
        return true;
    }

    private static void await(Future<Boolean> task) throws StackException, InterruptedException {
        try {
            task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StackException failure) {
                throw failure;
            }
            if (e.getCause() instanceof InterruptedException) {
                throw new InterruptedException("interrupted while components were starting");
            }
            throw new StackException("A component could not be started: " + e.getCause(), e);
        }
    }
}
