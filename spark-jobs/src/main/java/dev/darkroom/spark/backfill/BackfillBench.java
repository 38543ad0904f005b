package dev.darkroom.spark.backfill;

import dev.darkroom.core.port.TransformRegistry;
import dev.darkroom.core.transform.TransformInput;
import dev.darkroom.core.transform.TransformVersion;
import dev.darkroom.imaging.rendition.RecipeFile;
import dev.darkroom.spark.backfill.BackfillOptions.Pace;
import dev.darkroom.spark.backfill.BackfillOptions.Scope;
import dev.darkroom.spark.backfill.Workshop.Order;
import dev.darkroom.spark.lake.Lake;
import dev.darkroom.spark.sync.LakeSyncJob;
import dev.darkroom.spark.sync.LakeSyncOptions;
import dev.darkroom.stores.StoresConfig;
import dev.darkroom.stores.spanner.SpannerTransformRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.SparkSession;

/**
 * Measures backfills of an archive that is there, each version of a transform once by the job and once by a bare loop over
 * the same photos, in turn, and the job's renditions beside the resizing of Daft and Ray Data. Nothing else should run.
 */
public final class BackfillBench {
    private static final String ACTOR = "bench";
    private static final int CORES = 2;

    /** What a new size of renditions costs: from the proxy, as the peers do it. */
    private static final Kind RENDITIONS =
            new Kind("renditions", "sizes = 600, 300, 150\n", Pace.FULL.maxPhotos(), 1_000);

    /** What takes a core more than a tenth of a second for each photo, as a model does. */
    private static final Kind HEAVY = new Kind("heavy", "sizes = 300\nformat = avif\n", 1_000, 100);

    private final Map<String, String> environment;
    private final SparkSession spark;
    private final TransformRegistry registry;
    private final int rounds;

    private BackfillBench(Map<String, String> environment, SparkSession spark, TransformRegistry registry, int rounds) {
        this.environment = environment;
        this.spark = spark;
        this.registry = registry;
        this.rounds = rounds;
    }

    /** Prints a table and a line for programs; {@code peers} is the folder of the scripts to compare with. */
    public static void run(Map<String, String> environment, int rounds, Path peers)
            throws IOException, InterruptedException {
        try (SparkSession spark = Lake.open("bench backfill", environment);
                TransformRegistry registry = new SpannerTransformRegistry(
                        StoresConfig.from(environment).spannerUrl())) {
            new LakeSyncJob(spark, new LakeSyncOptions(environment)).run();
            Lake.createTables(spark);
            new BackfillBench(environment, spark, registry, rounds).run(BackfillPeers.in(peers, environment));
        }
    }

