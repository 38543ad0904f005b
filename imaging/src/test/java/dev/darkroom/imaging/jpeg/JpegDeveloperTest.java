package dev.darkroom.imaging.jpeg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.core.error.RejectedException;
import dev.darkroom.imaging.Bytes;
import dev.darkroom.imaging.Exif;
import dev.darkroom.imaging.Pictures;
import dev.darkroom.imaging.SharedData;
import dev.darkroom.imaging.colour.Cicp;
import dev.darkroom.imaging.colour.IccProfile;
import dev.darkroom.imaging.format.HeaderReader;
import dev.darkroom.imaging.format.ImageFile;
import dev.darkroom.imaging.format.ImageHeader;
import dev.darkroom.imaging.hash.Pixels;
import dev.darkroom.imaging.rendition.JpegSegments;
import dev.darkroom.imaging.rendition.Renderer;
import dev.darkroom.imaging.rendition.RenditionDeveloper;
import dev.darkroom.imaging.rendition.RenditionFile;
import dev.darkroom.imaging.rendition.RenditionRecipe;
import dev.darkroom.imaging.rendition.RenditionSet;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The short way gives what libvips gives: the same sides, and pictures that nobody can tell apart. */
final class JpegDeveloperTest {
    private static final RenditionRecipe SMALL = RenditionRecipe.jpeg(List.of(200, 100, 50), 98);
    // Where a side is not a whole number of pixels, libvips shifts the picture by part of one and Darkroom does not.
    private static final double ALIKE_DB = 31;
    private static final double CONVERTED_DB = 38;
    private static final double EQUAL_DB = 40;
    // The chroma of so colourful a picture suffers from being halved.
    private static final double SAME_DB = 27;

    private final JpegDeveloper developer = JpegDeveloper.load().orElseThrow();

