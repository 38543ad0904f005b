package dev.darkroom.imaging.sandbox;

import dev.darkroom.core.error.RejectedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Measures how soon another worker stands ready behind one that dies, for many deaths in a row, and what the workers
 * take of memory.
 */
public final class ReplacementBenchMain {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private ReplacementBenchMain() {}

    /** Arguments: deaths, milliseconds from one to the next, spare workers. */
    public static void main(String[] arguments)
            throws IOException, InterruptedException, RejectedException, WorkerEndedException {
        if (arguments.length != 3) {
            System.err.println("usage: ReplacementBenchMain DEATHS MILLISECONDS SPARES");
            System.exit(2);
        }
        int deaths = Integer.parseInt(arguments[0]);
        Duration between = Duration.ofMillis(Long.parseLong(arguments[1]));
        Path state = Files.createTempDirectory("darkroom-sandbox");
        SandboxOptions options = SandboxOptions.of(state).withWorkers(1).withSpares(Integer.parseInt(arguments[2]));
        WorkerPool pool = WorkerPool.open(options);
        try {
            awaitAll(pool, options);
            List<Long> workers =
                    ProcessHandle.current().children().map(ProcessHandle::pid).toList();
            System.out.printf(
                    Locale.ROOT,
                    "a worker takes %.0f ms of processor time to be ready, and %.1f MB of memory (PSS)%n",
                    new CpuClock(workers).nanos() / 1e6 / workers.size(),
                    workers.stream()
                            .mapToDouble(ReplacementBenchMain::megabytes)
                            .average()
                            .orElse(0));
            double worst = 0;
            for (int death = 1; death <= deaths; death++) {
                Worker victim = pool.borrow();
                victim.kill();
                long died = System.nanoTime();
                pool.giveBack(pool.borrow());
                double waited = (System.nanoTime() - died) / 1e6;
                worst = Math.max(worst, waited);
                System.out.printf(Locale.ROOT, "death %2d: replaced after %8.3f ms%n", death, waited);
                Thread.sleep(between.toMillis());
            }
            System.out.printf(Locale.ROOT, "{\"replacement_ms\":%.3f}%n", worst);
        } finally {
            pool.close();
            Files.deleteIfExists(state);
        }
    }

    private static void awaitAll(WorkerPool pool, SandboxOptions options) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (pool.idle() < options.workers() + options.spares()) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException("Not all workers are ready after " + PATIENCE.toSeconds() + " s");
            }
            Thread.sleep(20);
        }
    }

    private static double megabytes(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/smaps_rollup"))) {
            return lines.filter(line -> line.startsWith("Pss:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
