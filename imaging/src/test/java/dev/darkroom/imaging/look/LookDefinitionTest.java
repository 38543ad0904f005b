package dev.darkroom.imaging.look;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LookDefinitionTest {
    @Test
    void whatIsLeftOutIsAsUsual() {
        assertThat(LookDefinition.parse("luma = 21")).isEqualTo(LookDefinition.DEFAULT);
        assertThat(LookDefinition.DEFAULT.dimensions()).isEqualTo(34);
    }

    @Test
    void itsTextIsReadBackAndEqualOnesHaveOneText() {
        LookDefinition read = LookDefinition.parse("chroma-weight=1.50\nluma=10\nchroma=3");
        assertThat(LookDefinition.parse(read.text())).isEqualTo(read);
        assertThat(read.text()).isEqualTo(new LookDefinition(10, 3, 1.5).text());
    }

    @Test
    void everyDifferenceIsAnotherVersion() {
        assertThat(new LookDefinition(21, 6, 2).id()).isEqualTo(LookDefinition.DEFAULT.id());
        assertThat(LookDefinition.DEFAULT.id())
                .isNotEqualTo(new LookDefinition(20, 6, 2).id())
                .isNotEqualTo(new LookDefinition(21, 5, 2).id())
                .isNotEqualTo(new LookDefinition(21, 6, 1.5).id());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "chroma=6 | luma must be a whole number: ''",
                "luma=many | luma must be a whole number: 'many'",
                "luma=0 | luma must lie in [1, 64]: 0",
                "luma=65 | luma must lie in [1, 64]: 65",
                "luma=6;chroma=-1 | chroma must lie in [0, 64]: -1",
                "luma=6;chroma-weight=NaN | chroma-weight must lie in (0, 100]: NaN",
                "luma=6;chroma-weight=0 | chroma-weight must lie in (0, 100]: 0.0",
                "luma=6;chroma-weight=big | chroma-weight must be a number: 'big'",
                "luma=6;quality=80 | No look has [quality]; the keys are luma, chroma, chroma-weight"
            })
    void saysWhatIsWrong(String text, String message) {
        assertThatThrownBy(() -> LookDefinition.parse(text.replace(';', '\n')))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
