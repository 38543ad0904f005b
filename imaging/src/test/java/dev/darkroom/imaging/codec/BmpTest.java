package dev.darkroom.imaging.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.imaging.Bytes;
import dev.darkroom.imaging.Pictures;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;

final class BmpTest {
    @Test
    void readsWhatTheJdkWritesAsTheJdkDoes() throws Exception {
        for (int type : new int[] {
            BufferedImage.TYPE_3BYTE_BGR,
            BufferedImage.TYPE_BYTE_INDEXED,
            BufferedImage.TYPE_BYTE_BINARY,
            BufferedImage.TYPE_USHORT_555_RGB,
            BufferedImage.TYPE_USHORT_565_RGB,
            BufferedImage.TYPE_INT_RGB
        }) {
            for (int width : new int[] {31, 32, 33}) {
                byte[] file = Pictures.encode(Pictures.gradient(width, 20, type), "bmp");
                assertSame(Bmp.decode(file, 1000), Pictures.decode(file), "type " + type);
            }
        }
    }

    @Test
    void readsRunLengths() throws Exception {
        for (String compression : new String[] {"BI_RLE8", "BI_RLE4"}) {
            BufferedImage image = compression.equals("BI_RLE8")
                    ? Pictures.gradient(50, 30, BufferedImage.TYPE_BYTE_INDEXED)
                    : sixteenColours();
            byte[] file = encode(image, compression);
            assertSame(Bmp.decode(file, 10_000), Pictures.decode(file), compression);
        }
    }

    private static BufferedImage sixteenColours() {
        byte[] ramp = new byte[16];
        for (int i = 0; i < 16; i++) {
            ramp[i] = (byte) (17 * i);
        }
        java.awt.image.IndexColorModel palette = new java.awt.image.IndexColorModel(4, 16, ramp, ramp, ramp);
        BufferedImage image = new BufferedImage(33, 20, BufferedImage.TYPE_BYTE_BINARY, palette);
        for (int y = 0; y < 20; y++) {
            for (int x = 0; x < 33; x++) {
                image.getRaster().setSample(x, y, 0, (x / 3 + y) % 16);
            }
        }
        return image;
    }

    private static byte[] encode(BufferedImage image, String compression) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("bmp").next();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionType(compression);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    private static void assertSame(DecodedPixels ours, BufferedImage jdk, String what) {
        try (ours) {
            for (int y = 0; y < jdk.getHeight(); y++) {
                for (int x = 0; x < jdk.getWidth(); x++) {
                    long at = ((long) y * ours.width() + x) * ours.bands();
                    int rgb = (ours.samples().getByte(at) & 0xff) << 16
                            | (ours.samples().getByte(at + 1) & 0xff) << 8
                            | (ours.samples().getByte(at + 2) & 0xff);
                    assertThat(rgb).as("%s at %d,%d", what, x, y).isEqualTo(jdk.getRGB(x, y) & 0xffffff);
                }
            }
        }
    }

    @Test
    void readsAlphaOnlyWhereThereIsSome() throws CodecException {
        try (DecodedPixels half = Bmp.decode(withAlpha(0x80), 10)) {
            assertThat(half.bands()).isEqualTo(4);
            assertThat(half.samples().getByteArray(0, 4)).containsExactly(30, 20, 10, 0x80);
        }
        try (DecodedPixels none = Bmp.decode(withAlpha(0), 10)) {
            assertThat(none.samples().getByteArray(0, 4)).containsExactly(30, 20, 10, 0xff);
        }
    }

    private static byte[] withAlpha(int alpha) {
        return new Bytes()
                .text("BM")
                .le32(14 + 56 + 4)
                .le32(0)
                .le32(14 + 56)
                .le32(56)
                .le32(1)
                .le32(-1)
                .le16(1)
                .le16(32)
                .le32(3)
                .zeros(20)
                .le32(0xff0000)
                .le32(0xff00)
                .le32(0xff)
                .le32(0xff000000L)
                .u8(10, 20, 30, alpha)
                .toArray();
    }

    @Test
    void damagedFilesEndInPixelsOrInAnException() {
        byte[] whole = Pictures.encode(Pictures.gradient(40, 30, BufferedImage.TYPE_BYTE_INDEXED), "bmp");
        Random random = new Random(3);
        for (int round = 0; round < 5000; round++) {
            byte[] damaged = Arrays.copyOf(whole, 1 + random.nextInt(whole.length));
            for (int i = 0; i < 4; i++) {
                damaged[random.nextInt(Math.min(damaged.length, 60))] = (byte) random.nextInt();
            }
            try {
                Bmp.decode(damaged, 2000).close();
            } catch (CodecException e) {
                assertThat(e).hasMessageStartingWith("BMP");
            }
        }
    }

    @Test
    void aFileWithoutItsEndIsTruncated() {
        byte[] whole = Pictures.encode(Pictures.gradient(40, 30, BufferedImage.TYPE_INT_RGB), "bmp");
        assertThatThrownBy(() -> Bmp.decode(Arrays.copyOf(whole, whole.length - 1), 2000))
                .isInstanceOfSatisfying(
                        CodecException.class, e -> assertThat(e.isTruncated()).isTrue());
    }
}
