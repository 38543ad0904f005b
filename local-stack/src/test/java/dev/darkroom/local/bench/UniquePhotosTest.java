package dev.darkroom.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UniquePhotosTest {
    @TempDir
    private Path folder;

    private UniquePhotos photos;

    @BeforeEach
    void create() {
        photos = new UniquePhotos(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "png", "gif"})
    void copiesHaveTheSamePixelsAndOtherBytes(String format) throws IOException {
        Path photo = photo(format);

        Path one = photos.of(photo);
        Path other = photos.of(photo);

        assertThat(Files.mismatch(one, other)).isNotEqualTo(-1);
        assertThat(one.getFileName()).isEqualTo(photo.getFileName());
        assertThat(pixels(one)).isEqualTo(pixels(photo));
        assertThat(pixels(other)).isEqualTo(pixels(photo));
    }

    @Test
    void growsAPhotoToTheWantedNumberOfBytes() throws IOException {
        Path photo = photo("jpg");

        Path grown = photos.padded(photo, 1_000_003);

        assertThat(grown).hasSize(1_000_003);
        assertThat(pixels(grown)).isEqualTo(pixels(photo));
    }

    @Test
    void leavesNothingBehindOfADeletedCopy() throws IOException {
        Path photo = photo("jpg");

        UniquePhotos.delete(photos.of(photo));

        assertThat(folder).isDirectoryNotContaining(Files::isDirectory);
    }

    private Path photo(String format) throws IOException {
        BufferedImage image = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
        image.createGraphics().fillRect(5, 5, 20, 10);
        Path photo = folder.resolve("photo." + format);
        ImageIO.write(image, format, photo.toFile());
        return photo;
    }

    private static int[] pixels(Path photo) throws IOException {
        BufferedImage image = ImageIO.read(photo.toFile());
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }
}
