package dev.darkroom.imaging.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.core.error.Reason;
import dev.darkroom.core.error.RejectedException;
import dev.darkroom.imaging.Pictures;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

final class PlausibilityTest {
    @Test
    void aGifOfMorePixelsThanItsCodesCanNameIsRefused() {
        assertRefused(Headers.gif(10, 10, 7_900, 7_900, false));
    }

    @Test
    void aTiffOfMorePixelsThanItsBytesCanHoldIsRefused() {
        assertRefused(Headers.tiff(7_900, 7_900));
    }

    @Test
    void theTightestPicturesPass() throws RejectedException {
        BufferedImage blank = new BufferedImage(3_000, 3_000, BufferedImage.TYPE_BYTE_BINARY);
        for (String format : new String[] {"gif", "tif"}) {
            byte[] file = Pictures.encode(blank, format);
            Plausibility.check(HeaderReader.read(file), file);
            assertThat(file).hasSizeLessThan(3_000 * 3_000);
        }
    }

    @Test
    void aSmallFrameOnALargeScreenPasses() throws RejectedException {
        byte[] gif = Headers.gif(7_900, 7_900, 10, 10, false);
        Plausibility.check(HeaderReader.read(gif), gif);
    }

    private static void assertRefused(byte[] file) {
        assertThatThrownBy(() -> Plausibility.check(HeaderReader.read(file), file))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("7900x7900")
                .extracting(e -> ((RejectedException) e).reason())
                .isEqualTo(Reason.TRUNCATED);
    }
}
