package dev.darkroom.bench.thumbnails;

import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.photo.ImageFormat;
import dev.darkroom.imaging.format.HeaderReader;
import dev.darkroom.imaging.format.ImageHeader;
import dev.darkroom.imaging.rendition.Crop;
import dev.darkroom.imaging.rendition.Output;
import dev.darkroom.imaging.rendition.Renderer;
import dev.darkroom.imaging.rendition.RenditionDeveloper;
import dev.darkroom.imaging.rendition.RenditionRecipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Darkroom's decoders beside the commands that come with libheif and libavif. The commands write what they decoded as bare
 * YCbCr ({@code .y4m}) into memory, the cheapest they can; Darkroom's pixels are RGB. Starting a command is a row of its own.
 */
final class CodecComparison {
    private static final String HEIF_CONVERT = "heif-convert";
    private static final String AVIFDEC = "avifdec";
    private static final int HEICS = 2;
    private static final int QUALITY = 70;

    private final Source source;
    private final Effort effort;
    private final int processor;
    private final Map<String, Map<String, Double>> millis = new LinkedHashMap<>();

    CodecComparison(Source source, Effort effort, int processor) {
        this.source = source;
        this.effort = effort;
        this.processor = processor;
    }

    /** With the largest HEIC files among {@code files}, and with {@code photo} as AVIF. */
    CodecsFinding measure(List<Path> files, BenchPhoto photo, Path folder) throws IOException, InterruptedException {
        Map<String, String> absent = new LinkedHashMap<>();
        List<Path> heics = largest(files);
        if (heics.isEmpty()) {
            absent.put("HEIC", "there is no HEIC file among the photographs");
        }
        for (Path heic : heics) {
            measure(
                    heic,
                    List.of(
                            source.java("Darkroom", "heic"),
                            source.java("Darkroom with the system's libheif", "heic")
                                    .with("DARKROOM_LIBHEIF", "libheif.so.1")),
                    List.of(HEIF_CONVERT, "--quiet", "photo", "decoded.y4m"),
                    List.of(HEIF_CONVERT, "--help"),
                    absent);
        }
        measure(
                avif(photo, folder.resolve("12.avif")),
                List.of(source.java("Darkroom", "avif")),
                List.of(AVIFDEC, "--jobs", "1", "photo", "decoded.y4m"),
                List.of(AVIFDEC, "--version"),
                absent);
        return new CodecsFinding(millis, absent);
    }

    private void measure(
            Path file, List<Contender> ours, List<String> command, List<String> start, Map<String, String> absent)
            throws IOException {
        Map<Contender, Peer> peers = new LinkedHashMap<>();
        try {
            ours.forEach(contender -> startUnlessAbsent(contender, peers, absent));
            if (Contenders.isOnPath(command.get(0))) {
                startUnlessAbsent(source.command(command.get(0), command), peers, absent);
                startUnlessAbsent(source.command("starting " + command.get(0), start), peers, absent);
            } else {
                absent.put(command.get(0), "it is not on the path");
            }
            Map<String, Double> found = new LinkedHashMap<>();
            Turns.least(peers, file, effort)
                    .forEach((contender, turn) -> found.put(contender.name(), turn.processor()));
            millis.put(described(file), found);
        } finally {
            peers.values().forEach(Peer::close);
        }
    }

    private void startUnlessAbsent(Contender contender, Map<Contender, Peer> peers, Map<String, String> absent) {
        try {
            peers.put(contender, Peer.start(contender, Optional.of(processor)));
        } catch (IOException e) {
            absent.put(contender.name(), e.getMessage());
        }
    }

    private static List<Path> largest(List<Path> files) throws IOException {
        return files.stream()
                .filter(file -> file.toString().toLowerCase(Locale.ROOT).matches(".*\\.(heic|heif)"))
                .sorted(Comparator.comparing((Path file) -> file.toFile().length())
                        .reversed())
                .limit(HEICS)
                .toList();
    }

    private static String described(Path file) throws IOException {
        try {
            ImageHeader header = HeaderReader.read(Files.readAllBytes(file));
            return String.format(
                    Locale.ROOT,
                    "%s, %dx%d, %.1f MB",
                    header.format().name(),
                    header.width(),
                    header.height(),
                    Files.size(file) / 1e6);
        } catch (RejectedException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    private static Path avif(BenchPhoto photo, Path file) throws IOException {
        try {
            byte[] bytes = Files.readAllBytes(photo.file());
            ImageHeader header = HeaderReader.read(bytes);
            Output output = new Output(header.longSide(), ImageFormat.AVIF, QUALITY);
            RenditionRecipe recipe = new RenditionRecipe(List.of(output), Crop.NONE, RenditionRecipe.WHITE);
            return Files.write(
                    file,
                    new RenditionDeveloper(Renderer.load(), recipe)
                            .develop(bytes, header)
                            .files()
                            .get(0)
                            .bytes());
        } catch (RejectedException e) {
            throw new IOException("No AVIF can be made: " + e.getMessage(), e);
        }
    }
}
