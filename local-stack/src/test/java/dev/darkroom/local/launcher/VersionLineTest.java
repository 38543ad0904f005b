package dev.darkroom.local.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

final class VersionLineTest {
    @Test
    void coverageNamesReasonsAndItsDateAndIsNotFullWhileOneIsMissing() throws JsonProcessingException {
        assertThat(VersionLine.of(new ObjectMapper().readTree("""
                        {"state": "shadow", "transform": "renditions@2+0123456789ab",
                         "changed_at": "2026-11-28T20:00:00.123Z",
                         "coverage": {"expected": 100000, "done": 99990, "failed": {"corrupt": 2, "truncated": 3},
                          "excluded": {}, "missing": 5, "counted_at": "2026-11-28T21:00:00.123Z"}}
                        """)).lines())
                .containsExactly(
                        "shadow   renditions@2+0123456789ab                since 2026-11-28T20:00:00Z",
                        "         99,990 of 100,000 photos done (99.9 %), failed: corrupt 2 truncated 3, missing 5;"
                                + " counted 2026-11-28T21:00:00Z");
    }

    @Test
    void whatWasNeverCountedHasNoCount() throws JsonProcessingException {
        assertThat(VersionLine.of(new ObjectMapper().readTree("""
                        {"state": "live", "transform": "renditions@2+0123456789ab", "changed_at": "2026-11-28T20:00:00Z"}
                        """)).lines()).hasSize(1);
    }
}
