package dev.darkroom.spark.parity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.core.photo.Developed;
import dev.darkroom.core.photo.PhotoMetadata;
import dev.darkroom.core.photo.Photos;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What two developments of one photo may differ in. */
final class ParityTest {
    private final Developed streamed = Photos.developed(PhotoMetadata.NONE);

    @Test
    void equalDevelopmentsDifferInNothing() {
        assertThat(Parity.differences(streamed, Photos.developed(PhotoMetadata.NONE)))
                .isEmpty();
    }

    @Test
    void everyPartThatDiffersIsNamed() {
        Developed other = new Developed(
                Photos.RENDITIONS,
                Photos.METADATA,
                streamed.width() + 1,
                streamed.height() + 1,
                Photos.richMetadata(),
                List.of(),
                "AAAA",
                streamed.perceptualHash() + 1,
                Optional.empty());

        assertThat(Parity.differences(Photos.developed(Photos.richMetadata()), other))
                .contains("transforms", "width", "height", "renditions", "thumb-hash", "perceptual-hash", "measures")
                .doesNotContain("metadata");
    }
}
