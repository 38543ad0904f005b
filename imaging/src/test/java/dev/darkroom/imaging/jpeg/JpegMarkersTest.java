package dev.darkroom.imaging.jpeg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.core.photo.ImageFormat;
import dev.darkroom.imaging.Exif;
import dev.darkroom.imaging.Pictures;
import dev.darkroom.imaging.SharedData;
import dev.darkroom.imaging.vips.Vips;
import dev.darkroom.imaging.vips.VipsImage;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class JpegMarkersTest {
    private final byte[] plain = Pictures.encode(Pictures.gradient(8, 8, BufferedImage.TYPE_INT_RGB), "jpg");

    @Test
    void readsTheOrientationThatLibvipsReads() throws Exception {
        int read = 0;
        for (Path path : SharedData.files()) {
            if (path.toString().toLowerCase(Locale.ROOT).endsWith(".jpg")) {
                byte[] jpeg = Files.readAllBytes(path);
                try (com.sun.jna.Memory memory = new com.sun.jna.Memory(jpeg.length)) {
                    memory.write(0, jpeg, 0, jpeg.length);
                    try (VipsImage image = Vips.load().open(ImageFormat.JPEG, memory, 8)) {
                        assertThat(JpegMarkers.read(jpeg).turn())
                                .as("%s", path)
                                .isEqualTo(Turn.ofExif(image.orientation()));
                        read++;
                    }
                }
            }
        }
        assertThat(read).isGreaterThan(50);
    }

    @Test
    void aPhotoWithoutExifLiesAsItIs() {
        assertThat(JpegMarkers.read(plain).turn()).isEqualTo(Turn.NONE);
        assertThat(JpegMarkers.read(plain).profile()).isEmpty();
    }

    @Test
    void damagedMarkersAreNeverAnError() {
        byte[] jpeg = new Exif().mainShort(0x0112, 6).into(plain);
        assertThat(JpegMarkers.read(jpeg).turn()).isEqualTo(Turn.ofExif(6));
        Random random = new Random(7);
        for (int i = 0; i < 3000; i++) {
            byte[] damaged = Arrays.copyOf(jpeg, 2 + random.nextInt(jpeg.length));
            damaged[random.nextInt(Math.min(60, damaged.length))] = (byte) random.nextInt();
            JpegMarkers.read(damaged);
        }
    }
}
