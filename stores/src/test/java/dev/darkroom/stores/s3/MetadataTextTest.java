package dev.darkroom.stores.s3;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MetadataTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "plain.jpg",
                "IMG (1).jpg",
                "a  b",
                " lead",
                "trail ",
                "東京",
                "🏔️",
                "tab\tand\nline",
                "=?",
                "100%",
                "=?UTF-8?B?YQ==?=",
                "\u0000",
                "\u007f"
            })
    void readsBackWhatItWrote(String text) {
        String encoded = MetadataText.encode(text);

        assertThat(MetadataText.decode(encoded)).isEqualTo(text);
        assertThat(encoded).matches("[ -~]+").isEqualTo(encoded.strip());
    }

    @Test
    void leavesPlainTextReadable() {
        assertThat(MetadataText.encode("IMG_1234 (1).jpg")).isEqualTo("IMG_1234 (1).jpg");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=?UTF-8?B?!!?=", "=?UTF-8?B?A?=", "=?UTF-8?Q?a?=", "%E6%9D%B1"})
    void leavesWhatOthersWroteAsItIs(String value) {
        assertThat(MetadataText.decode(value)).isEqualTo(value);
    }

    @Test
    void theLongestFileNameLeavesRoomInTwoKilobytes() {
        assertThat(MetadataText.encode("東".repeat(255)).length()).isLessThan(1_100);
    }
}
