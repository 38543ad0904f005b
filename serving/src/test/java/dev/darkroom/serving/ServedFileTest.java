package dev.darkroom.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.core.id.ContentHash;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.Developed;
import dev.darkroom.core.photo.ImageFormat;
import dev.darkroom.core.photo.Photo;
import dev.darkroom.core.photo.PhotoMetadata;
import dev.darkroom.core.photo.PhotoStatus;
import dev.darkroom.core.photo.Photos;
import dev.darkroom.core.photo.Rendition;
import dev.darkroom.core.photo.Upload;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ServedFileTest {
    private static final ContentHash HASH = ContentHash.of(new byte[] {1});

    @Test
    void aSizeIsItsFirstFormatAndAnExtensionNamesTheOthers() {
        Photo photo = photo(
                new Rendition(600, ImageFormat.JPEG, 600, 400, 90, HASH),
                new Rendition(600, ImageFormat.WEBP, 600, 400, 70, HASH));
        assertThat(mediaType(photo, "600")).contains("image/jpeg");
        assertThat(mediaType(photo, "600.jpg")).contains("image/jpeg");
        assertThat(mediaType(photo, "600.webp")).contains("image/webp");
        assertThat(ServedFile.rendition(photo, "600.webp", true).orElseThrow().key())
                .endsWith("/600.webp");
        assertThat(List.of("600.avif", "300", "0600", "600.", "6"))
                .allSatisfy(name -> assertThat(mediaType(photo, name)).isEmpty());
    }

    private static Optional<String> mediaType(Photo photo, String name) {
        return ServedFile.rendition(photo, name, true).map(ServedFile::mediaType);
    }

    private static Photo photo(Rendition... renditions) {
        Upload upload = Photos.upload(new UserId("ada"), "harbour");
        Developed like = Photos.developed(PhotoMetadata.NONE);
        Developed developed = new Developed(
                like.renditionTransform(),
                like.metadataTransform(),
                like.width(),
                like.height(),
                like.metadata(),
                List.of(renditions),
                like.thumbHash(),
                like.perceptualHash(),
                like.measures());
        return new Photo(upload, PhotoStatus.COMPLETED, 2, Optional.of(developed), Optional.empty(), List.of());
    }
}
