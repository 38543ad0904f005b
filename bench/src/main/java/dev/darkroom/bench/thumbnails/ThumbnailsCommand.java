package dev.darkroom.bench.thumbnails;

import dev.darkroom.core.error.RejectedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the launcher gives the bench; the launcher's own command describes it. */
@Command(name = "thumbnails", description = "Compares Darkroom's thumbnails with those of its peers.")
public final class ThumbnailsCommand implements Callable<Integer> {
    @Option(names = "--home", required = true, hidden = true)
    private Path home;

    @Option(names = "--quick", description = "Measure only a little.")
    private boolean quick;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "PART",
            description = "Measure only these: ${COMPLETION-CANDIDATES} (default: all).")
    private Set<Part> only = EnumSet.allOf(Part.class);

    @Option(
            names = "--memory-photos",
            paramLabel = "NUMBER",
            description = "How many photos go through one process (default: 3000, with --quick 500).")
    private Optional<Integer> memoryPhotos = Optional.empty();

    @Option(names = "--imgproxy", paramLabel = "PROGRAM", description = "An imgproxy to compare with.")
    private Optional<Path> imgproxy = Optional.empty();

    @Parameters(
            arity = "0..1",
            paramLabel = "PHOTOS",
            description = "A folder with JPEG photographs, two of 12 megapixels among them (default: ../shared/data).")
    private Optional<Path> place = Optional.empty();

    private ThumbnailsCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException, RejectedException {
        Path folder =
                place.orElse(home.resolve("../shared/data")).toAbsolutePath().normalize();
        if (!Files.isDirectory(folder)) {
            throw new IOException("There are no photographs at " + folder
                    + ". This bench needs some of 12 megapixels: ./darkroom bench thumbnails ~/Pictures");
        }
        Effort effort = quick ? Effort.QUICK : Effort.FULL;
        ThumbnailsReport report = new ThumbnailsBench(
                        home, memoryPhotos.map(effort::withMemoryPhotos).orElse(effort))
                .run(BenchPhotos.under(folder), only, imgproxy.map(Path::toAbsolutePath));
        System.out.print(report.tables());
        System.out.println(report.json());
        return 0;
    }
}
