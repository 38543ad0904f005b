package dev.darkroom.imaging.jpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class MatrixProfileTest {
    private final byte[] srgb = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();

    @Test
    void knowsSrgbByWhatItSays() {
        assertThat(isSrgb(srgb)).isTrue();
    }

    @Test
    void anotherCurveOrOtherPrimariesAreNotSrgb() {
        assertThat(isSrgb(ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData()))
                .isFalse();
        assertThat(isSrgb(ICC_Profile.getInstance(ColorSpace.CS_GRAY).getData()))
                .isFalse();
        ByteBuffer other = ByteBuffer.wrap(srgb.clone());
        int red = other.getInt(indexOf("rXYZ") + 4);
        other.putInt(red + 8, other.getInt(red + 8) + 3000);
        assertThat(isSrgb(other.array())).isFalse();
    }

    @Test
    void aDamagedProfileIsNotSrgb() {
        for (int length = 0; length < 2000; length += 101) {
            assertThat(isSrgb(Arrays.copyOf(srgb, Math.min(length, srgb.length / 2))))
                    .as("%d bytes", length)
                    .isFalse();
        }
        byte[] far = srgb.clone();
        Arrays.fill(far, indexOf("gTRC") + 4, indexOf("gTRC") + 8, (byte) 0x7f);
        assertThat(isSrgb(far)).isFalse();
    }

    @Test
    void aProfileOfAnotherKindIsNone() {
        assertThat(MatrixProfile.read(
                        ICC_Profile.getInstance(ColorSpace.CS_GRAY).getData()))
                .isEmpty();
        byte[] withTable = srgb.clone();
        System.arraycopy("A2B0".getBytes(StandardCharsets.ISO_8859_1), 0, withTable, indexOf("wtpt"), 4);
        assertThat(MatrixProfile.read(withTable)).isEmpty();
    }

    private static boolean isSrgb(byte[] icc) {
        return MatrixProfile.read(icc).filter(MatrixProfile::isSrgb).isPresent();
    }

    private int indexOf(String tag) {
        int at = new String(srgb, StandardCharsets.ISO_8859_1).indexOf(tag);
        assertThat(at).isPositive();
        return at;
    }
}
