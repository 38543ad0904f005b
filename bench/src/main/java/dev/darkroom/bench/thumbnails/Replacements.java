package dev.darkroom.bench.thumbnails;

import dev.darkroom.core.error.RejectedException;
import dev.darkroom.imaging.Original;
import dev.darkroom.imaging.sandbox.SandboxObserver;
import dev.darkroom.imaging.sandbox.SandboxOptions;
import dev.darkroom.imaging.sandbox.SandboxedDeveloper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Kills idle workers of a sandbox of its own, and takes the time until the next photo is done. */
final class Replacements {
    private static final int SPARES = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Original photo;

    Replacements(Original photo) {
        this.photo = photo;
    }

    ReplacementFinding measure(int deaths) throws IOException, RejectedException, InterruptedException {
        List<Double> one = new ArrayList<>();
        List<Double> all = new ArrayList<>();
        MemoryFolder state = MemoryFolder.create();
        SandboxOptions options = SandboxOptions.of(state.path()).withWorkers(1).withSpares(SPARES);
        try (SandboxedDeveloper sandboxed = SandboxedDeveloper.open(options, SandboxObserver.NONE)) {
            sandboxed.apply(photo);
            for (int death = 0; death < deaths; death++) {
                one.add(after(1, sandboxed));
                all.add(after(1 + SPARES, sandboxed));
            }
        } finally {
            state.close();
        }
        return new ReplacementFinding(one, all);
    }

    private double after(int deaths, SandboxedDeveloper sandboxed) throws RejectedException, InterruptedException {
        awaitAll(sandboxed);
        List<ProcessHandle> workers = ProcessHandle.current().children().toList();
        long died = System.nanoTime();
        workers.subList(0, deaths).forEach(ProcessHandle::destroyForcibly);
        // One that is about to die must not be given the photo, which would be blamed for it.
        workers.subList(0, deaths).forEach(worker -> worker.onExit().join());
        sandboxed.apply(photo);
        return (System.nanoTime() - died) / 1e6;
    }

    private static void awaitAll(SandboxedDeveloper sandboxed) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (sandboxed.idle() < 1 + SPARES) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException("Not all workers are ready after " + PATIENCE.toSeconds() + " s");
            }
            Thread.sleep(20);
        }
    }
}
