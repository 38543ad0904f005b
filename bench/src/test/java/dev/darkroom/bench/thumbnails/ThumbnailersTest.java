package dev.darkroom.bench.thumbnails;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.imaging.jpeg.JpegDeveloper;
import dev.darkroom.imaging.quality.Planes;
import dev.darkroom.imaging.quality.Quality;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

final class ThumbnailersTest {
    @Test
    void allOfThemMakeTheSamePicturesAndDarkroomsAreTheNearest() throws Exception {
        byte[] photo = photo();
        Reference reference = new Reference(photo, 1);
        TurboJpeg turbo = new TurboJpeg();
        Map<String, Thumbnailer> thumbnailers = Map.of(
                "darkroom", new DarkroomThumbnailer(JpegDeveloper.load()),
                "libvips", new DarkroomThumbnailer(Optional.empty()),
                "thumbnailator", new ThumbnailatorPeer(),
                "floor", new Floor());
        for (Map.Entry<String, Thumbnailer> entry : thumbnailers.entrySet()) {
            List<byte[]> files = entry.getValue().thumbnails(photo, 100);
            List<String> sides = new ArrayList<>();
            for (byte[] file : files) {
                Planes made = turbo.planes(file);
                sides.add(made.width() + "x" + made.height());
                assertThat(Quality.of(made, reference.in(made.width(), made.height()))
                                .psnr())
                        .as(entry.getKey())
                        .isGreaterThan(entry.getKey().equals("darkroom") ? 45 : 30);
            }
            assertThat(sides).as(entry.getKey()).containsExactly("1200x800", "600x400", "300x200", "150x100");
        }
    }

    @Test
    void theLastLineHasItsOwnOrderAndLeavesOutWhatWasNotMeasured() {
        Score floor = new Score(40, List.of(), List.of());
        Score ours = new Score(50, List.of(new Quality(52.04, 1), new Quality(53, 1), new Quality(51, 1)), List.of());
        PeersFinding peers = new PeersFinding(
                Map.of("12 MP", Map.of(Contenders.FLOOR, floor, Contenders.DARKROOM, ours)),
                Map.of("sharp", "npm is not on the path"),
                Map.of(Contenders.FLOOR, 10L, Contenders.DARKROOM, 120L));
        SandboxFinding sandbox = new SandboxFinding(
                Map.of(
                        "one", new SandboxFinding.Cost(95, 100, 95, 100),
                        "other", new SandboxFinding.Cost(9, 10, 9, 10)),
                Map.of("small", new SandboxFinding.Cost(1, 2, 1, 2)));
        ThreadsFinding threads = new ThreadsFinding(Map.of("12 MP", 1.95, "24 MP", 1.91));
        ThumbnailsReport report =
                new ThumbnailsReport("made of this and that", List.of(threads, sandbox, peers, new MemoryTrack(1)));
        assertThat(report.json())
                .isEqualTo("{\"floor_ratio\":0.80,\"psnr_1200_db\":52.0,\"psnr_small_db\":51.0,\"sandbox_ratio\":0.90,"
                        + "\"two_thread_scaling\":1.91,\"rss_mb\":120}");
        assertThat(report.tables()).contains("Absent: sharp, because: npm is not on the path", "| sharp | absent |");
    }

    private static byte[] photo() throws Exception {
        BufferedImage image = new BufferedImage(2400, 1600, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 1600; y++) {
            for (int x = 0; x < 2400; x++) {
                int wave = (int) (128 + 80 * Math.sin(x / 60.0) * Math.cos(y / 80.0));
                image.setRGB(x, y, new Color(wave, 255 * x / 2400, 255 * y / 1600).getRGB());
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "jpg", out);
        return out.toByteArray();
    }
}
