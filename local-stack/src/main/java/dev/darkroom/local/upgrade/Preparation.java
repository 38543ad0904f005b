package dev.darkroom.local.upgrade;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.core.error.Reason;
import dev.darkroom.core.transform.TransformId;
import dev.darkroom.local.process.SparkJob.Ran;
import dev.darkroom.local.process.StackException;
import dev.darkroom.local.upgrade.UpgradeOptions.Cold;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The jobs that come before a flip, and what their results say. */
final class Preparation {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A backfill that read nothing is the proof; photos on their way while one ran are found by the next. */
    private static final int MAX_BACKFILLS = 4;

    private static final int MAX_ATTEMPTS = 3;
    private static final int BAD_USAGE = 2;

    private final Jobs jobs;

    Preparation(Jobs jobs) {
        this.jobs = jobs;
    }

    /** The result of the last of as many backfills as it takes until one finds nothing to do, or leaves a gap. */
    JsonNode backfill(TransformId transform, Cold cold) throws StackException, IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("backfill", "--transform=" + transform));
        cold.restoreDays().ifPresent(days -> arguments.add("--restore=" + days));
        JsonNode last = JSON.createObjectNode();
        for (int run = 0; run < MAX_BACKFILLS; run++) {
            last = job(arguments);
            if (gap(last).isPresent() || last.path("objects_read").asLong() == 0) {
                return last;
            }
        }
        return last;
    }

    /** Why not every photo is accounted for. */
    static Optional<String> gap(JsonNode backfill) {
        long remaining = backfill.path("remaining").asLong();
        long unaccounted = backfill.path("unaccounted").asLong();
        if (remaining > 0 || unaccounted > 0 || !backfill.path("state").asText().equals("complete")) {
            return Optional.of("Of " + backfill.path("expected").asLong() + " photos " + remaining
                    + " remain to be derived and " + unaccounted + " are unaccounted for");
        }
        return Optional.empty();
    }

    /** Why originals in the archive stop the upgrade, and what to do. */
    static Optional<String> cold(JsonNode backfill, Cold cold) {
        long photos =
                backfill.path("excluded").path(Reason.NEEDS_RESTORE.code()).asLong();
        if (photos == 0 || cold.leftOut()) {
            return Optional.empty();
        }
        return Optional.of(
                cold.restoreDays().isPresent()
                        ? photos
                                + " originals are being restored from the archive, which takes S3 up to 12 hours, or 48"
                                + " from the deepest: run the same command again then"
                        : photos
                                + " originals lie in the archive and were not read: --restore DAYS has S3 restore them,"
                                + " --leave-cold goes on without them, and they stay shown by the old version");
    }

    /** What the comparison of {@code transform} with the live version found. */
    JsonNode compare(TransformId transform, UpgradeOptions options)
            throws StackException, IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(
                "compare",
                "--transform=" + transform,
                "--sample=" + options.sample(),
                "--min-agreement=" + options.minAgreement()));
        options.minPsnr().ifPresent(least -> arguments.add("--min-psnr=" + least));
        return job(arguments);
    }

    /** Which gate of a comparison refuses, and what to do. */
    static Optional<String> refusal(JsonNode compared) {
        for (JsonNode gate : compared.path("gates")) {
            if (!gate.path("passed").asBoolean()) {
                return Optional.of("Gate " + gate.path("gate").asText() + " refuses "
                        + gate.path("value").asText() + ", which must be at least "
                        + gate.path("least").asText() + ": look at "
                        + compared.path("report").asText()
                        + ", then run again with other bounds, or ./darkroom upgrade rollback");
            }
        }
        return Optional.empty();
    }

    /** What of a comparison is kept; the rest is in its report. */
    static ObjectNode summary(JsonNode compared) {
        ObjectNode summary = JSON.createObjectNode();
        summary.set("against", compared.path("against"));
        summary.set("agreement", compared.path("agreement"));
        summary.set("sampled", compared.path("sampled"));
        summary.set("psnr", compared.path("renditions").path("psnr"));
        summary.set("saved_share", compared.path("renditions").path("saved_share"));
        summary.set("neighbours", compared.path("neighbours"));
        summary.set("report", compared.path("report"));
        return summary;
    }

    /** The result of a job; one that dies without any, as when a store was away for a moment, is tried again. */
    private JsonNode job(List<String> arguments) throws StackException, IOException, InterruptedException {
        for (int attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
            Ran ran = jobs.run(arguments);
            if (ran.lastLine().startsWith("{")) {
                return JSON.readTree(ran.lastLine());
            }
            if (ran.code() == BAD_USAGE) {
                break;
            }
        }
        throw new StackException("The job " + arguments.get(0)
                + " failed: see above. What was done is kept; once that is mended, run the same command again");
    }
}
