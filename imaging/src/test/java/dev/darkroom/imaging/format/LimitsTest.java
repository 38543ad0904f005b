package dev.darkroom.imaging.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.core.error.Reason;
import dev.darkroom.core.error.RejectedException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LimitsTest {
    @Test
    void refusesAPngOf20000By20000FromItsHeaderAlone() throws RejectedException {
        ImageHeader header = HeaderReader.read(Headers.png(20_000, 20_000, 0));
        assertThatThrownBy(() -> Limits.DEFAULT.check(header, 1_200_000))
                .isInstanceOf(RejectedException.class)
                .hasMessage("Photo exceeds max-pixels of a png: 400000000 > 100000000 (20000x20000)");
    }

    @Test
    void refusesABombOfEveryFormat() {
        assertThat(refusal(Headers.jpeg(0xc0, 11_000, 11_000))).contains(Reason.TOO_MANY_PIXELS);
        assertThat(refusal(Headers.jpeg(0xc2, 7000, 6000))).contains(Reason.TOO_MANY_PIXELS);
        assertThat(refusal(Headers.png(7000, 6000, 1))).contains(Reason.TOO_MANY_PIXELS);
        assertThat(refusal(Headers.gif(10, 10, 20_000, 20_000, false))).contains(Reason.TOO_MANY_PIXELS);
        assertThat(refusal(Headers.webpExtended(16_000, 16_000))).contains(Reason.TOO_MANY_PIXELS);
        assertThat(refusal(Headers.tiff(20_000, 20_000))).contains(Reason.TOO_MANY_PIXELS);
        assertThat(refusal(Headers.heif("avif", 20_000, 20_000))).contains(Reason.TOO_MANY_PIXELS);
        assertThat(refusal(Headers.tiff(4_000_000_000L, 4_000_000_000L))).contains(Reason.CORRUPT);
        assertThat(refusal(Headers.tiff(2_000_000_000, 2_000_000_000))).contains(Reason.SIDE_TOO_LONG);
        assertThat(refusal(Headers.png(30_001, 1, 0))).contains(Reason.SIDE_TOO_LONG);
    }

    @Test
    void letsTheLargestAllowedPass() {
        assertThat(refusal(Headers.png(30_000, 3333, 0))).isEmpty();
        assertThat(refusal(Headers.jpeg(0xc0, 10_000, 10_000))).isEmpty();
        assertThat(refusal(Headers.jpeg(0xc2, 8000, 5000))).isEmpty();
        assertThat(refusal(Headers.heif("heic", 8064, 6048))).isEmpty();
    }

    @Test
    void refusesTooManyBytes() throws RejectedException {
        ImageHeader header = HeaderReader.read(Headers.png(10, 10, 0));
        Limits.DEFAULT.check(header, 64L << 20);
        assertThatThrownBy(() -> Limits.DEFAULT.check(header, (64L << 20) + 1))
                .isInstanceOf(RejectedException.class)
                .hasMessage("Photo exceeds max-bytes: 67108865 > 67108864");
    }

    private static Optional<Reason> refusal(byte[] file) {
        try {
            Limits.DEFAULT.check(HeaderReader.read(file), file.length);
            return Optional.empty();
        } catch (RejectedException e) {
            return Optional.of(e.reason());
        }
    }
}
