package dev.darkroom.spark.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.spark.replay.Rows.Difference;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RowsTest {
    @Test
    void theSameRowsInAnotherOrderDifferInNothing() {
        assertThat(rows("b", "a", "a").from(rows("a", "b", "a"))).isEqualTo(new Difference(3, 0, List.of()));
    }

    @Test
    void aRowThatIsLostIsMissing() {
        assertThat(rows("a").from(rows("a", "b")).examples()).containsExactly("missing b");
    }

    @Test
    void aRowThatIsThereTwiceIsOneTooMany() {
        Difference doubled = rows("a", "b", "b").from(rows("a", "b"));

        assertThat(doubled.different()).isEqualTo(1);
        assertThat(doubled.examples()).containsExactly("too many b");
    }

    @Test
    void aRowThatIsWrongIsMissingAndTooMany() {
        assertThat(rows("a", "c").from(rows("a", "b")).different()).isEqualTo(2);
    }

    private static Rows rows(String... texts) {
        Rows rows = new Rows();
        for (String text : texts) {
            rows.add(text);
        }
        return rows;
    }
}
