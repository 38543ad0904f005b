package dev.darkroom.imaging.rendition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.core.error.Reason;
import dev.darkroom.core.error.RejectedException;
import dev.darkroom.imaging.Pictures;
import dev.darkroom.imaging.Samples;
import dev.darkroom.imaging.SharedData;
import dev.darkroom.imaging.format.HeaderReader;
import dev.darkroom.imaging.vips.VipsFiles;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must come out of each format that the tests have samples of, compared with the picture that went in. */
abstract class FormatKit {
    private static final BufferedImage GRADIENT = Pictures.gradient(96, 64, BufferedImage.TYPE_INT_RGB);

    @ParameterizedTest
    @ValueSource(
            strings = {"plain.heic", "ten-bit.heic", "thumbnail.heic", "ten-bit.avif", "plain.jxl", "lossless.jxl"})
    void theSamePictureComesOutOfEveryFormat(String name) throws RejectedException {
        assertThat(Pictures.psnr(largest(Samples.bytes(name)), GRADIENT)).isGreaterThan(28);
    }

    /** Saver and its options, in turn. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "jpegsave subsample_mode 1",
                "jpegsave subsample_mode 2",
                "jpegsave interlace 1",
                "jpegsave interlace 1 subsample_mode 2",
                "jpegsave restart_interval 3",
                "pngsave bitdepth 8",
                "pngsave interlace 1",
                "pngsave palette 1",
                "webpsave Q 90",
                "webpsave lossless 1",
                "gifsave effort 1",
                "tiffsave compression 0",
                "tiffsave compression 2",
                "tiffsave compression 5 tile 1 tile_width 64 tile_height 64",
                "tiffsave bigtiff 1",
                "heifsave compression 4"
            })
    void everyVariantThatLibvipsWritesIsRead(String saver) throws RejectedException {
        byte[] file = VipsFiles.write(GRADIENT, name(saver), options(saver));
        assertThat(Pictures.psnr(largest(file), GRADIENT)).isGreaterThan(27);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pngsave interlace 1",
                "webpsave Q 90",
                "webpsave lossless 1",
                "tiffsave compression 5",
                "heifsave compression 4"
            })
    void everyVariantWithAlphaIsPutOnWhite(String saver) throws RejectedException {
        BufferedImage half = new BufferedImage(96, 64, BufferedImage.TYPE_INT_ARGB);
        half.createGraphics().drawImage(GRADIENT.getSubimage(48, 0, 48, 64), 48, 0, null);
        BufferedImage picture = largest(VipsFiles.write(half, name(saver), options(saver)));
        assertThat(picture.getRGB(20, 32) & 0xff).isGreaterThan(250);
        assertThat(picture.getRGB(88, 32) & 0xff).isLessThan(40);
    }

    private static String name(String saver) {
        return saver.substring(0, saver.indexOf(' '));
    }

    private static Object[] options(String saver) {
        String[] words = saver.split(" ", -1);
        Object[] options = new Object[words.length - 1];
        for (int i = 1; i < words.length; i++) {
            options[i - 1] = i % 2 == 0 ? (Object) Integer.valueOf(words[i]) : words[i];
        }
        return options;
    }

    @Test
    void aHeicIsTurnedAndItsTilesAreJoined() throws RejectedException {
        BufferedImage turned = largest(Samples.bytes("turned.heic"));
        assertThat(List.of(turned.getWidth(), turned.getHeight())).isEqualTo(List.of(64, 96));
        // A quarter to the right: what was below is now on the left, and red grows downwards.
        assertThat(turned.getRGB(5, 48) >> 8 & 0xff).isGreaterThan(200);
        assertThat(turned.getRGB(32, 90) >> 16 & 0xff).isGreaterThan(200);
        BufferedImage tiles = largest(Samples.bytes("tiles.heic"));
        assertThat(Pictures.psnr(tiles, Pictures.gradient(150, 100, BufferedImage.TYPE_INT_RGB)))
                .isGreaterThan(28);
    }

    @ParameterizedTest
    @ValueSource(strings = {"alpha.heic", "alpha.jxl"})
    void transparencyIsPutOnWhite(String name) throws RejectedException {
        BufferedImage picture = largest(Samples.bytes(name));
        assertThat(picture.getRGB(10, 32) & 0xffffff).isEqualTo(0xffffff);
        assertThat(picture.getRGB(90, 60) >> 8 & 0xff).isGreaterThan(210);
    }

    /** The sample's profile says that half the number is half the light, which is 188 of 255 in sRGB. */
    @Test
    void sixteenBitsOfLinearLightAreConverted() throws RejectedException {
        int rgb = largest(Samples.bytes("sixteen-bit.jxl")).getRGB(48, 32);
        assertThat(rgb >> 16 & 0xff).isBetween(184, 192);
        assertThat(rgb >> 8 & 0xff).isBetween(184, 192);
    }

    @Test
    void greyStaysGrey() throws RejectedException {
        int rgb = largest(Samples.bytes("grey.jxl")).getRGB(80, 32);
        assertThat(rgb >> 16 & 0xff)
                .isBetween(205, 220)
                .isCloseTo(rgb & 0xff, org.assertj.core.api.Assertions.within(2));
    }

    /** Display P3 without a profile, by numbers alone; 200/100/50 there is 215/93/31 in sRGB. */
    @ParameterizedTest
    @ValueSource(strings = {"display-p3.heic", "display-p3.avif"})
    void coloursThatAreSaidInNumbersAreConverted(String name) throws RejectedException {
        int rgb = largest(Samples.bytes(name)).getRGB(8, 8);
        assertThat(rgb >> 16 & 0xff).isBetween(212, 220);
        assertThat(rgb >> 8 & 0xff).isBetween(88, 99);
        assertThat(rgb & 0xff).isBetween(24, 36);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain.heic", "ten-bit.avif", "plain.jxl", "alpha.jxl"})
    void aFileWithoutItsEndIsTruncated(String name) {
        byte[] file = Samples.bytes(name);
        Assumptions.assumeTrue(reason(file) == null, "This build has no decoder for " + name);
        assertThat(reason(Arrays.copyOf(file, file.length - 40))).isEqualTo(Reason.TRUNCATED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"iphone_13_pro_max.HEIC", "IMG_5195.HEIC", "HMD_Nokia_8.3_5G.heif", "HMD_Nokia_8.3_5G_hdr.heif"})
    void phonesHeicsAreRead(String name) throws RejectedException {
        RenditionSet set = develop(SharedData.bytes("exif-samples/heic/" + name));
        assertThat(set.files()).hasSize(4);
        assertThat(set.files().get(0).rendition().width()).isGreaterThan(800);
    }

    private Reason reason(byte[] file) {
        try {
            develop(file);
            return null;
        } catch (RejectedException e) {
            return e.reason();
        }
    }

    private BufferedImage largest(byte[] file) throws RejectedException {
        return Pictures.decode(develop(file).files().get(0).bytes());
    }

    private RenditionSet develop(byte[] original) throws RejectedException {
        try {
            return developer().develop(original, HeaderReader.read(original));
        } catch (RejectedException e) {
            Assumptions.assumeFalse(e.reason() == Reason.CODEC_UNAVAILABLE, e.getMessage());
            throw e;
        }
    }

    /** By the default recipe. */
    abstract RenditionDeveloper developer() throws RejectedException;
}