    private void run(BackfillPeers peers) throws IOException, InterruptedException {
        // Classes are loaded and code is compiled once; that is no part of any figure. Most is compiled in the first
        // round, some fifteen seconds of a processor; four in the second, three in each of those after.
        round(RENDITIONS, -1, new Rates());
        List<String> proxies = round(RENDITIONS, 0, new Rates());
        Path photos = Files.write(Files.createTempFile("darkroom-bench-", ".keys"), proxies);
        Rates renditions = new Rates();
        Rates heavy = new Rates();
        List<Double> daft = new ArrayList<>();
        List<Double> ray = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            round(RENDITIONS, round, renditions);
            peers.daft(photos).ifPresent(daft::add);
            peers.ray(photos).ifPresent(ray::add);
        }
        // Once: it takes ten times as long, so that little of it varies from run to run.
        round(HEAVY, 1, heavy);
        Files.delete(photos);
        System.out.println("| photos/s on two cores | renditions, median of " + rounds + " rounds | heavy, once |");
        System.out.println("|---|---:|---:|");
        row("bare loop: read, derive, store", renditions.loop, heavy.loop);
        row("**job backfill**: from its first batch to its last commit", renditions.deriving, heavy.deriving);
        row("job backfill: from its start to its proof", renditions.whole, heavy.whole);
        row("Daft: read, resize, encode", daft, List.of());
        row("Ray Data with Pillow: read, resize, encode", ray, List.of());
        peers.absent().forEach((name, reason) -> System.out.println(name + " is absent: " + reason));
        double whole = median(renditions.whole);
        System.out.printf(
                Locale.ROOT,
                "{\"bare_loop_ratio\":%.2f,\"daft_ratio\":%s,\"ray_ratio\":%s,\"photos_per_s\":%.1f}%n",
                Math.min(renditions.ofLoop(), heavy.ofLoop()),
                ratio(whole, daft),
                ratio(whole, ray),
                whole);
    }

    /**
     * Both sides take turns in who begins; a new version each time, since a ledger's work is done once. Gives back the keys of
     * what each side read.
     */
    private List<String> round(Kind kind, int round, Rates rates) throws InterruptedException {
        String definition = kind.recipe + "quality = " + (80 - round) + "\n";
        TransformVersion version =
                registry.register(RecipeFile.parse(definition).id(), TransformInput.PROXY, definition, ACTOR);
        BackfillOptions options = options(version, kind.photos);
        BareLoop loop = loop(version);
        List<WorkItem> items = work(version, options);
        try {
            // Each version has decoders of its own, whose code the side that begins would have to compile.
            loop.rate(items.subList(0, Math.min(items.size(), kind.warmUp)));
            if (Math.floorMod(round, 2) == 0) {
                job(options, rates);
                rates.loop.add(loop.rate(items));
            } else {
                rates.loop.add(loop.rate(items));
                job(options, rates);
            }
        } finally {
            registry.retire(version.id(), ACTOR);
        }
        System.err.printf(
                Locale.ROOT,
                "round %d, %s: batches %.1f, job %.1f, loop %.1f photos/s%n",
                round,
                kind.name,
                rates.deriving.get(rates.deriving.size() - 1),
                rates.whole.get(rates.whole.size() - 1),
                rates.loop.get(rates.loop.size() - 1));
        return loop.keys(items);
    }

    private void job(BackfillOptions options, Rates rates) {
        BackfillResult result = new BackfillJob(spark, options, Progress.none()).run();
        long photos = Math.min(result.expected(), options.pace().maxPhotos());
        if (!result.addsUp() || result.done() != photos || result.before() != 0) {
            throw new IllegalStateException("The backfill is not complete: " + result);
        }
        rates.whole.add(result.photosPerSecond());
        rates.deriving.add(result.done() / result.derivingSeconds());
    }

    private BareLoop loop(TransformVersion version) {
        TransformVersion live = new Versions(registry.all()).liveRecipe(version);
        Order order =
                new Order(environment, Definition.of(version), Definition.of(live), Pace.FULL.sandbox(), List.of());
        return new BareLoop(order, version, live, CORES * Pace.FULL.photosAtOnce());
    }

    /** What the job will do of {@code version}, of which nothing is done yet. */
    private List<WorkItem> work(TransformVersion version, BackfillOptions options) {
        return new BackfillPlanner(spark, options, version, Instant.now(), -1)
                .work().collectAsList().stream().map(WorkItem::of).toList();
    }

    private BackfillOptions options(TransformVersion version, long photos) {
        Pace full = Pace.FULL;
        Pace pace = new Pace(
                photos,
                full.budget(),
                full.batch(),
                full.batchTime(),
                full.photosAtOnce(),
                full.sandbox(),
                full.live());
        return new BackfillOptions(environment, version.id(), Scope.EVERYTHING, Set.of(), Optional.empty(), pace);
    }

    private static void row(String name, List<Double> renditions, List<Double> heavy) {
        System.out.println("| " + name + " | " + text(renditions) + " | " + text(heavy) + " |");
    }

    private static String text(List<Double> rates) {
        return rates.isEmpty() ? "" : String.format(Locale.ROOT, "%.1f", median(rates));
    }

    private static String ratio(double job, List<Double> peer) {
        return peer.isEmpty() ? "null" : String.format(Locale.ROOT, "%.2f", job / median(peer));
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /**
     * What is derived.
     *
     * @param photos of how many at most, so that a round takes minutes
     * @param warmUp photos before a round that are not counted
     */
    private record Kind(String name, String recipe, long photos, int warmUp) {}

    /** Photos a second, round by round: of the whole job, of its batches, and of the loop. */
    private record Rates(List<Double> whole, List<Double> deriving, List<Double> loop) {
        Rates() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }

        double ofLoop() {
            return median(deriving) / median(loop);
        }
    }
}
