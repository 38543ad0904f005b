package dev.darkroom.imaging.sandbox;

import dev.darkroom.core.error.RejectedException;
import dev.darkroom.imaging.Developer;
import dev.darkroom.imaging.Original;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures what the sandbox costs: develops the given photos in this process and in workers by turns, and compares the
 * processor time of all processes together. Pinned to one processor (taskset), the time on the clock is comparable, too.
 */
public final class SandboxBenchMain {
    private static final int ROUNDS = 12;
    private static final int WARM_UP_ROUNDS = 4;

    private SandboxBenchMain() {}

    /** Arguments: photos. The last line is for programs. */
    public static void main(String[] arguments) throws IOException, RejectedException {
        if (arguments.length == 0) {
            System.err.println("usage: SandboxBenchMain PHOTO...");
            System.exit(2);
        }
        Path state = Files.createTempDirectory("darkroom-sandbox");
        SandboxOptions options = SandboxOptions.of(state).withWorkers(1);
        Developer inProcess = Developer.load();
        double worst = 1;
        try (SandboxedDeveloper sandboxed = SandboxedDeveloper.open(options, SandboxObserver.NONE)) {
            CpuClock clocks = CpuClock.ofThisAndChildren();
            System.out.printf(
                    Locale.ROOT, "%-40s %12s %12s %8s %8s%n", "photo", "in process", "sandboxed", "cpu", "clock");
            for (String photo : arguments) {
                byte[] bytes = Files.readAllBytes(Path.of(photo));
                Original original = Original.of(bytes);
                Side in = new Side(() -> inProcess.apply(bytes), clocks);
                Side out = new Side(() -> sandboxed.apply(original), clocks);
                for (int round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
                    in.round(round);
                    out.round(round);
                }
                double ratio = in.cpu() / out.cpu();
                System.out.printf(
                        Locale.ROOT,
                        "%-40s %9.1f ms %9.1f ms %8.3f %8.3f%n",
                        Path.of(photo).getFileName(),
                        in.cpu(),
                        out.cpu(),
                        ratio,
                        in.clock() / out.clock());
                worst = Math.min(worst, ratio);
            }
        } finally {
            Files.deleteIfExists(state);
        }
        System.out.printf(Locale.ROOT, "{\"sandbox_ratio\":%.3f}%n", worst);
    }

    /** What is measured. */
    private interface Development {
        Object run() throws RejectedException;
    }

    /** One of the two ways, and what each of its rounds took in milliseconds. */
    private static final class Side {
        private static final int PHOTOS = 8;

        private final Development development;
        private final CpuClock clocks;
        private final List<Double> cpu = new ArrayList<>();
        private final List<Double> clock = new ArrayList<>();

        Side(Development development, CpuClock clocks) {
            this.development = development;
            this.clocks = clocks;
        }

        void round(int round) throws RejectedException {
            long before = clocks.nanos();
            long started = System.nanoTime();
            for (int i = 0; i < PHOTOS; i++) {
                development.run();
            }
            long took = System.nanoTime() - started;
            long nanos = clocks.nanos() - before;
            if (round >= 0) {
                cpu.add(nanos / 1e6 / PHOTOS);
                clock.add(took / 1e6 / PHOTOS);
            }
        }

        /** The lower quartile: the machine's other work only ever adds. */
        double cpu() {
            return quartile(cpu);
        }

        double clock() {
            return quartile(clock);
        }

        private static double quartile(List<Double> times) {
            return times.stream().sorted().skip(times.size() / 4).findFirst().orElseThrow();
        }
    }
}
