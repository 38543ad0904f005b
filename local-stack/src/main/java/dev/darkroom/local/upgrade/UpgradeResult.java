package dev.darkroom.local.upgrade;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.core.transform.UpgradeStep.Stage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What an upgrade has come to; printed as one JSON line.
 *
 * @param state {@code incomplete}, {@code cold} or {@code refused} (run again, perhaps with other bounds), {@code live} (and the old
 *     version kept for the way back), {@code done} (and it is retired), or {@code rolled-back}
 * @param reason in words
 * @param backfill the proof: what became of every photo, as the last backfill counted it
 * @param compare agreement, PSNR, bytes saved and the report
 * @param steps when each was done
 */
public record UpgradeResult(
        @JsonProperty("command") String command,
        @JsonProperty("upgrade") String upgrade,
        @JsonProperty("transform") String transform,
        @JsonProperty("state") String state,
        @JsonProperty("reason") String reason,
        @JsonProperty("backfill") JsonNode backfill,
        @JsonProperty("compare") JsonNode compare,
        @JsonProperty("steps") Map<String, String> steps,
        @JsonProperty("seconds") double seconds) {
    private static final Set<String> GOOD = Set.of("live", "done");

    static UpgradeResult of(Journal journal, String state, String reason, double seconds) {
        Map<String, String> steps = new LinkedHashMap<>();
        journal.steps()
                .forEach(step -> steps.put(step.stage().code(), step.doneAt().toString()));
        return new UpgradeResult(
                "upgrade",
                journal.upgrade(),
                journal.transform().toString(),
                state,
                reason,
                journal.detail(Stage.BACKFILLED),
                journal.detail(Stage.COMPARED).path("compare"),
                steps,
                seconds);
    }

    /** Whether the new version is what everybody sees. */
    @JsonIgnore
    public boolean isGood() {
        return GOOD.contains(state);
    }
}
