package dev.darkroom.local.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.local.process.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SidecarTest {
    @TempDir
    private Path folder;

    @Test
    void isNamedAfterThePhotoWithOrWithoutItsExtension() throws IOException {
        Path long1 = file("a.jpg.xmp");
        file("a.xmp");
        Path upper = file("b.XMP");
        assertThat(Sidecar.of(file("a.jpg"))).contains(long1);
        assertThat(Sidecar.of(file("b.jpg"))).contains(upper);
        assertThat(Sidecar.of(file("c.jpg"))).isEmpty();
        assertThat(Sidecar.of(file("d.xmp"))).as("of itself").isEmpty();
    }

    @Test
    void travelsWithItsPhotoAndOneWithoutAPhotoAlone() throws IOException, StackException {
        Path photo = file("a.jpg");
        file("a.xmp");
        Path alone = file("z.xmp");
        assertThat(PhotoFiles.under(folder)).containsExactly(photo, alone);
    }

    private Path file(String name) throws IOException {
        return Files.writeString(folder.resolve(name), name);
    }
}
