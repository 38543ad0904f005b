package dev.darkroom.imaging.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.darkroom.core.error.Reason;
import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.error.UnavailableException;
import dev.darkroom.core.id.ContentHash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AttemptsTest {
    private static final ContentHash POISON = ContentHash.of("poison".getBytes(StandardCharsets.UTF_8));
    private static final ContentHash HARMLESS = ContentHash.of("harmless".getBytes(StandardCharsets.UTF_8));

    @TempDir
    private Path folder;

    @Test
    void aPhotoThatTwoWorkersDiedOverIsRejectedAlsoAfterARestart() throws RejectedException, IOException {
        Attempts attempts = restarted();
        crash(attempts, POISON);
        crash(restarted(), POISON);

        assertCrashed(restarted(), POISON);
        assertThatCode(() -> restarted().begin(HARMLESS)).doesNotThrowAnyException();
    }

    @Test
    void aPhotoThatDidNoHarmIsForgotten() throws RejectedException, IOException {
        Attempts attempts = restarted();
        for (int i = 0; i < 10; i++) {
            crash(attempts, HARMLESS);
            attempts.begin(HARMLESS);
            attempts.settle(HARMLESS);
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aPhotoThatWasInHandAtManyDeathsOfTheMachineIsRejected() throws RejectedException, IOException {
        for (int i = 0; i < Attempts.MAX_UNFINISHED; i++) {
            restarted().begin(POISON);
        }
        assertCrashed(restarted(), POISON);
    }

    @Test
    void anotherCodecBeginsAnew() throws RejectedException, IOException {
        Attempts attempts = restarted();
        crash(attempts, POISON);
        crash(attempts, POISON);

        assertThatCode(() -> Attempts.in(folder, "mended", Clock.systemUTC()).begin(POISON))
                .doesNotThrowAnyException();
    }

    @Test
    void oldCountsAreRemoved() throws RejectedException, IOException {
        restarted().begin(POISON);

        Attempts.in(folder, "codec", Clock.offset(Clock.systemUTC(), Duration.ofDays(29)));
        assertThat(folder).isNotEmptyDirectory();
        Attempts.in(folder, "codec", Clock.offset(Clock.systemUTC(), Duration.ofDays(31)));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aPhotoThatCannotBeCountedIsNotTried() throws IOException {
        Attempts attempts = restarted();
        Files.delete(folder);

        assertThatThrownBy(() -> attempts.begin(POISON))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining(folder.toString());
    }

    private Attempts restarted() throws IOException {
        return Attempts.in(folder, "codec", Clock.systemUTC());
    }

    private static void crash(Attempts attempts, ContentHash content) throws RejectedException {
        attempts.begin(content);
        attempts.crashed(content);
    }

    private static void assertCrashed(Attempts attempts, ContentHash content) {
        assertThatThrownBy(() -> attempts.begin(content))
                .asInstanceOf(type(RejectedException.class))
                .extracting(RejectedException::reason)
                .isEqualTo(Reason.DECODER_CRASHED);
    }
}