    @ParameterizedTest
    @EnumSource
    void everySubsamplingGivesWhatLibvipsGives(Subsampling subsampling) throws RejectedException {
        assertAlike(TestJpeg.of(subsampling).encode(picture(800, 560)), SMALL, EQUAL_DB);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void everyOrientationGivesWhatLibvipsGives(int orientation) throws RejectedException {
        byte[] plain = TestJpeg.of(Subsampling.S420).encode(picture(480, 336));
        assertAlike(new Exif().mainShort(0x0112, orientation).into(plain), SMALL, EQUAL_DB);
    }

    @Test
    void oddSidesGiveWhatLibvipsGives() throws RejectedException {
        assertAlike(TestJpeg.of(Subsampling.S420).encode(picture(709, 533)), SMALL, ALIKE_DB);
        assertAlike(TestJpeg.of(Subsampling.S444).encode(picture(471, 333)), SMALL, ALIKE_DB);
    }

    @Test
    void progressiveJpegsAndRestartMarkersAreRead() throws RejectedException {
        assertAlike(TestJpeg.of(Subsampling.S422).progressive().encode(picture(640, 448)), SMALL, EQUAL_DB);
        assertAlike(TestJpeg.of(Subsampling.S420).restartEvery(7).encode(picture(640, 448)), SMALL, EQUAL_DB);
    }

    /** Libvips shrinks the short side of some of them to nothing, and fails. */
    @ParameterizedTest
    @CsvSource({"1,1", "1,2", "2,1", "1,900", "900,1", "3,2000", "2,2", "17,15", "199,200", "201,201"})
    void sidesOfAFewPixelsAreRead(int width, int height) {
        for (Subsampling subsampling : Subsampling.values()) {
            byte[] original = TestJpeg.of(subsampling).encode(picture(width, height));
            JpegCascade cascade = develop(original, SMALL).orElseThrow();
            assertThat(cascade.levels()).as("%s", subsampling).hasSize(3);
            for (int i = 0; i < 3; i++) {
                BufferedImage picture = Pictures.decode(cascade.levels().get(i).jpeg());
                int longSide = Math.max(picture.getWidth(), picture.getHeight());
                assertThat(longSide).isEqualTo(Math.min(SMALL.sizes().get(i), Math.max(width, height)));
            }
        }
    }

    @Test
    void allSidesAreThoseOfLibvipsToThePixel() throws RejectedException {
        Random random = new Random(11);
        RenditionRecipe tiny = RenditionRecipe.jpeg(List.of(60, 30, 15, 7), 80);
        for (int i = 0; i < 150; i++) {
            BufferedImage plain =
                    new BufferedImage(16 + random.nextInt(500), 16 + random.nextInt(500), BufferedImage.TYPE_INT_RGB);
            byte[] original = TestJpeg.of(Subsampling.S420).encode(plain);
            assertThat(sides(fast(original, tiny)))
                    .as("%d x %d", plain.getWidth(), plain.getHeight())
                    .isEqualTo(sides(slow(original, tiny)));
        }
    }

    @Test
    void photographsGiveWhatLibvipsGives() throws RejectedException {
        for (String name :
                List.of("canon-eos-450d", "samsung-sm-g935l-galaxy-s7-edge-", "apple-iphone-6", "nikon-d70")) {
            assertAlike(
                    SharedData.bytes("cameras/" + name + ".jpg"),
                    RenditionRecipe.jpeg(RenditionRecipe.DEFAULT.sizes(), 95),
                    ALIKE_DB);
        }
    }

    @Test
    void neverEnlargesAndEncodesTheSamePictureOnce() {
        JpegCascade cascade = develop(TestJpeg.of(Subsampling.S444).encode(picture(90, 60)), SMALL)
                .orElseThrow();
        assertThat(cascade.levels().stream().map(JpegLevel::width)).containsExactly(90, 90, 50);
        assertThat(cascade.levels().get(1)).isSameAs(cascade.levels().get(0));
    }

    @Test
    void anEvenPictureStaysExactlyEven() {
        BufferedImage grey = new BufferedImage(1501, 1001, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < grey.getHeight(); y++) {
            for (int x = 0; x < grey.getWidth(); x++) {
                grey.setRGB(x, y, 0x606060);
            }
        }
        byte[] original = TestJpeg.of(Subsampling.S420).encode(grey);
        byte[] rgb = develop(original, RenditionRecipe.DEFAULT)
                .orElseThrow()
                .smallest()
                .rgb();
        assertThat(rgb).containsOnly(0x60);
    }

    @Test
    void theOutputHoldsNothingButThePicture() {
        byte[] plain = TestJpeg.of(Subsampling.S420).encode(picture(400, 300));
        byte[] original = new Exif().mainText(0x010f, "SECRET").gpsText(1, "N").into(plain);
        for (JpegLevel level : develop(original, SMALL).orElseThrow().levels()) {
            assertThat(JpegSegments.markers(level.jpeg())).isSubsetOf(JpegSegments.PICTURE_ONLY);
        }
    }

    @Test
    void whatIsDamagedIsLeftToADecoderThatSaysWhatIsWrong() {
        byte[] whole = TestJpeg.of(Subsampling.S420).encode(picture(400, 300));
        assertThat(develop(whole, SMALL)).isPresent();
        for (int percent : new int[] {30, 60, 90, 99}) {
            byte[] cut = Arrays.copyOf(whole, whole.length * percent / 100);
            assertThat(developer.develop(ImageFile.of(cut), 400, 300, task(SMALL)))
                    .as("%d %%", percent)
                    .isEmpty();
        }
        byte[] flipped = whole.clone();
        Arrays.fill(flipped, whole.length / 2, whole.length / 2 + 40, (byte) 0xff);
        assertThat(developer.develop(ImageFile.of(flipped), 400, 300, task(SMALL)))
                .isEmpty();
    }

    @Test
    void whatIsNoOrdinaryJpegIsLeftToLibvips() {
        BufferedImage picture = picture(64, 48);
        assertThat(develop(TestJpeg.of(Subsampling.S444).lossless().encode(picture), SMALL))
                .isEmpty();
        byte[] jpeg = TestJpeg.of(Subsampling.S420).encode(picture);
        assertThat(developer.develop(ImageFile.of(jpeg), 63, 48, task(SMALL)))
                .as("another header")
                .isEmpty();
        assertThat(developer.develop(ImageFile.of(new byte[] {(byte) 0xff, (byte) 0xd8}), 1, 1, task(SMALL)))
                .isEmpty();
    }

    @Test
    void oneWorkspaceTakesPhotosOfEverySizeInTurn() {
        byte[] large = TestJpeg.of(Subsampling.S444).encode(picture(1300, 900));
        byte[] small = TestJpeg.of(Subsampling.GRAY).encode(picture(33, 44));
        byte[] first = develop(large, SMALL).orElseThrow().levels().get(0).jpeg();
        for (int i = 0; i < 3; i++) {
            assertThat(develop(small, SMALL)).isPresent();
            assertThat(develop(large, SMALL).orElseThrow().levels().get(0).jpeg())
                    .isEqualTo(first);
        }
    }

    /** libvips converts what it shows at 16 bits by lcms; both then encode, which the bound allows for. */
    @Test
    void coloursOfPhonesAndCamerasBecomeSrgbAsByLcms() throws RejectedException {
        byte[] plain = TestJpeg.of(Subsampling.S420).encode(muted(picture(800, 560)));
        byte[] displayP3 = IccProfile.of(new Cicp(12, 13)).orElseThrow();
        assertAlike(withProfile(plain, displayP3), SMALL, CONVERTED_DB);
        assertAlike(withProfile(plain, IccProfile.adobeRgb()), SMALL, CONVERTED_DB);
        assertAlike(new Exif().photoShort(0xa001, 2).into(plain), SMALL, CONVERTED_DB);
        byte[] turned = new Exif().mainShort(0x0112, 6).into(withProfile(plain, displayP3));
        assertAlike(turned, SMALL, CONVERTED_DB);
        assertThat(develop(withProfile(TestJpeg.of(Subsampling.GRAY).encode(picture(80, 60)), displayP3), SMALL))
                .isEmpty();
    }

    /** Colours that sRGB can show, too. */
    private static BufferedImage muted(BufferedImage image) {
        for (int i = 0; i < image.getWidth() * image.getHeight(); i++) {
            int x = i % image.getWidth();
            int y = i / image.getWidth();
            image.setRGB(x, y, ((image.getRGB(x, y) & 0xfefefe) >> 1) + 0x404040);
        }
        return image;
    }

    private static byte[] withProfile(byte[] jpeg, byte[] profile) {
        byte[] segment = new Bytes().text("ICC_PROFILE\0").u8(1, 1).raw(profile).toArray();
        return new Bytes()
                .u8(0xff, 0xd8, 0xff, 0xe2)
                .be16(segment.length + 2)
                .raw(segment)
                .raw(Arrays.copyOfRange(jpeg, 2, jpeg.length))
                .toArray();
    }

    private void assertAlike(byte[] original, RenditionRecipe recipe, double decibels) throws RejectedException {
        JpegCascade fast = develop(original, recipe).orElseThrow();
        RenditionSet slow = slow(original, recipe);
        assertThat(List.of(fast.width(), fast.height())).isEqualTo(List.of(slow.width(), slow.height()));
        for (int i = 0; i < recipe.sizes().size(); i++) {
            BufferedImage ours = Pictures.decode(fast.levels().get(i).jpeg());
            BufferedImage theirs = Pictures.decode(slow.files().get(i).bytes());
            assertThat(Pictures.psnr(ours, theirs))
                    .as("size %d", recipe.sizes().get(i))
                    .isGreaterThan(decibels);
        }
        BufferedImage last =
                Pictures.decode(fast.levels().get(recipe.sizes().size() - 1).jpeg());
        assertThat(Pictures.psnr(image(fast.smallest()), last))
                .as("before encoding")
                .isGreaterThan(SAME_DB);
    }

    private static BufferedImage image(Pixels pixels) {
        BufferedImage image = new BufferedImage(pixels.width(), pixels.height(), BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < pixels.width() * pixels.height(); i++) {
            int red = pixels.rgb()[3 * i] & 0xff;
            int green = pixels.rgb()[3 * i + 1] & 0xff;
            image.setRGB(
                    i % pixels.width(), i / pixels.width(), red << 16 | green << 8 | (pixels.rgb()[3 * i + 2] & 0xff));
        }
        return image;
    }

    private Optional<JpegCascade> develop(byte[] original, RenditionRecipe recipe) {
        try {
            ImageHeader header = HeaderReader.read(original);
            return developer.develop(ImageFile.of(original), header.width(), header.height(), task(recipe));
        } catch (RejectedException e) {
            throw new AssertionError(e);
        }
    }

    private RenditionSet fast(byte[] original, RenditionRecipe recipe) throws RejectedException {
        assertThat(develop(original, recipe)).isPresent();
        return new RenditionDeveloper(Renderer.load(), Optional.of(developer), recipe)
                .develop(original, HeaderReader.read(original));
    }

    private static RenditionSet slow(byte[] original, RenditionRecipe recipe) throws RejectedException {
        return new RenditionDeveloper(Renderer.load(), Optional.empty(), recipe)
                .develop(original, HeaderReader.read(original));
    }

    private static JpegTask task(RenditionRecipe recipe) {
        return new JpegTask(recipe.sizes(), recipe.jpegQuality().orElseThrow(), 1.5);
    }

    private static List<String> sides(RenditionSet set) {
        return set.files().stream()
                .map(RenditionFile::rendition)
                .map(rendition -> rendition.width() + "x" + rendition.height())
                .toList();
    }

    /** Soft shapes without any symmetry. */
    private static BufferedImage picture(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int r = (int) (128 + 90 * Math.sin(x / 23.0) * Math.cos(y / 31.0));
                int g = (int) (120 + 100 * Math.sin((x + 2 * y) / 41.0));
                int b = 255 * x / width;
                image.setRGB(x, y, r << 16 | g << 8 | b);
            }
        }
        return image;
    }
}
