package dev.darkroom.imaging.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.darkroom.core.error.Reason;
import dev.darkroom.core.error.RejectedException;
import dev.darkroom.imaging.Original;
import dev.darkroom.imaging.SharedData;
import dev.darkroom.imaging.format.HeaderReader;
import dev.darkroom.imaging.format.Limits;
import dev.darkroom.imaging.rendition.RenditionRecipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each of these ends in a picture or in a reason; none in a dead or late worker, and none in much memory. */
final class BadInputTest {
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final long MAX_WORKER_MB = 1_100;
    /** Reading a header takes a millisecond; this is for a machine with other work. */
    private static final Duration MAX_HEADER_TIME = Duration.ofMillis(500);

    /** Those that blame the photo for what it is, and not the decoder for what became of it. */
    private static final Set<Reason> REASONS = EnumSet.complementOf(EnumSet.of(
            Reason.DECODER_CRASHED,
            Reason.DECODER_FAILED,
            Reason.DECODE_TIMEOUT,
            Reason.ORIGINAL_MISSING,
            Reason.CHECKSUM_MISMATCH));

    @TempDir
    private static Path state;

    private static SandboxedDeveloper developer;

    @BeforeAll
    static void open() throws RejectedException {
        developer = SandboxedDeveloper.open(
                new SandboxOptions(1, 1, DEADLINE, 2L << 30, state, Limits.DEFAULT, RenditionRecipe.DEFAULT),
                SandboxObserver.NONE);
        await().until(() -> developer.idle() == 2);
    }

    @AfterAll
    static void close() {
        developer.close();
    }

    static Stream<String> names() {
        return BadFiles.all().keySet().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    void endsWell(String name) {
        byte[] file = BadFiles.all().get(name).get();
        readHeader(file);

        String outcome = outcome(file);

        assertThat(outcome).isIn(outcomes());
        long megabytes = Workers.mine().stream()
                .mapToLong(worker -> Workers.kilobytes(worker, "VmHWM") >> 10)
                .max()
                .orElseThrow();
        System.out.printf("%-45s %-20s %5d MB%n", name, outcome, megabytes);
        assertThat(megabytes).isLessThan(MAX_WORKER_MB);
    }

    @Test
    void whatIsNoPictureIsNoPictureWhateverItIsNamed() {
        for (String name : new String[] {"svg", "pdf", "postscript", "mvg", "matlab"}) {
            assertThat(outcome(BadFiles.all().get(name).get())).as(name).isEqualTo("unsupported-format");
        }
    }

    @Test
    void theSharedInvalidPhotographsEndWell() throws IOException {
        for (Path path : SharedData.files()) {
            if (path.getParent().endsWith("invalid")) {
                assertThat(outcome(Files.readAllBytes(path)))
                        .as(path.toString())
                        .isIn(outcomes());
            }
        }
    }

    /** As the ingest service does, in its own process. */
    private static void readHeader(byte[] file) {
        long started = System.nanoTime();
        try {
            assertThat(HeaderReader.read(file).pixels()).isPositive();
        } catch (RejectedException e) {
            assertThat(e.reason()).isIn(REASONS);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(MAX_HEADER_TIME);
    }

    private static String outcome(byte[] file) {
        try {
            return developer.apply(Original.of(file)).files().isEmpty() ? "nothing" : "developed";
        } catch (RejectedException e) {
            return e.reason().code();
        }
    }

    private static Set<String> outcomes() {
        return Stream.concat(Stream.of("developed"), REASONS.stream().map(Reason::code))
                .collect(Collectors.toSet());
    }
}
