package dev.darkroom.local.launcher;

import dev.darkroom.local.process.JavaProgram;
import dev.darkroom.local.process.Site;
import dev.darkroom.local.process.StackException;
import dev.darkroom.local.stack.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures imaging beside its peers, in a JVM of its own; no stack is needed. */
@Command(
        name = "thumbnails",
        description = {
            "Makes the thumbnails of photographs of 12 and 24 megapixels by Darkroom, by its peers on this machine,",
            "and by what nobody can go below, in turn, each on one thread of one processor, and compares time,",
            "memory and pictures. Then two threads, decoding of HEIC and AVIF, the sandbox, memory of a slot, and",
            "memory while many photos go through one process.",
            "Peers that can be had from npm and PyPI are fetched; those that are absent are listed with the reason."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./darkroom bench thumbnails ~/Pictures           half an hour or more",
            "  ./darkroom bench thumbnails --quick ~/Pictures   some minutes: does it work?",
            "  ./darkroom bench thumbnails --only memory --memory-photos 100000 ~/Pictures"
        })
final class ThumbnailsBenchCommand implements Callable<Integer> {
    @Option(names = "--quick", description = "Measure only a little.")
    private boolean quick;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "PART",
            description = "Measure only these: peers, threads, codecs, sandbox, slots, memory.")
    private List<String> only = List.of();

    @Option(
            names = "--memory-photos",
            paramLabel = "NUMBER",
            defaultValue = "0",
            description = "How many photos go through one process (default: 3000, with --quick 500).")
    private int memoryPhotos;

    @Option(names = "--imgproxy", paramLabel = "PROGRAM", description = "An imgproxy to compare with.")
    private Optional<Path> imgproxy = Optional.empty();

    @Parameters(
            arity = "0..1",
            paramLabel = "PHOTOS",
            description = "A folder with photographs, two JPEGs of 12 megapixels among them.")
    private Optional<Path> place = Optional.empty();

    ThumbnailsBenchCommand() {}

    @Override
    public Integer call() throws StackException, IOException, InterruptedException {
        Path home = Home.find();
        List<String> arguments = new ArrayList<>(List.of("thumbnails", "--home", home.toString()));
        if (quick) {
            arguments.add("--quick");
        }
        if (!only.isEmpty()) {
            arguments.addAll(List.of("--only", String.join(",", only)));
        }
        if (memoryPhotos > 0) {
            arguments.addAll(List.of("--memory-photos", Integer.toString(memoryPhotos)));
        }
        imgproxy.ifPresent(program -> arguments.addAll(List.of("--imgproxy", program.toString())));
        place.ifPresent(folder -> arguments.add(folder.toString()));
        JavaProgram bench =
                new JavaProgram("bench", "dev.darkroom.bench.BenchMain", BenchCommand.BENCH_HEAP_MEGABYTES, List.of());
        return BenchCommand.run(bench, new Site(home, home.resolve("bench/target"), Map.of(), Map.of()), arguments);
    }
}
