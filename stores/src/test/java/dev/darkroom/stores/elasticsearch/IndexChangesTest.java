package dev.darkroom.stores.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.core.port.IndexOutcome;
import dev.darkroom.core.port.IndexOutcome.Refused;
import dev.darkroom.core.port.IndexOutcome.Retry;
import dev.darkroom.core.port.IndexOutcome.Stale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IndexChangesTest {
    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 408, 429, 500, 502, 503, 504})
    void whatMayPassIsTriedAgain(int status) {
        assertThat(outcome(status)).isEqualTo(new Retry("why"));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 413})
    void aDocumentThatNeverFitsIsRefused(int status) {
        assertThat(outcome(status)).isEqualTo(new Refused("why"));
    }

    @ParameterizedTest
    @ValueSource(ints = 409)
    void aVersionConflictIsStale(int status) {
        assertThat(outcome(status)).isEqualTo(new Stale());
    }

    private static IndexOutcome outcome(int status) {
        return IndexChanges.outcome(status, "why");
    }
}
