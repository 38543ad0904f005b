package dev.darkroom.flink.develop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.core.error.Reason;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.Photos;
import dev.darkroom.core.photo.Upload;
import dev.darkroom.core.transform.Derivation;
import dev.darkroom.imaging.look.LookDefinition;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

final class LooksTest {
    private static final Upload HARBOUR = Photos.upload(new UserId("ada"), "harbour");
    private static final LookDefinition LIVE = LookDefinition.DEFAULT;
    private static final LookDefinition SHADOW = new LookDefinition(10, 3, 1);

    @Test
    void eachDefinitionHasAVectorOfItsOwn() throws IOException {
        ByteArrayOutputStream proxy = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(120, 90, BufferedImage.TYPE_INT_RGB), "jpeg", proxy);

        Looks looks = Looks.of(HARBOUR, proxy.toByteArray(), List.of(LIVE, SHADOW));

        assertThat(looks.outcomes())
                .containsExactly(derivation(LIVE, new Derivation.Done()), derivation(SHADOW, new Derivation.Done()));
        assertThat(looks.vectors()).hasSize(2);
        assertThat(looks.vectors().get(LIVE.id())).hasSize(LIVE.dimensions());
        assertThat(looks.vectors().get(SHADOW.id())).hasSize(SHADOW.dimensions());
    }

    @Test
    void whatCannotBeSeenFailsAndNothingIsThrown() {
        Looks looks = Looks.of(HARBOUR, "no picture".getBytes(UTF_8), List.of(LIVE));

        assertThat(looks.outcomes())
                .containsExactly(derivation(LIVE, new Derivation.Failed(Reason.UNSUPPORTED_FORMAT)));
        assertThat(looks.vectors()).isEmpty();
    }

    private static Derivation derivation(LookDefinition look, Derivation.Outcome outcome) {
        return new Derivation(HARBOUR.owner(), HARBOUR.id(), look.id(), outcome);
    }
}
