package dev.darkroom.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.port.TimelineCursor;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorsTest {
    private static final PhotoId PHOTO = PhotoId.parse("0b0a4c1e-7d1f-8000-a000-000000000001");

    @ParameterizedTest
    @ValueSource(
            strings = {"2024-06-01T12:00:00.123456Z", "1839-01-07T00:00:00.000001Z", "9999-12-31T23:59:59.999999Z"})
    void readsBackWhatItWrote(String sortAt) {
        TimelineCursor cursor = new TimelineCursor(Instant.parse(sortAt), PHOTO);
        String text = Cursors.encode(cursor);
        assertThat(text).matches("[A-Za-z0-9_-]{34}");
        assertThat(Cursors.decode(text)).isEqualTo(cursor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "!!", "2024-06-01", "AgAGG6Z7jwgACwpMHn0fgACgAAAAAAAAAQ"})
    void refusesWhatItDidNotWrite(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Cursors.decode(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+10000-01-01T00:00:00Z", "+200000-01-01T00:00:00Z", "-0001-01-01T00:00:00Z"})
    void refusesATimeThatNoStoreHolds(String sortAt) {
        String text = Cursors.encode(new TimelineCursor(Instant.parse(sortAt), PHOTO));
        assertThatIllegalArgumentException().isThrownBy(() -> Cursors.decode(text));
    }

    @Test
    void refusesACursorThatWasCutShort() {
        String text = Cursors.encode(new TimelineCursor(Instant.EPOCH, PHOTO));
        assertThatIllegalArgumentException().isThrownBy(() -> Cursors.decode(text.substring(0, 32)));
    }
}
