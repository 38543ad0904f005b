package dev.darkroom.local.launcher;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.local.chaos.Chaos;
import dev.darkroom.local.chaos.ChaosResult;
import dev.darkroom.local.chaos.Work;
import dev.darkroom.local.process.Site;
import dev.darkroom.local.process.StackException;
import dev.darkroom.local.stack.Components;
import dev.darkroom.local.stack.Home;
import dev.darkroom.local.stack.LocalStack;
import dev.darkroom.local.stack.Watcher;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Kills processes and looks at what is left. */
@Command(
        name = "chaos",
        description = "Kills processes under running work, and compares what is left with undisturbed runs.",
        synopsisSubcommandLabel = "WHAT",
        footerHeading = "%nExamples:%n",
        footer = {"  ./darkroom chaos batch", "  ./darkroom chaos batch --help"})
final class ChaosCommand implements Runnable {
    private static final String SUFFIX = "-chaos";
    private static final int PHOTOS = 32;
    private static final int FEW_PHOTOS = 6;

    /** Small, so that rounds are made of jobs and not of decoding. */
    private static final List<String> SAMPLES = List.of(
            "data/images/jpg/7/_DSC6099.jpg",
            "data/images/jpg/3/img_F028c_small.jpg",
            "data/images/jpg/6/image.jpeg",
            "data/images/jpg/8/20220514_102409.jpg");

    @Spec
    private CommandSpec spec;

    ChaosCommand() {}

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Which chaos?");
    }

    @Command(
            name = "batch",
            description = {
                "Kills (kill -9) the driver of a batch job, an executor, Elasticsearch, the Spanner gateway or the S3",
                "gateway at moments that a seed decides, during lake-sync, backfill, maintain, reindex and flips between",
                "versions; runs the job again until it is done, and compares tables, ledger, index, files and catalogue",
                "with what undisturbed runs make of the same photos and events, row for row; then audits all stores.",
                "Its data directory (default: the usual one with -chaos after its name) must be new, and is deleted",
                "at the end.",
                "Ends with 0 when nothing differs, else with 1. The last line is the result, as JSON."
            },
            footerHeading = "%nExamples:%n",
            footer = {
                "  ./darkroom chaos batch                             an hour, another seed each time",
                "  ./darkroom chaos batch --rounds 5 --seed 7         these five again",
                "  ./darkroom chaos batch --only maintain --rounds 10",
            })
    int batch(
            @Mixin StackOptions options,
            @Option(names = "--rounds", defaultValue = "50", description = "How many (default: ${DEFAULT-VALUE}).")
                    int rounds,
            @Option(names = "--seed", paramLabel = "N", description = "Which rounds; told at the end (default: any).")
                    Optional<Long> seed,
            @Option(
                            names = "--only",
                            split = ",",
                            paramLabel = "WORK",
                            description = "Disturb only these: lake-sync, backfill, maintain, reindex, flip.")
                    List<String> only,
            @Option(
                            names = "--on-running-stack",
                            description =
                                    "Use the stack that runs in the data directory, with its photos, and keep it.")
                    boolean running,
            @Option(
                            names = "--compare-at-end",
                            description = "Compare after the last round only: quicker; what is lost stays lost.")
                    boolean onlyAtEnd,
            @Option(names = "--keep", description = "Keep the data directory, with the jobs' logs.") boolean keep)
            throws StackException, IOException, InterruptedException {
        if (rounds < 1 || rounds > 10_000) {
            throw new IllegalArgumentException("--rounds must lie in [1, 10000]: " + rounds);
        }
        List<Work> works = only == null
                ? Arrays.asList(Work.values())
                : only.stream().map(Work::ofCode).toList();
        long chosen = seed.orElseGet(() -> (long) new Random().nextInt(1_000_000));
        Console console = new Console(System.err);
        ChaosResult result;
        if (running) {
            LocalStack stack = options.stack(console);
            if (!stack.isWanted(Components.ALL)) {
                throw new StackException("Nothing runs in " + stack.data() + ": run `./darkroom up --detach`");
            }
            result = chaos(options.stack(Watcher.NONE), chosen, rounds, works, FEW_PHOTOS, onlyAtEnd);
        } else {
            LocalStack stack = options.newStackBeside(console, SUFFIX);
            result = Foreground.run(
                    stack,
                    console,
                    () -> {
                        stack.start(Components.ALL);
                        return chaos(
                                options.stackBeside(Watcher.NONE, SUFFIX), chosen, rounds, works, PHOTOS, onlyAtEnd);
                    },
                    () -> {
                        if (!keep) {
                            stack.erase();
                        }
                        return true;
                    });
        }
        System.out.println(new ObjectMapper().writeValueAsString(result));
        if (!result.isEqual()) {
            System.err.println("To play the same rounds again: ./darkroom chaos batch --seed " + chosen + " --rounds "
                    + rounds + (only == null ? "" : " --only " + String.join(",", only)));
        }
        return result.isEqual() ? 0 : 1;
    }

    private static ChaosResult chaos(
            LocalStack stack, long seed, int rounds, List<Work> works, int photos, boolean onlyAtEnd)
            throws StackException, IOException, InterruptedException {
        Path home = Home.find();
        List<Path> samples = SAMPLES.stream()
                .map(name -> home.resolve("local-stack/target/samples").resolve(name))
                .toList();
        Site site = new Site(home, stack.data(), Map.of(), stack.environment());
        return new Chaos(stack, site, System.out).run(seed, rounds, works, samples, photos, onlyAtEnd);
    }
}
