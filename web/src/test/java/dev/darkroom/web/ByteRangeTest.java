package dev.darkroom.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.darkroom.web.ByteRange.Part;
import dev.darkroom.web.ByteRange.Unsatisfiable;
import dev.darkroom.web.ByteRange.Whole;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {
    private static final long TOTAL = 1000;

    @ParameterizedTest
    @CsvSource({
        "bytes=0-9,0,9",
        "bytes=990-,990,999",
        "bytes=-10,990,999",
        "bytes=-5000,0,999",
        "bytes=0-,0,999",
        "bytes=999-999,999,999",
        "bytes=500-5000,500,999",
        "BYTES=1-2,1,2",
        "bytes= 1-2 ,1,2",
        "bytes=000000000000000000000000001-2,1,2",
        "bytes=0-99999999999999999999999999,0,999"
    })
    void selectsAPart(String header, long first, long last) {
        assertThat(select(header)).isEqualTo(new Part(new ByteRange(first, last)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=2000-3000", "bytes=1000-", "bytes=-0", "bytes=99999999999999999999-"})
    void refusesWhatLiesOutside(String header) {
        assertThat(select(header)).isEqualTo(new Unsatisfiable());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "items=0-9",
                "bytes=9-0",
                "bytes=-",
                "bytes=",
                "bytes",
                "bytes=a-b",
                "bytes=0-9,20-29",
                "bytes=0--9",
                "bytes=1 - 2",
                ""
            })
    void ignoresOtherUnitsMalformedAndMultipleRanges(String header) {
        assertThat(select(header)).isEqualTo(new Whole());
    }

    @Test
    void givesEverythingWithoutAHeader() {
        assertThat(ByteRange.select(Optional.empty(), TOTAL)).isEqualTo(new Whole());
    }

    @Test
    void hasNoPartOfNothing() {
        assertThat(ByteRange.select(Optional.of("bytes=0-"), 0)).isEqualTo(new Unsatisfiable());
        assertThat(ByteRange.select(Optional.of("bytes=-5"), 0)).isEqualTo(new Whole());
    }

    @Test
    void writesContentRangeHeaders() {
        assertThat(new ByteRange(0, 9).contentRange(TOTAL)).isEqualTo("bytes 0-9/1000");
        assertThat(new ByteRange(0, 9).length()).isEqualTo(10);
        assertThat(ByteRange.unsatisfied(TOTAL)).isEqualTo("bytes */1000");
    }

    @Test
    void refusesARangeThatEndsBeforeItBegins() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ByteRange(2, 1));
    }

    private static ByteRange.Selection select(String header) {
        return ByteRange.select(Optional.of(header), TOTAL);
    }
}
