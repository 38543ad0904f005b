package dev.darkroom.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.core.error.Reason;
import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.photo.Developed;
import dev.darkroom.imaging.hash.PerceptualHash;
import dev.darkroom.imaging.rendition.JpegSegments;
import dev.darkroom.imaging.rendition.RenditionFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class DeveloperTest {
    /** A change of these means that an archive is developed again: it must be meant. */
    @Test
    void theIdsAreTheOnesInEveryArchive() throws RejectedException {
        assertThat(Developer.load().ids().stream().map(Object::toString))
                .containsExactly("renditions@2+bf1cbb6ee46c", "metadata@2+b5c91ad949e3", "measures@1+3205b626e04e");
    }

    @Test
    void everySharedPhotographIsDevelopedOrRefusedWithAReason() throws IOException, RejectedException {
        Developer developer = Developer.load();
        Map<String, Reason> refused = new TreeMap<>();
        int developed = 0;
        for (Path path : SharedData.files()) {
            try {
                assertWhole(developer.apply(Files.readAllBytes(path)), path.toString());
                developed++;
            } catch (RejectedException e) {
                refused.put(path.getFileName().toString(), e.reason());
                assertThat(e.getMessage()).isNotBlank();
            }
        }
        assertThat(developed).isGreaterThanOrEqualTo(84);
        // A build without Python has no decoder for them.
        refused.entrySet()
                .removeIf(entry -> entry.getValue() == Reason.CODEC_UNAVAILABLE
                        && entry.getKey().toLowerCase(Locale.ROOT).matches(".*\\.hei[cf]"));
        assertThat(refused).isEqualTo(Map.of("README.md", Reason.UNSUPPORTED_FORMAT, "corrupted.jpg", Reason.CORRUPT));
    }

    private static void assertWhole(DevelopedPhoto photo, String name) {
        Developed developed = photo.developed();
        assertThat(developed.renditions().stream().map(rendition -> rendition.size()))
                .as(name)
                .containsExactly(1200, 600, 300, 150);
        double aspect = (double) developed.width() / developed.height();
        for (RenditionFile file : photo.files()) {
            int longSide = Math.max(file.rendition().width(), file.rendition().height());
            int original = Math.max(developed.width(), developed.height());
            assertThat(longSide).as(name).isEqualTo(Math.min(file.rendition().size(), original));
            double ratio = (double) file.rendition().width() / file.rendition().height() / aspect;
            assertThat(ratio).as(name).isBetween(0.9, 1.1);
            assertThat(JpegSegments.markers(file.bytes())).as(name).isSubsetOf(JpegSegments.PICTURE_ONLY);
        }
    }

    @Test
    void theSameBytesGiveTheSameResult() throws RejectedException {
        byte[] original = Pictures.encode(Pictures.gradient(900, 700, BufferedImage.TYPE_INT_RGB), "jpg");
        Developed once = Developer.load().apply(original).developed();
        assertThat(Developer.load().apply(original).developed()).isEqualTo(once);
    }

    @Test
    void aRecompressedCopyLooksTheSame() throws RejectedException {
        byte[] photo = SharedData.bytes("cameras/nikon-d70.jpg");
        byte[] other = SharedData.bytes("cameras/canon-eos-450d.jpg");
        DevelopedPhoto developed = Developer.load().apply(photo);
        long copy = Developer.load()
                .apply(developed.files().get(1).bytes())
                .developed()
                .perceptualHash();
        assertThat(PerceptualHash.distance(developed.developed().perceptualHash(), copy))
                .isLessThanOrEqualTo(6);
        assertThat(PerceptualHash.distance(
                        Developer.load().apply(other).developed().perceptualHash(), copy))
                .isGreaterThan(16);
    }

    @Test
    void textNamedAsAPhotoIsRefused() {
        assertThat(reason("I am a letter.".getBytes(StandardCharsets.UTF_8))).isEqualTo(Reason.UNSUPPORTED_FORMAT);
        assertThat(reason(new byte[0])).isEqualTo(Reason.UNSUPPORTED_FORMAT);
    }

    @Test
    void damagedFilesEndInAResultOrAReason() throws RejectedException {
        Developer developer = Developer.load();
        Random random = new Random(5);
        BufferedImage picture = Pictures.gradient(200, 150, BufferedImage.TYPE_INT_RGB);
        int refused = 0;
        for (String format : List.of("jpg", "png", "gif", "tif")) {
            byte[] whole = Pictures.encode(picture, format);
            for (int round = 0; round < 60; round++) {
                byte[] damaged =
                        Arrays.copyOf(whole, random.nextInt(4) == 0 ? 1 + random.nextInt(whole.length) : whole.length);
                for (int i = 1 + random.nextInt(20); i > 0; i--) {
                    int reach = random.nextBoolean() ? Math.min(damaged.length, 2000) : damaged.length;
                    damaged[random.nextInt(reach)] = (byte) random.nextInt();
                }
                try {
                    assertWhole(developer.apply(damaged), format);
                } catch (RejectedException e) {
                    refused++;
                }
            }
        }
        assertThat(refused).isBetween(60, 230);
    }

    private static Reason reason(byte[] original) {
        try {
            Developer.load().apply(original);
            throw new AssertionError("was developed");
        } catch (RejectedException e) {
            return e.reason();
        }
    }
}
