package dev.darkroom.flink.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RetainedCheckpointsTest {
    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void listsCompleteOnesOfAllRunsNewestFirst() throws IOException {
        complete("run-a", 8, 0);
        complete("run-b", 2, 20);
        complete("run-a", 9, 10);
        Files.createDirectories(folder.resolve("run-b/chk-3"));
        Files.createDirectories(folder.resolve("run-b/shared"));

        assertThat(names()).containsExactly("run-b/chk-2", "run-a/chk-9", "run-a/chk-8");
    }

    @Test
    void theHigherNumberIsTheNewerOneOfTheSameSecond() throws IOException {
        complete("run-a", 9, 0);
        complete("run-b", 10, 0);
        complete("run-b", 11, 0);
        complete("run-a", 8, 0);

        assertThat(names()).containsExactly("run-b/chk-11", "run-b/chk-10", "run-a/chk-9", "run-a/chk-8");
    }

    @Test
    void leavesOutOneWhoseMetadataIsDamaged() throws IOException {
        complete("run-a", 1, 0);
        complete("run-a", 2, 10);
        Files.write(folder.resolve("run-a/chk-2/_metadata"), new byte[] {0x49, 0x60, 0x67, 0x21});

        assertThat(names()).containsExactly("run-a/chk-1");
    }

    @Test
    void aFolderThatIsNotThereHoldsNone() throws IOException {
        assertThat(new RetainedCheckpoints(folder.resolve("never").toUri().toString()).newestFirst())
                .isEmpty();
    }

    @Test
    void pruningKeepsTheRunsOfTheNewest() throws IOException {
        complete("run-a", 1, 0);
        complete("run-b", 1, 10);
        complete("run-c", 1, 20);
        Files.createDirectories(folder.resolve("run-without-any/chk-1"));

        retained().prune(2);

        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("run-b", "run-c");
    }

    private List<String> names() throws IOException {
        return retained().newestFirst().stream()
                .map(one -> one.path().getParent().getName() + "/" + one.path().getName())
                .toList();
    }

    private RetainedCheckpoints retained() {
        return new RetainedCheckpoints(folder.toUri().toString());
    }

    private void complete(String run, int number, int minutesAfterNoon) throws IOException {
        Path metadata = Files.createDirectories(folder.resolve(run).resolve("chk-" + number))
                .resolve("_metadata");
        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(metadata))) {
            Checkpoints.storeCheckpointMetadata(new CheckpointMetadata(number, List.of(), List.of()), out);
        }
        Files.setLastModifiedTime(metadata, FileTime.from(NOON.plusSeconds(60L * minutesAfterNoon)));
    }
}
