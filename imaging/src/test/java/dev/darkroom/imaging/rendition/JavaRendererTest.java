package dev.darkroom.imaging.rendition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.core.error.Reason;
import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.photo.ImageFormat;
import dev.darkroom.imaging.Exif;
import dev.darkroom.imaging.Pictures;
import dev.darkroom.imaging.SharedData;
import dev.darkroom.imaging.format.HeaderReader;
import dev.darkroom.imaging.vips.VipsFiles;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Java makes without libvips, beside what libvips makes of the same file. */
final class JavaRendererTest {
    private static final RenditionDeveloper JAVA =
            new RenditionDeveloper(new JavaRenderer("no libvips"), Optional.empty(), RenditionRecipe.DEFAULT);

    @Test
    void photographsLookAsThoseOfLibvips() throws IOException, RejectedException {
        SoftAssertions all = new SoftAssertions();
        for (Path path : SharedData.files()) {
            String name = path.toString();
            if (name.contains("/formats/") || name.matches(".*/(landscape_[368]|nexus-4|nikon-d70)\\.jpg")) {
                byte[] file = Files.readAllBytes(path);
                all.assertThat(likeness(file)).as(name).isGreaterThan(32);
            }
        }
        all.assertAll();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void turnsEveryOrientation(int orientation) throws RejectedException {
        byte[] plain = Pictures.encode(Pictures.gradient(320, 200, BufferedImage.TYPE_INT_RGB), "jpg");
        assertThat(likeness(new Exif().mainShort(0x0112, orientation).into(plain)))
                .isGreaterThan(36);
    }

    @Test
    void leavesNoMetadataInTheOutput() throws RejectedException {
        byte[] original = SharedData.bytes("exif-samples/gps/DSCN0010.jpg");
        assertThat(new String(original, StandardCharsets.ISO_8859_1)).contains("Exif");
        for (RenditionFile file : develop(JAVA, original).files()) {
            assertThat(JpegSegments.markers(file.bytes())).isSubsetOf(JpegSegments.PICTURE_ONLY);
        }
    }

    @Test
    void theSquareIsTheOneInTheMiddle() throws RejectedException {
        byte[] original = Pictures.encode(Pictures.gradient(300, 200, BufferedImage.TYPE_INT_RGB), "png");
        RenditionRecipe recipe = RecipeFile.parse("sizes=100\ncrop=centre");
        RenditionDeveloper java = new RenditionDeveloper(new JavaRenderer("none"), Optional.empty(), recipe);
        assertThat(Pictures.psnr(
                        first(develop(java, original)),
                        first(develop(new RenditionDeveloper(Renderer.load(), recipe), original))))
                .isGreaterThan(36);
    }

    @Test
    void anAvifIsRefusedInWordsForItsOwner() throws RejectedException {
        byte[] avif =
                VipsFiles.write(Pictures.gradient(64, 48, BufferedImage.TYPE_INT_RGB), "heifsave", "compression", 4);
        assertThatThrownBy(() -> develop(JAVA, avif))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining(ImageFormat.AVIF.name())
                .extracting(e -> ((RejectedException) e).reason())
                .isEqualTo(Reason.CODEC_UNAVAILABLE);
    }

    private static double likeness(byte[] file) throws RejectedException {
        RenditionDeveloper best = new RenditionDeveloper(Renderer.load(), RenditionRecipe.DEFAULT);
        return Pictures.psnr(first(develop(JAVA, file)), first(develop(best, file)));
    }

    private static BufferedImage first(RenditionSet set) {
        return Pictures.decode(set.files().get(0).bytes());
    }

    private static RenditionSet develop(RenditionDeveloper developer, byte[] file) throws RejectedException {
        return developer.develop(file, HeaderReader.read(file));
    }
}
