package dev.darkroom.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class EtagTest {
    private static final Etag STRONG = new Etag("a", false);
    private static final Etag WEAK = Etag.weak("a");

    @Test
    void readsWhatItWrites() {
        assertThat(STRONG).hasToString("\"a\"");
        assertThat(WEAK).hasToString("W/\"a\"");
        assertThat(Etag.parse(" W/\"a\" ")).contains(WEAK);
        assertThat(Etag.parse("\"a\"")).contains(STRONG);
    }

    @Test
    void readsNoTagFromOtherText() {
        assertThat(Etag.parse("a")).isEmpty();
        assertThat(Etag.parse("w/\"a\"")).isEmpty();
        assertThat(Etag.parse("\"a\"b")).isEmpty();
        assertThat(Etag.parse("")).isEmpty();
    }

    @Test
    void readsListsWithCommasInsideTags() {
        assertThat(Etag.parseList(" \"a,b\" , W/\"c\",, \"\""))
                .containsExactly(new Etag("a,b", false), Etag.weak("c"), new Etag("", false));
        assertThat(Etag.parseList("\"a\", nonsense, \"b\"")).isEqualTo(List.of(STRONG));
    }

    @Test
    void comparesStronglyAndWeakly() {
        assertThat(STRONG.matchesStrongly(STRONG)).isTrue();
        assertThat(STRONG.matchesStrongly(WEAK)).isFalse();
        assertThat(WEAK.matchesStrongly(WEAK)).isFalse();
        assertThat(STRONG.matchesWeakly(WEAK)).isTrue();
        assertThat(STRONG.matchesWeakly(new Etag("b", false))).isFalse();
    }

    @Test
    void refusesQuotesAndControls() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Etag("a\"b", false));
        assertThatIllegalArgumentException().isThrownBy(() -> new Etag("a\r\nb", false));
    }
}
