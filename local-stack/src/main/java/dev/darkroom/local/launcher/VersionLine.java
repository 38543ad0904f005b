package dev.darkroom.local.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A version of a transform as a line for people. */
final class VersionLine {
    private VersionLine() {}

    /** State, id and time; of a listing also how much of the archive has it. */
    static String of(JsonNode version) {
        String line = String.format(
                Locale.ROOT,
                "%-8s %-40s since %s",
                version.path("state").asText(),
                version.path("transform").asText(),
                seconds(version.path("changed_at")));
        JsonNode coverage = version.path("coverage");
        return coverage.isMissingNode() ? line : line + System.lineSeparator() + "         " + coverage(coverage);
    }

    private static String coverage(JsonNode counted) {
        long expected = counted.path("expected").asLong();
        long done = counted.path("done").asLong();
        List<String> parts = new ArrayList<>();
        parts.add(String.format(Locale.ROOT, "%,d of %,d photos done (%s)", done, expected, share(done, expected)));
        part(parts, "failed", counted.path("failed"));
        part(parts, "excluded", counted.path("excluded"));
        if (counted.path("missing").asLong() > 0) {
            parts.add(String.format(
                    Locale.ROOT, "missing %,d", counted.path("missing").asLong()));
        }
        return String.join(", ", parts) + "; counted " + seconds(counted.path("counted_at"));
    }

    private static void part(List<String> parts, String name, JsonNode reasons) {
        if (reasons.isEmpty()) {
            return;
        }
        List<String> counts = new ArrayList<>();
        for (Map.Entry<String, JsonNode> reason : reasons.properties()) {
            counts.add(String.format(
                    Locale.ROOT, "%s %,d", reason.getKey(), reason.getValue().asLong()));
        }
        parts.add(name + ": " + String.join(" ", counts));
    }

    /** Never 100 % while one is missing. */
    private static String share(long done, long expected) {
        return expected == 0
                ? "100 %"
                : String.format(Locale.ROOT, "%.1f %%", Math.floor(1_000.0 * done / expected) / 10);
    }

    private static Instant seconds(JsonNode time) {
        return Instant.parse(time.asText()).truncatedTo(ChronoUnit.SECONDS);
    }
}
