package dev.darkroom.imaging.rendition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.photo.ImageFormat;
import dev.darkroom.imaging.Bytes;
import dev.darkroom.imaging.Exif;
import dev.darkroom.imaging.Pictures;
import dev.darkroom.imaging.colour.Cicp;
import dev.darkroom.imaging.colour.IccProfile;
import dev.darkroom.imaging.format.HeaderReader;
import dev.darkroom.imaging.format.RawFiles;
import dev.darkroom.imaging.format.RawPreview;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/** One colour goes in with a profile, and comes out as the sRGB that the profile's definition makes of it. */
abstract class ColourKit {
    private static final byte[] JPEG = solid("jpg");
    private static final byte[] PNG = solid("png");

    private static byte[] solid(String format) {
        BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 64 * 64; i++) {
            image.setRGB(i % 64, i / 64, 0xc86432);
        }
        return Pictures.encode(image, format);
    }

    @Test
    void displayP3() throws RejectedException {
        byte[] profile = IccProfile.of(new Cicp(12, 13)).orElseThrow();
        assertColour(withProfile(JPEG, profile), 215, 93, 31);
        assertColour(Pictures.withProfile(PNG, profile), 215, 93, 31);
    }

    @Test
    void displayP3ByNumbersInAPng() throws RejectedException {
        byte[] chunk = new Bytes().text("cICP").u8(12, 13, 0, 1).toArray();
        CRC32 check = new CRC32();
        check.update(chunk);
        byte[] numbered = new Bytes()
                .raw(Arrays.copyOf(PNG, 33))
                .be32(4)
                .raw(chunk)
                .be32(check.getValue())
                .raw(Arrays.copyOfRange(PNG, 33, PNG.length))
                .toArray();
        assertColour(numbered, 215, 93, 31);
    }

    @Test
    void adobeRgb() throws RejectedException {
        assertColour(withProfile(JPEG, IccProfile.adobeRgb()), 227, 100, 42);
        assertColour(Pictures.withProfile(PNG, IccProfile.adobeRgb()), 227, 100, 42);
    }

    @Test
    void adobeRgbThatOnlyTheCameraSpeaksOf() throws RejectedException {
        byte[] said = new Exif().photoShort(0xa001, 2).into(JPEG);
        assertColour(said, 227, 100, 42);
        assertColour(new Exif().photoShort(0xa001, 1).into(JPEG), 200, 100, 50);
        byte[] raw = RawFiles.of(ImageFormat.RW2, said, said, 1);
        assertColour(RawPreview.find(ImageFormat.RW2, raw).jpeg(raw), 227, 100, 42);
    }

    @Test
    void withoutAProfileColoursStayAsTheyAre() throws RejectedException {
        assertColour(JPEG, 200, 100, 50);
        assertColour(PNG, 200, 100, 50);
    }

    @Test
    void inksWithoutAProfileLookLikeThoseOfAPress() throws RejectedException {
        assertThat(luma(colour(CmykJpeg.solid(255, 255, 255, 255)))).isGreaterThan(245);
        assertThat(luma(colour(CmykJpeg.solid(255, 255, 255, 0)))).isLessThan(70);
        int cyan = colour(CmykJpeg.solid(0, 255, 255, 255));
        assertThat(cyan >> 16 & 0xff).isLessThan(60);
        assertThat(cyan & 0xff).isGreaterThan(180);
    }

    @Test
    void inksAsBrightnessAndColours() throws RejectedException {
        assertThat(luma(colour(CmykJpeg.ycck(0, 128, 128, 255)))).isGreaterThan(245);
        assertThat(luma(colour(CmykJpeg.ycck(255, 128, 128, 255)))).isLessThan(80);
    }

    @Test
    void inksWithAProfileLookAsItSays() throws RejectedException {
        byte[] profile = CmykProfile.inkThatLooksRed();
        int rgb = colour(withProfile(CmykJpeg.solid(0, 255, 255, 255), profile));
        assertThat(rgb >> 16 & 0xff).isGreaterThan(200);
        assertThat(rgb & 0xff).isLessThan(90);
        assertThat(luma(colour(withProfile(CmykJpeg.solid(255, 255, 255, 255), profile))))
                .isGreaterThan(245);
    }

    private void assertColour(byte[] original, int red, int green, int blue) throws RejectedException {
        int rgb = colour(original);
        assertThat(rgb >> 16 & 0xff).isBetween(red - 3, red + 3);
        assertThat(rgb >> 8 & 0xff).isBetween(green - 3, green + 3);
        assertThat(rgb & 0xff).isBetween(blue - 4, blue + 4);
    }

    private static int luma(int rgb) {
        return ((rgb >> 16 & 0xff) * 3 + (rgb >> 8 & 0xff) * 6 + (rgb & 0xff)) / 10;
    }

    private int colour(byte[] original) throws RejectedException {
        byte[] rendition = developer(RecipeFile.parse("sizes=64\nquality=98"))
                .develop(original, HeaderReader.read(original))
                .files()
                .get(0)
                .bytes();
        return Pictures.decode(rendition).getRGB(32, 32);
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

    abstract RenditionDeveloper developer(RenditionRecipe recipe) throws RejectedException;
}
