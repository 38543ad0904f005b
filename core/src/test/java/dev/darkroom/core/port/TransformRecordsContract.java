package dev.darkroom.core.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.core.error.UnavailableException;
import dev.darkroom.core.transform.Coverage;
import dev.darkroom.core.transform.TransformId;
import dev.darkroom.core.transform.UpgradeStep;
import dev.darkroom.core.transform.UpgradeStep.Stage;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What every {@link TransformRecords} does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class TransformRecordsContract {
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

    private final TransformRecords records = open();
    private final TransformId id = TransformId.of("records-" + UUID.randomUUID(), 1, "any");

    /** Records that work. */
    protected abstract TransformRecords open();

    /** Records at an address where nothing answers. */
    protected abstract TransformRecords openAway();

    @AfterAll
    void close() {
        records.close();
        records.close();
    }

    @Test
    void theNewestCountOfAVersionIsKept() {
        TransformId counted = TransformId.of(id.name(), 2, "counted");
        Coverage first = new Coverage(counted, 10, 4, Map.of("corrupt", 1L, "truncated", 2L), Map.of(), NOON);
        Coverage later = new Coverage(counted, 11, 8, Map.of(), Map.of("deleted", 1L), NOON.plusSeconds(1));

        records.count(first);
        assertThat(records.coverage()).contains(first);
        records.count(later);
        records.count(first);

        assertThat(records.coverage().stream()
                        .filter(coverage -> coverage.transform().equals(counted)))
                .containsExactly(later);
        assertThat(later.missing()).isEqualTo(2);
    }

    @Test
    void theStepsOfUpgradesAreKeptInTheirOrderAndOneDoneAgainIsReplaced() {
        UpgradeStep shadow = records.done(step("first", Stage.SHADOW, "{}"));
        UpgradeStep back = records.done(step("first", Stage.ROLLED_BACK, "{\"why\":\"worse\"}"));
        records.done(step("second", Stage.SHADOW, "{}"));
        UpgradeStep again = records.done(step("second", Stage.SHADOW, "{\"again\":true}"));

        assertThat(shadow.doneAt()).isAfter(NOON);
        assertThat(records.steps(id.name())).containsExactly(shadow, back, again);
        assertThat(records.steps("of-nobody")).isEmpty();
    }

    @Test
    void saysThatTheStoreIsAway() {
        try (TransformRecords away = openAway()) {
            assertThatThrownBy(away::check).isInstanceOf(UnavailableException.class);
        }
    }

    private UpgradeStep step(String upgrade, Stage stage, String detail) {
        return new UpgradeStep(upgrade, id, stage, detail, "ada", NOON);
    }
}
