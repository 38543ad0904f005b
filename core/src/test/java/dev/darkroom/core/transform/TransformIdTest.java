package dev.darkroom.core.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransformIdTest {
    @Test
    void idIsDecidedByNameVersionAndDefinition() {
        TransformId id = TransformId.of("renditions", 1, "sizes=1200,600");
        assertThat(id).isEqualTo(TransformId.of("renditions", 1, "sizes=1200,600"));
        assertThat(id).isNotEqualTo(TransformId.of("renditions", 1, "sizes=1200,300"));
        assertThat(TransformId.parse(id.toString())).isEqualTo(id);
        assertThat(id.slug()).isEqualTo("renditions-1-" + id.digest());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a@1", "a@0+0123456789ab", "A@1+0123456789ab", "a@1+0123456789AB", "a/b@1+0123456789ab"})
    void textOfAnotherFormIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> TransformId.parse(text));
    }
}
