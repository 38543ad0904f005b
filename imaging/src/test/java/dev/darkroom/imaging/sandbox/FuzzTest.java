package dev.darkroom.imaging.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.core.error.Reason;
import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.id.ContentHash;
import dev.darkroom.imaging.Original;
import dev.darkroom.imaging.Pictures;
import dev.darkroom.imaging.format.Limits;
import dev.darkroom.imaging.rendition.RenditionRecipe;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Looks for inputs that break a promise, for {@code -Ddarkroom.fuzz.seconds} each (five when nobody says). What is
 * found is left in {@code target/fuzz}; mended, it belongs into {@code regressions} among the test's resources.
 */
final class FuzzTest {
    private static final int SECONDS = Integer.getInteger("darkroom.fuzz.seconds", 5);
    private static final long SEED = Long.getLong("darkroom.fuzz.seed", 1);
    private static final Path FOUND = Path.of("target", "fuzz");
    private static final Set<Reason> BROKEN =
            Set.of(Reason.DECODER_CRASHED, Reason.DECODE_TIMEOUT, Reason.DECODER_FAILED);

    @TempDir
    private Path folder;

    @Test
    void parsersKeepTheirPromises() throws IOException, InterruptedException {
        Path seeds = Files.createDirectories(folder.resolve("seeds"));
        for (WarmUpPicture picture : WarmUpPicture.values()) {
            Files.write(seeds.resolve(picture.name()), picture.bytes());
        }
        Files.createDirectories(FOUND);
        Path log = FOUND.resolve("jazzer.log");
        Process jazzer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx400m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + ParserFuzz.class.getName(),
                        "--instrumentation_includes=dev.darkroom.imaging.**:com.drew.**",
                        "--reproducer_path=" + FOUND,
                        "-artifact_prefix=" + FOUND + "/",
                        "-max_total_time=" + SECONDS,
                        "-seed=" + SEED,
                        "-max_len=20000",
                        "-timeout=10",
                        Files.createDirectories(folder.resolve("corpus")).toString(),
                        seeds.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(jazzer.waitFor(SECONDS + 120L, TimeUnit.SECONDS))
                    .as(log.toString())
                    .isTrue();
            String said = Files.readString(log);
            assertThat(jazzer.exitValue()).as(said).isZero();
            assertThat(said).contains("DONE");
        } finally {
            jazzer.destroyForcibly();
        }
    }

    @Test
    void decodersEndInAPictureOrAReason() throws RejectedException, IOException, InterruptedException {
        Mutator mutator = new Mutator(SEED, seeds());
        Map<Reason, Integer> refused = new EnumMap<>(Reason.class);
        List<Path> found = new ArrayList<>();
        int files = 0;
        try (SandboxedDeveloper developer = open()) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
            for (; System.nanoTime() < end; files++) {
                byte[] file = mutator.next();
                try {
                    developer.apply(Original.of(file));
                    mutator.keep(file);
                } catch (RejectedException e) {
                    refused.merge(e.reason(), 1, Integer::sum);
                    if (BROKEN.contains(e.reason())) {
                        found.add(kept(file));
                    }
                } catch (IllegalStateException e) {
                    System.out.println(e.getMessage());
                    found.add(kept(file));
                }
            }
        }
        System.out.println("Fuzzed " + files + " files with seed " + SEED + ", refused " + refused);
        assertThat(found).as("seed " + SEED).isEmpty();
        assertThat(files).isGreaterThan(10);
    }

    @Test
    void whatWasFoundStaysMended() throws RejectedException, IOException, URISyntaxException {
        Path regressions = Path.of(FuzzTest.class.getResource("regressions").toURI());
        try (SandboxedDeveloper developer = open();
                Stream<Path> files = Files.list(regressions)) {
            for (Path path : files.sorted().toList()) {
                byte[] file = Files.readAllBytes(path);
                ParserFuzz.fuzzerTestOneInput(file);
                try {
                    assertThat(developer.apply(Original.of(file)).files()).isNotEmpty();
                } catch (RejectedException e) {
                    assertThat(e.reason()).as(path.toString()).isNotIn(BROKEN);
                }
            }
        }
    }

    private static List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        for (WarmUpPicture picture : WarmUpPicture.values()) {
            seeds.add(picture.bytes());
        }
        BufferedImage larger = Pictures.gradient(160, 120, BufferedImage.TYPE_INT_RGB);
        for (String format : List.of("jpg", "png", "gif", "tif")) {
            seeds.add(Pictures.encode(larger, format));
        }
        return seeds;
    }

    private static Path kept(byte[] file) throws IOException {
        Path path = Files.createDirectories(FOUND)
                .resolve("decoder-" + ContentHash.of(file).hex().substring(0, 12));
        return Files.write(path, file);
    }

    private SandboxedDeveloper open() throws RejectedException {
        return SandboxedDeveloper.open(
                new SandboxOptions(
                        1,
                        1,
                        Duration.ofSeconds(20),
                        2L << 30,
                        folder.resolve("state"),
                        Limits.DEFAULT,
                        RenditionRecipe.DEFAULT),
                SandboxObserver.NONE);
    }
}
