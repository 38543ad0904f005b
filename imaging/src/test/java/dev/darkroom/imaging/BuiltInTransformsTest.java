package dev.darkroom.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.core.transform.TransformId;
import dev.darkroom.core.transform.TransformInput;
import dev.darkroom.core.transform.TransformState;
import dev.darkroom.core.transform.TransformVersion;
import dev.darkroom.imaging.look.LookDefinition;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BuiltInTransformsTest {
    private static final LookDefinition LIVE = LookDefinition.DEFAULT;
    private static final LookDefinition SHADOW = new LookDefinition(10, 3, 1);

    @Test
    void photosGetTheLiveLookAndItsShadow() {
        assertThat(BuiltInTransforms.looks(List.of(
                        version(SHADOW.id(), TransformState.SHADOW, SHADOW.text()),
                        version(new LookDefinition(9, 3, 1).id(), TransformState.RETIRED, "luma=9\nchroma=3"),
                        version(LIVE.id(), TransformState.LIVE, LIVE.text()))))
                .containsExactly(LIVE, SHADOW);
    }

    @Test
    void aLookOfAnotherReleaseIsLeftToThatRelease() {
        TransformId older = TransformId.of("look", 7, "other code");

        assertThat(BuiltInTransforms.looks(List.of(
                        version(older, TransformState.LIVE, LIVE.text()),
                        version(older, TransformState.SHADOW, "no definition that this code knows"))))
                .isEmpty();
    }

    private static TransformVersion version(TransformId id, TransformState state, String definition) {
        return new TransformVersion(id, state, TransformInput.PROXY, definition, Instant.EPOCH, Instant.EPOCH);
    }
}
