package dev.darkroom.imaging.rendition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.core.error.Reason;
import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.id.ContentHash;
import dev.darkroom.core.photo.ImageFormat;
import dev.darkroom.imaging.Exif;
import dev.darkroom.imaging.Pictures;
import dev.darkroom.imaging.SharedData;
import dev.darkroom.imaging.format.HeaderReader;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RenditionDeveloperTest {
    /** A red-green gradient of 96 x 64 pixels in AV1, with EXIF. */
    private static final byte[] AVIF = Base64.getDecoder()
            .decode("AAAAHGZ0eXBhdmlmAAAAAG1pZjFhdmlmbWlhZgAAARdtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAA"
                    + "AAAAADRpbG9jAAAAAERAAAIAAQAAAAABOwABAAAAAAAAAGoAAgAAAAABpQABAAAAAAAAAL4AAAA4aWluZgAAAAAAAgAAABVp"
                    + "bmZlAgAAAAABAABhdjAxAAAAABVpbmZlAgAAAQACAABFeGlmAAAAAA5waXRtAAAAAAABAAAAVmlwcnAAAAA4aXBjbwAAAAxh"
                    + "djFDgQAMAAAAABRpc3BlAAAAAAAAAGAAAABAAAAAEHBpeGkAAAAAAwgICAAAABZpcG1hAAAAAAAAAAEAAQOBAgMAAAAaaXJl"
                    + "ZgAAAAAAAAAOY2RzYwACAAEAAQAAATBtZGF0EgAKCRgZb/7ZAQ0GhDJbFKPDwxDAADQQAACXxnltaSBHVg+E4gmfPbYRGf/w"
                    + "uPj2LfBPLCoePcSJQjYJWP//6KWA0NVD31LsIyZjogwLjP73BR6hNjMOd7sUcUYU3/xX0V621gboDXp3gAAAAAZFeGlmAABJ"
                    + "SSoACAAAAAYAEgEDAAEAAAABAAAAGgEFAAEAAABWAAAAGwEFAAEAAABeAAAAKAEDAAEAAAACAAAAEwIDAAEAAAABAAAAaYcE"
                    + "AAEAAABmAAAAAAAAADhjAADoAwAAOGMAAOgDAAAGAACQBwAEAAAAMDIxMAGRBwAEAAAAAQIDAACgBwAEAAAAMDEwMAGgAwAB"
                    + "AAAA//8AAAKgBAABAAAAYAAAAAOgBAABAAAAQAAAAAAAAAA=");

    @Test
    void makesOneRenditionForEachSize() throws RejectedException {
        byte[] original = Pictures.encode(Pictures.gradient(2000, 1500, BufferedImage.TYPE_INT_RGB), "jpg");
        RenditionSet set = develop(original);
        assertThat(set.width()).isEqualTo(2000);
        assertThat(set.height()).isEqualTo(1500);
        assertThat(set.files().stream().map(file -> file.rendition().size())).containsExactly(1200, 600, 300, 150);
        assertThat(set.files().stream().map(file -> file.rendition().width())).containsExactly(1200, 600, 300, 150);
        assertThat(set.files().stream().map(file -> file.rendition().height())).containsExactly(900, 450, 225, 113);
        for (RenditionFile file : set.files()) {
            BufferedImage picture = Pictures.decode(file.bytes());
            assertThat(picture.getWidth()).isEqualTo(file.rendition().width());
            assertThat(picture.getHeight()).isEqualTo(file.rendition().height());
            assertThat(file.rendition().bytes()).isEqualTo(file.bytes().length);
            assertThat(file.rendition().content()).isEqualTo(ContentHash.of(file.bytes()));
        }
        assertThat(set.smallest().width()).isEqualTo(150);
        assertThat(set.smallest().height()).isEqualTo(113);
    }

    @Test
    void neverEnlarges() throws RejectedException {
        RenditionSet set = develop(Pictures.encode(Pictures.gradient(400, 200, BufferedImage.TYPE_INT_RGB), "png"));
        assertThat(set.files().stream().map(file -> file.rendition().width())).containsExactly(400, 400, 300, 150);
        assertThat(set.files().get(1).bytes()).isEqualTo(set.files().get(0).bytes());
    }

    @Test
    void takesPicturesOfOnePixelAndOfOneRow() throws RejectedException {
        RenditionSet dot = develop(Pictures.encode(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB), "png"));
        assertThat(dot.files()).hasSize(4);
        RenditionSet row = develop(Pictures.encode(new BufferedImage(20_000, 1, BufferedImage.TYPE_INT_RGB), "png"));
        assertThat(row.files().stream().map(file -> file.rendition().height())).containsOnly(1);
        assertThat(row.files().stream().map(file -> file.rendition().width())).containsExactly(1200, 600, 300, 150);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void turnsEveryOrientationUpright(int orientation) throws RejectedException {
        BufferedImage upright = Pictures.gradient(1600, 1200, BufferedImage.TYPE_INT_RGB);
        byte[] plain = Pictures.encode(stored(upright, orientation), "jpg");
        RenditionSet set = develop(new Exif().mainShort(0x0112, orientation).into(plain));
        assertThat(set.width()).isEqualTo(1600);
        assertThat(set.height()).isEqualTo(1200);
        BufferedImage expected = Pictures.decode(
                develop(Pictures.encode(upright, "jpg")).files().get(1).bytes());
        assertThat(Pictures.psnr(Pictures.decode(set.files().get(1).bytes()), expected))
                .isGreaterThan(35);
    }

    /** The pixels as a camera stores them, so that applying the orientation gives {@code upright}. */
    private static BufferedImage stored(BufferedImage upright, int orientation) {
        int w = upright.getWidth();
        int h = upright.getHeight();
        boolean turned = orientation >= 5;
        BufferedImage stored = new BufferedImage(turned ? h : w, turned ? w : h, upright.getType());
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                int rgb = upright.getRGB(x, y);
                switch (orientation) {
                    case 1 -> stored.setRGB(x, y, rgb);
                    case 2 -> stored.setRGB(w - 1 - x, y, rgb);
                    case 3 -> stored.setRGB(w - 1 - x, h - 1 - y, rgb);
                    case 4 -> stored.setRGB(x, h - 1 - y, rgb);
                    case 5 -> stored.setRGB(y, x, rgb);
                    case 6 -> stored.setRGB(y, w - 1 - x, rgb);
                    case 7 -> stored.setRGB(h - 1 - y, w - 1 - x, rgb);
                    default -> stored.setRGB(h - 1 - y, x, rgb);
                }
            }
        }
        return stored;
    }

    @Test
    void turnsTheEightRealLandscapesIntoOnePicture() throws RejectedException {
        BufferedImage first = landscape(1);
        for (int orientation = 2; orientation <= 8; orientation++) {
            // The photographs differ in the digit drawn on them.
            assertThat(Pictures.psnr(landscape(orientation), first))
                    .as("orientation %d", orientation)
                    .isGreaterThan(22);
        }
    }

    private static BufferedImage landscape(int orientation) throws RejectedException {
        byte[] original = SharedData.bytes("exif-samples/orientation/landscape_" + orientation + ".jpg");
        return Pictures.decode(develop(original).files().get(2).bytes());
    }

    @Test
    void convertsAProfileToSrgb() throws RejectedException {
        byte[] original = SharedData.bytes("formats/photo-icc.png");
        BufferedImage ours = Pictures.decode(develop(original).files().get(0).bytes());
        BufferedImage raw = Pictures.decode(original);
        BufferedImage converted = new BufferedImage(raw.getWidth(), raw.getHeight(), BufferedImage.TYPE_INT_RGB);
        new ColorConvertOp(null).filter(raw, converted);
        assertThat(Pictures.psnr(ours, converted)).isGreaterThan(30);
    }

    @Test
    void aProfileFarFromSrgbIsConvertedToo() throws RejectedException {
        BufferedImage grey = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 64 * 64; i++) {
            grey.setRGB(i % 64, i / 64, 0x808080);
        }
        byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
        byte[] original = Pictures.withProfile(Pictures.encode(grey, "png"), profile);
        int rgb = Pictures.decode(develop(original).files().get(0).bytes()).getRGB(32, 32);
        // Half of the light is 188 of 255 in sRGB.
        assertThat(rgb >> 8 & 0xff).isBetween(185, 191);
    }

    @Test
    void readsAvif() throws RejectedException {
        RenditionSet set = develop(AVIF);
        assertThat(List.of(set.width(), set.height())).isEqualTo(List.of(96, 64));
        BufferedImage picture = Pictures.decode(set.files().get(0).bytes());
        assertThat(picture.getRGB(90, 32) >> 16 & 0xff).isGreaterThan(210);
        assertThat(picture.getRGB(5, 32) >> 16 & 0xff).isLessThan(45);
    }

    @Test
    void anAvifWithoutItsEndIsTruncated() {
        assertThatThrownBy(() -> develop(Arrays.copyOf(AVIF, 400)))
                .isInstanceOf(RejectedException.class)
                .extracting(e -> ((RejectedException) e).reason())
                .isEqualTo(Reason.TRUNCATED);
    }

    @Test
    void putsTransparencyOnWhite() throws RejectedException {
        BufferedImage clear = new BufferedImage(40, 40, BufferedImage.TYPE_INT_ARGB);
        clear.setRGB(0, 0, 0x80ff0000);
        BufferedImage picture = Pictures.decode(
                develop(Pictures.encode(clear, "png")).files().get(0).bytes());
        assertThat(picture.getRGB(30, 30) & 0xffffff).isEqualTo(0xffffff);
    }

    @Test
    void readsSixteenBitGreyAndPalettePngs() throws RejectedException {
        for (int type : new int[] {
            BufferedImage.TYPE_USHORT_GRAY,
            BufferedImage.TYPE_BYTE_GRAY,
            BufferedImage.TYPE_BYTE_INDEXED,
            BufferedImage.TYPE_BYTE_BINARY
        }) {
            BufferedImage image = Pictures.gradient(300, 200, type);
            RenditionSet set = develop(Pictures.encode(image, "png"));
            assertThat(Pictures.decode(set.files().get(0).bytes()).getRaster().getNumBands())
                    .isEqualTo(3);
        }
    }

    @Test
    void readsSixteenBitColour() throws RejectedException {
        ComponentColorModel model = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_sRGB), false, false, Transparency.OPAQUE, DataBuffer.TYPE_USHORT);
        WritableRaster raster = model.createCompatibleWritableRaster(200, 100);
        for (int y = 0; y < 100; y++) {
            for (int x = 0; x < 200; x++) {
                raster.setPixel(x, y, new int[] {65_535, 32_768, 0});
            }
        }
        byte[] png = Pictures.encode(new BufferedImage(model, raster, false, null), "png");
        int rgb = Pictures.decode(develop(png).files().get(0).bytes()).getRGB(100, 50);
        assertThat(rgb >> 16 & 0xff).isGreaterThan(250);
        assertThat(rgb >> 8 & 0xff).isBetween(124, 132);
        assertThat(rgb & 0xff).isLessThan(5);
    }

    @Test
    void readsBlackAndWhiteAndAnimationsByTheirFirstFrame() throws RejectedException {
        assertThat(develop(SharedData.bytes("formats/multipage.tif")).files()).hasSize(4);
        RenditionSet gif = develop(SharedData.bytes("formats/animated.gif"));
        assertThat(List.of(gif.width(), gif.height())).isEqualTo(List.of(500, 375));
        RenditionSet webp = develop(SharedData.bytes("formats/animation.webp"));
        assertThat(List.of(webp.width(), webp.height())).isEqualTo(List.of(320, 240));
    }

    @Test
    void aCmykJpegIsExportedAsSrgb() throws RejectedException {
        RenditionSet set = develop(CmykJpeg.of(64, 48));
        BufferedImage picture = Pictures.decode(set.files().get(0).bytes());
        assertThat(picture.getRaster().getNumBands()).isEqualTo(3);
    }

    @Test
    void aJpegWithoutItsEndIsTruncatedWhereverItIsCut() {
        byte[] original = Pictures.encode(Pictures.gradient(1600, 1200, BufferedImage.TYPE_INT_RGB), "jpg");
        for (int percent : new int[] {20, 40, 60, 80, 95, 99}) {
            byte[] cut = Arrays.copyOf(original, original.length * percent / 100);
            assertThatThrownBy(() -> develop(cut))
                    .as("cut at %d %%", percent)
                    .isInstanceOf(RejectedException.class)
                    .extracting(e -> ((RejectedException) e).reason())
                    .isEqualTo(Reason.TRUNCATED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"formats/photo.webp", "formats/photo-icc.png", "formats/animated.gif"})
    void otherFormatsWithoutTheirEndAreTruncatedToo(String name) {
        byte[] original = SharedData.bytes(name);
        byte[] cut = Arrays.copyOf(original, Math.min(original.length / 2, 10_000));
        assertThatThrownBy(() -> develop(cut))
                .isInstanceOf(RejectedException.class)
                .extracting(e -> ((RejectedException) e).reason())
                .isEqualTo(Reason.TRUNCATED);
    }

    @Test
    void aJpegThatIsDamagedInsideIsCorrupt() {
        // Outside of what may throw: without the samples this test is skipped, and that is an exception, too.
        byte[] damaged = SharedData.bytes("exif-samples/invalid/corrupted.jpg");
        assertThatThrownBy(() -> develop(damaged))
                .isInstanceOf(RejectedException.class)
                .extracting(e -> ((RejectedException) e).reason())
                .isEqualTo(Reason.CORRUPT);
    }

    @Test
    void aFormatWithoutADecoderIsRefusedInWordsForItsOwner() {
        RejectedException remedy = new RejectedException(Reason.CODEC_UNAVAILABLE, "apt install libheif1");
        assertThat(RenditionDeveloper.forOwner(ImageFormat.HEIC, remedy))
                .hasCause(remedy)
                .hasMessageContaining("HEIC")
                .hasMessageContaining("original is kept")
                .hasMessageNotContaining("apt")
                .extracting(RejectedException::reason)
                .isEqualTo(Reason.CODEC_UNAVAILABLE);
    }

    @Test
    void leavesNoMetadataInTheOutput() throws RejectedException {
        byte[] plain = Pictures.encode(Pictures.gradient(1300, 900, BufferedImage.TYPE_INT_RGB), "jpg");
        byte[] original = new Exif()
                .mainText(0x010f, "SECRET-CAMERA")
                .gpsText(1, "N")
                .gpsRationals(2, 48, 1, 12, 1, 0, 1)
                .into(plain);
        for (RenditionFile file : develop(original).files()) {
            assertThat(JpegSegments.markers(file.bytes())).isSubsetOf(JpegSegments.PICTURE_ONLY);
            assertThat(new String(file.bytes(), StandardCharsets.ISO_8859_1)).doesNotContain("SECRET-CAMERA");
        }
    }

    @Test
    void givesTheSameBytesFromEveryThread() throws Exception {
        byte[] original = Pictures.encode(Pictures.gradient(1700, 1300, BufferedImage.TYPE_INT_RGB), "jpg");
        ContentHash expected = develop(original).files().get(0).rendition().content();
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            Callable<ContentHash> task =
                    () -> develop(original).files().get(0).rendition().content();
            List<Callable<ContentHash>> tasks = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                tasks.add(task);
            }
            for (Future<ContentHash> result : threads.invokeAll(tasks)) {
                assertThat(result.get()).isEqualTo(expected);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static RenditionSet develop(byte[] original) throws RejectedException {
        return new RenditionDeveloper(Renderer.load(), RenditionRecipe.DEFAULT)
                .develop(original, HeaderReader.read(original));
    }
}
