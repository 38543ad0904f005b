package dev.darkroom.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.local.process.StackException;
import dev.darkroom.spark.audit.Difference;
import dev.darkroom.spark.it.JobChild;
import dev.darkroom.spark.it.TestLake;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job as a process: what it prints where, and how it ends. */
final class JobProcessIT {
    @TempDir
    private Path folder;

    @Test
    void aSyncPrintsItsResultAndNothingElse() throws IOException, StackException, InterruptedException {
        TestLake.open().sync();
        try (JobChild job = JobChild.start(TestLake.open().environment(), folder, "lake-sync")) {
            assertThat(job.exitCode()).as(job.err()).isZero();
            assertThat(job.err()).isEmpty();
            assertThat(job.out().lines()).hasSize(1).first().asString().startsWith("{\"job\":\"lake-sync\",");
        }
    }

    @Test
    void anAuditOfNobodyIsCleanAndQuiet() throws IOException, StackException, InterruptedException {
        try (JobChild job =
                JobChild.start(TestLake.open().environment(), folder, "audit", "--dry-run", "--owner", "nobody")) {
            assertThat(job.exitCode()).as(job.err()).isZero();
            assertThat(job.err()).isEmpty();
            assertThat(job.out().lines().filter(line -> line.matches("[a-z-]+ +0")))
                    .hasSize(Difference.values().length);
            assertThat(job.out()).contains("\"photos\":0,\"left_out\":0,");
        }
    }

    @Test
    void aStoreThatRefusesIsToldInOneLine() throws IOException, StackException, InterruptedException {
        Map<String, String> wrong = new HashMap<>(TestLake.open().environment());
        wrong.put("DARKROOM_LAKE_BUCKET", "no-such-bucket");
        try (JobChild job = JobChild.start(wrong, folder, "lake-sync")) {
            assertThat(job.exitCode()).isEqualTo(1);
            assertThat(job.err().lines()).hasSize(1).first().asString().contains("no-such-bucket");
            assertThat(job.out()).isEmpty();
        }
    }
}
