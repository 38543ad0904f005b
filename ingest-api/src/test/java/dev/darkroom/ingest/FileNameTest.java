package dev.darkroom.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.core.photo.ImageFormat;
import java.text.Normalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "holiday.jpg,holiday.jpg",
                "../../etc/passwd,passwd",
                "C:\\Users\\ana\\Bild 1.JPG,Bild 1.JPG",
                "/a/b\\c/d.png,d.png",
                "` two   spaces .jpg `,two spaces .jpg",
                "100% real?.jpg,100% real?.jpg",
                ".hidden,.hidden",
                "家族の写真.jpg,家族の写真.jpg",
                "👩‍👩‍👧.png,👩‍👩‍👧.png"
            })
    void keepsTheLastPartOfAPath(String sent, String expected) {
        assertThat(clean(sent)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", "..", "...", "/", "a/", "\\", "\u0000", "\u202e", "\t\r\n", ". ."})
    void namesWhatHasNoName(String sent) {
        assertThat(clean(sent)).isEqualTo("photo.jpg");
    }

    @Test
    void dropsWhatCannotBeSeenOrTurnsTheTextAround() {
        assertThat(clean("exe\u202egpj.exe")).isEqualTo("exegpj.exe");
        assertThat(clean("a\u0000b\u001b[31mc\u007f\u0085.jpg")).isEqualTo("ab[31mc.jpg");
        assertThat(clean("a\u2066b\u2069\u200e\u061c\ufeff\u200b.jpg")).isEqualTo("ab.jpg");
        assertThat(clean("a\r\nX-Evil: 1.jpg")).isEqualTo("aX-Evil: 1.jpg");
        assertThat(clean("a\u2028b\u2029.jpg")).isEqualTo("ab.jpg");
        assertThat(clean("a\ufffe\ufdd0\ue000.jpg")).isEqualTo("a.jpg");
    }

    @Test
    void dropsHalfCharacters() {
        assertThat(clean("a\ud83d.jpg")).isEqualTo("a.jpg");
        assertThat(clean("\udc00\ud800b.jpg")).isEqualTo("b.jpg");
    }

    @Test
    void composesLetters() {
        assertThat(clean("cafe\u0301.jpg")).isEqualTo("caf\u00e9.jpg");
    }

    @Test
    void shortensButKeepsTheExtension() {
        assertThat(clean("x".repeat(300) + ".jpeg")).hasSize(255).endsWith("x.jpeg");
        assertThat(clean("x".repeat(300))).hasSize(255);
        assertThat(clean("a." + "x".repeat(300))).hasSize(255).startsWith("a.x");
    }

    @Test
    void neverCutsACharacterInHalf() {
        for (int shift = 0; shift < 4; shift++) {
            String name = clean("x".repeat(shift) + "😀".repeat(200) + ".jpg");
            assertThat(name).endsWith("😀.jpg").hasSizeBetween(254, 255);
            assertThat(name.codePoints()).noneMatch(c -> c >= 0xD800 && c <= 0xDFFF);
        }
    }

    @Test
    void isCleanOnceCleaned() {
        for (String sent :
                new String[] {"a/b\u0301 c", "  x  ", "e\u0301".repeat(400) + ".jpg", "\u202e..", "😀".repeat(300)}) {
            String once = clean(sent);
            assertThat(clean(once)).isEqualTo(once);
            assertThat(Normalizer.isNormalized(once, Normalizer.Form.NFC)).isTrue();
            assertThat(once.length()).isBetween(1, 255);
        }
    }

    private static String clean(String sent) {
        return FileName.clean(sent, ImageFormat.JPEG);
    }
}
