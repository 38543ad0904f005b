package dev.darkroom.local.bench;

import dev.darkroom.core.id.UserId;
import dev.darkroom.local.client.Session;
import dev.darkroom.local.process.StackException;
import dev.darkroom.local.stack.ComponentStatus;
import dev.darkroom.local.stack.Components;
import dev.darkroom.local.stack.LocalStack;
import dev.darkroom.local.stack.Watcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Measures a stack from its first start to its last photo. The stack is up afterwards, with what was sent. */
public final class PipelineBench {
    private static final String USER = "bench";
    /** Always the same order, so that two runs compare. */
    private static final int SEED = 20_260_101;

    private final LocalStack stack;
    private final Effort effort;
    private final Watcher watcher;

    public PipelineBench(LocalStack stack, Effort effort, Watcher watcher) {
        this.stack = stack;
        this.effort = effort;
        this.watcher = watcher;
    }

    /**
     * Measures with copies of these files.
     *
     * @throws StackException also when stored bytes are not those that were sent
     */
    public BenchReport run(List<Path> files) throws StackException, IOException, InterruptedException {
        Path jpeg = typicalJpeg(files);
        List<Path> mix = mix(files);
        double cold = start("Cold start: nothing was ever started in " + stack.data());
        Path folder = Files.createDirectories(stack.data().resolve("bench"));
        UniquePhotos photos = new UniquePhotos(folder);
        double first = traffic(photos).send(List.of(jpeg), effort.uncounted(1)).millis(1);
        stack.stop();
        double warm = start("Warm start: the same data again");

        Traffic traffic = traffic(photos);
        int warmUp = Math.max(effort.warmUp(), mix.size());
        watcher.note("Warming up with " + warmUp + " photos ...");
        List<Path> good = traffic.send(mix, effort.uncounted(warmUp)).searchable().stream()
                .distinct()
                .sorted(Comparator.comparing(mix::indexOf))
                .toList();
        if (good.isEmpty()) {
            throw new StackException("Not one of the " + mix.size() + " files became searchable: nothing to measure");
        }
        List<PutRace.Result> races = races(
                jpeg, UniquePhotos.largestJpeg(files, PutRace.WARM_UP_BYTES).orElse(jpeg), photos);
        watcher.note("Timing " + effort.latency().count() + " photos on a timetable ...");
        Traffic.Seen latency = traffic.send(good, effort.latency());

        watcher.note("Sending " + effort.throughput().count() + " photos as fast as they are taken ...");
        Map<String, String> environment = stack.environment();
        StageTimes stagesBefore = StageTimes.now(environment);
        CpuTimes cpuBefore = CpuTimes.now(stack.status());
        long begun = System.nanoTime();
        Traffic.Seen throughput = traffic.send(good, effort.throughput());
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        List<ComponentStatus> components = stack.status();
        BenchReport.Load load = new BenchReport.Load(
                throughput,
                took,
                CpuTimes.now(components).since(cpuBefore),
                StageTimes.now(environment).since(stagesBefore));
        return new BenchReport(
                new BenchReport.Starts(cold, warm, first), BenchReport.Mix.of(good), races, latency, load, components);
    }

    private double start(String what) throws StackException, InterruptedException {
        watcher.note(what);
        long begun = System.nanoTime();
        stack.start(Components.ALL);
        return (System.nanoTime() - begun) / 1e9;
    }

    private List<PutRace.Result> races(Path jpeg, Path smallJpeg, UniquePhotos photos)
            throws StackException, IOException, InterruptedException {
        List<PutRace.Result> results = new ArrayList<>();
        try (PutRace race = new PutRace(Session.of(stack, USER), new UserId(USER), photos, stack.environment())) {
            watcher.note("Warming up ingest and PutObject with " + effort.raceWarmUp() + " photos each ...");
            race.warmUp(smallJpeg, effort.raceWarmUp());
            for (PutRace.Heat heat : effort.heats()) {
                watcher.note("Comparing with PutObject: " + heat.name() + " ...");
                results.add(race.run(jpeg, heat));
            }
        }
        return results;
    }

    private Traffic traffic(UniquePhotos photos) throws StackException, IOException {
        return new Traffic(Session.of(stack, USER).client(), photos);
    }

    /** At most so many files as wanted, in an order that has nothing to do with their kind. */
    private List<Path> mix(List<Path> files) {
        List<Path> shuffled = new ArrayList<>(files);
        java.util.Collections.shuffle(shuffled, new Random(SEED));
        return shuffled.stream().limit(effort.mixFiles()).toList();
    }

    /** The largest JPEG that still has to grow to the typical size. */
    private Path typicalJpeg(List<Path> files) throws StackException, IOException {
        return UniquePhotos.largestJpeg(files, effort.typicalBytes())
                .orElseThrow(() -> new StackException("There is no JPEG below " + effort.typicalBytes()
                        + " bytes among the " + files.size() + " files: the comparison with PutObject needs one"));
    }
}
