package dev.darkroom.imaging.portable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.core.error.Reason;
import dev.darkroom.core.error.RejectedException;
import org.junit.jupiter.api.Test;

final class HeapShareTest {
    private static final long ALL = Runtime.getRuntime().maxMemory() / 4;

    @Test
    void aPictureIsThinnedOutUntilItFits() {
        assertThat(HeapShare.thinning(1000)).isEqualTo(1);
        assertThat(HeapShare.thinning(3 * ALL)).isEqualTo(2);
        assertThat(HeapShare.thinning(9 * ALL - 9_000_000)).isEqualTo(3);
    }

    @Test
    void aPictureThatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> HeapShare.take(2 * ALL, "9000x9000"))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("9000x9000")
                .extracting(e -> ((RejectedException) e).reason())
                .isEqualTo(Reason.TOO_MANY_PIXELS);
    }

    @Test
    void whatIsReturnedCanBeTakenAgain() throws RejectedException {
        for (int i = 0; i < 4; i++) {
            HeapShare.take(ALL - 4096, "all of it").close();
        }
    }
}
