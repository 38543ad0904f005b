package dev.darkroom.bench.synthetic;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.darkroom.core.id.ContentHash;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.Developed;
import dev.darkroom.core.photo.ImageFormat;
import dev.darkroom.core.photo.PhotoMetadata;
import dev.darkroom.core.photo.Rendition;
import dev.darkroom.core.photo.Upload;
import dev.darkroom.core.transform.TransformId;
import dev.darkroom.imaging.rendition.RenditionRecipe;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the stores would know of a photo, if there were one; it has no bytes anywhere. */
final class SyntheticPhoto {
    private static final Instant FIRST = Instant.parse("2020-01-01T00:00:00Z");
    private static final String GREY = "1QcSHQRnh493V4dIh4eXh1h4kJUI";

    private SyntheticPhoto() {}

    static Upload upload(UserId owner, int number) {
        String name = "synthetic-" + number + ".jpg";
        return new Upload(
                owner, hash(name), name, ImageFormat.JPEG, 4_000_000, 4_000, 3_000, FIRST.plusSeconds(60L * number));
    }

    static Developed developed(int number) {
        List<Rendition> renditions = List.of(1200, 600, 300, 150).stream()
                .map(size -> new Rendition(
                        size, ImageFormat.JPEG, size, size * 3 / 4, size * 100L, hash(number + "-" + size)))
                .toList();
        return new Developed(
                RenditionRecipe.DEFAULT.id(),
                TransformId.of("metadata", 1, "synthetic"),
                4_000,
                3_000,
                PhotoMetadata.NONE,
                renditions,
                GREY,
                number,
                Optional.empty());
    }

    private static ContentHash hash(String text) {
        return ContentHash.of(text.getBytes(UTF_8));
    }
}
