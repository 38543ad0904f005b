package dev.darkroom.local.spanner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ListValue;
import com.google.spanner.v1.KeyRange;
import com.google.spanner.v1.KeySet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class KeyConditionsTest {
    private final TableShape table = StatementTranslatorTest.photos();

    @Test
    void anEmptyKeySetHoldsForNoRow() {
        assertThat(conditions().of(KeySet.getDefaultInstance())).isEqualTo("false");
    }

    @Test
    void aPrefixStandsForAllKeysThatBeginWithIt() {
        KeyRange range = KeyRange.newBuilder()
                .setStartClosed(key("u1"))
                .setEndOpen(key("u1", "p5"))
                .build();

        assertThat(conditions().of(KeySet.newBuilder().addRanges(range).build()))
                .isEqualTo("(((\"user_id\" > ?) or (\"user_id\" = ?)) and ((\"user_id\" < ?) or ((\"user_id\" = ?) and"
                        + " \"id\" < ?)))");
    }

    @Test
    void aDescendingColumnTurnsTheComparison() {
        KeyConditions descending = new KeyConditions(table, List.of(new TableShape.KeyPart("size", true)));
        KeyRange range = KeyRange.newBuilder().setStartOpen(key("5")).build();

        assertThat(descending.of(KeySet.newBuilder().addRanges(range).build())).contains("\"size\" < ?");
    }

    @Test
    void refusesAKeyWithTooManyParts() {
        assertThatThrownBy(() -> conditions()
                        .of(KeySet.newBuilder().addKeys(key("a", "b", "c")).build()))
                .hasMessageContaining("has 2 parts");
    }

    private KeyConditions conditions() {
        return new KeyConditions(table, table.key(Optional.empty()));
    }

    private static ListValue key(String... parts) {
        ListValue.Builder key = ListValue.newBuilder();
        for (String part : parts) {
            key.addValues(RowEncoder.text(part));
        }
        return key.build();
    }
}
