package dev.darkroom.local.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.local.client.AdminClient;
import dev.darkroom.local.process.JavaProgram;
import dev.darkroom.local.process.Site;
import dev.darkroom.local.process.SparkJob;
import dev.darkroom.local.process.StackException;
import dev.darkroom.local.stack.Components;
import dev.darkroom.local.stack.LocalStack;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Disturbs batch jobs of a running stack, round by round: makes work, runs it, kills a process meanwhile, runs it again until
 * it is done, and compares the archive with what undisturbed runs make of it.
 */
public final class Chaos {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** On a busy machine a job may find that a store, which has just come back, answers too late. */
    private static final int MOST_TRIES = 8;

    private static final Duration LONGEST_RUN = Duration.ofMinutes(5);
    private static final String REPLAY = "dev.darkroom.spark.replay.ReplayMain";

    private final LocalStack stack;
    private final Site site;
    private final PrintStream told;
    private final Path logs;
    private final Map<Work, Double> usualSeconds = new EnumMap<>(Work.class);
    private volatile Optional<Process> running = Optional.empty();
    private int runs;

    /** Of the stack of {@code site}, whose components all run; what happens is told to {@code told}. */
    public Chaos(LocalStack stack, Site site, PrintStream told) {
        this.stack = stack;
        this.site = site;
        this.told = told;
        this.logs = site.data().resolve("logs").resolve("chaos");
    }

    /**
     * Plays the rounds that {@code seed} means.
     *
     * @param samples photographs, copies of which are the archive
     * @param photos how many there are at first
     * @param onlyAtEnd whether to compare after the last round only: what is lost stays lost, but which round lost it is not
     *     known then
     */
    public ChaosResult run(
            long seed, int rounds, Collection<Work> works, List<Path> samples, int photos, boolean onlyAtEnd)
            throws StackException, IOException, InterruptedException {
        long start = System.nanoTime();
        Files.createDirectories(logs);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> running.ifPresent(Process::destroyForcibly), "stop-job"));
        List<RoundResult> results = new ArrayList<>();
        Owner owner = Owner.of(stack, "chaos", samples, site.folder("chaos").resolve("photos"));
        owner.upload(photos);
        owner.change();
        Recipes recipes = Recipes.of(AdminClient.of(stack, "chaos"));
        try {
            Tasks tasks = new Tasks(site, owner, recipes, this::undisturbed);
            told.println(RoundResult.header());
            for (Round round : Plan.of(seed, rounds, works)) {
                RoundResult result = play(round, tasks, !onlyAtEnd || round.number() == rounds);
                told.println(result.line());
                result.faults().forEach(fault -> told.println("      " + fault));
                results.add(result);
            }
        } finally {
            recipes.restore();
        }
        return ChaosResult.of(seed, results, (System.nanoTime() - start) / 1e9);
    }

    private RoundResult play(Round round, Tasks tasks, boolean comparing)
            throws StackException, IOException, InterruptedException {
        Task task = tasks.prepare(round.work(), round.victim() == Victim.EXECUTOR);
        double usual = usualSeconds.getOrDefault(round.work(), round.work().usualSeconds());
        Strike strike = new Strike(stack, round.victim(), Duration.ofMillis((long) (round.moment() * usual * 1_000)));
        long start = System.nanoTime();
        Ended ended = run(task.run(), Optional.of(strike));
        boolean killed = ended.killed;
        int tries = 1;
        while (ended.code != 0 && tries < MOST_TRIES) {
            ended = run(task.run(), Optional.empty());
            tries++;
        }
        boolean whole = tries == 1 ? !killed : round.work() != Work.BACKFILL;
        if (ended.code == 0 && whole) {
            usualSeconds.put(round.work(), ended.seconds);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        if (ended.code != 0) {
            return new RoundResult(
                    round, killed, tries, seconds, 1, List.of("not done after " + tries + " tries: " + ended.last));
        }
        List<String> faults = new ArrayList<>(task.faults().find());
        long differences = faults.size() + (comparing ? compare(task.backfilled(), faults) : 0);
        return new RoundResult(round, killed, tries, seconds, differences, faults);
    }

    /** How many rows differ from what undisturbed runs make; examples are added to {@code faults}. */
    private long compare(Optional<String> backfilled, List<String> faults)
            throws StackException, IOException, InterruptedException {
        Ended ended = run(
                output -> new SparkJob(site)
                        .start(
                                REPLAY,
                                backfilled.stream().toList(),
                                List.of(JavaProgram.QUICK_START),
                                Map.of(),
                                output),
                Optional.empty());
        if (!ended.last.startsWith("{")) {
            throw new StackException("The archive cannot be compared: " + ended.last + " (see " + ended.output + ")");
        }
        JsonNode result = JSON.readTree(ended.last);
        long differences = 0;
        for (JsonNode count : result.path("differences")) {
            differences += count.asLong();
        }
        if (differences > 0) {
            faults.add(result.path("differences").toString());
        }
        result.path("examples").forEach(example -> faults.add(example.asText()));
        return differences;
    }

    private void undisturbed(Run run) throws StackException, IOException, InterruptedException {
        Ended ended = run(run, Optional.empty());
        if (ended.code != 0) {
            throw new StackException("What nobody disturbed failed: " + ended.last + " (see " + ended.output + ")");
        }
    }

    private Ended run(Run run, Optional<Strike> strike) throws StackException, IOException, InterruptedException {
        Path output = logs.resolve(String.format("run-%03d.log", ++runs));
        // Whatever the last round did, this run finds the whole stack.
        stack.start(Components.ALL);
        long start = System.nanoTime();
        Process program = run.start(output);
        running = Optional.of(program);
        try {
            boolean killed = strike.isPresent() && strike.get().at(program);
            if (!program.waitFor(LONGEST_RUN.toSeconds(), TimeUnit.SECONDS)) {
                throw new StackException("A run does not end within " + LONGEST_RUN + ": see " + output);
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            return new Ended(program.waitFor(), seconds, killed, lastLine(output), output);
        } finally {
            program.destroyForcibly();
        }
    }

    private static String lastLine(Path output) throws IOException {
        List<String> lines = Files.readAllLines(output);
        return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
    }

    /** How a run ended. */
    private record Ended(int code, double seconds, boolean killed, String last, Path output) {}
}
