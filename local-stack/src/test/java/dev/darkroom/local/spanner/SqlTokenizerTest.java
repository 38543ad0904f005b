package dev.darkroom.local.spanner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SqlTokenizerTest {
    @Test
    void findsParametersOnlyOutsideStringsNamesAndComments() {
        List<SqlToken> tokens = SqlTokenizer.tokenize(
                "select '$1 ''?', \"$2\"\"\", e'\\'$3', $$ $4 $$, $t$ $5 $t$ /* $6 /* $7 */ */, $8 -- $9\n from a$b");

        assertThat(tokens.stream().filter(t -> t.kind() == SqlToken.Kind.PARAMETER))
                .singleElement()
                .satisfies(t -> assertThat(t.text()).isEqualTo("8"));
        assertThat(tokens.get(tokens.size() - 1).text()).isEqualTo("a$b");
    }

    @Test
    void foldsNamesButKeepsQuotedOnes() {
        List<SqlToken> tokens = SqlTokenizer.tokenize("Photos \"Photos\" \"a\"\"b\"");

        assertThat(tokens.stream().map(SqlToken::name)).containsExactly("photos", "Photos", "a\"b");
        assertThat(tokens.get(1).is("photos")).isFalse();
    }

    @Test
    void readsNumbersWithExponentsAsOneToken() {
        assertThat(SqlTokenizer.tokenize("1.5e-3+2").stream().map(SqlToken::text))
                .containsExactly("1.5e-3", "+", "2");
    }

    @Test
    void refusesTextThatEndsInsideAString() {
        assertThatThrownBy(() -> SqlTokenizer.tokenize("select 'abc")).hasMessageContaining("string");
        assertThatThrownBy(() -> SqlTokenizer.tokenize("select /* abc")).hasMessageContaining("comment");
        assertThatThrownBy(() -> SqlTokenizer.tokenize("select \"abc")).hasMessageContaining("quoted name");
    }
}
