package dev.darkroom.flink.cluster;

import java.io.DataInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What earlier runs of one job left in its folder: {@code {run}/chk-{n}/_metadata}, the last file a checkpoint gets. */
final class RetainedCheckpoints {
    private static final Logger LOG = LoggerFactory.getLogger(RetainedCheckpoints.class);
    private static final String METADATA = "_metadata";

    private final Path folder;

    RetainedCheckpoints(String folder) {
        this.folder = new Path(folder);
    }

    /**
     * A complete checkpoint. Object stores tell times in whole seconds, and resuming from the older of two checkpoints
     * of one second would publish twice; the number, which goes on counting in the run that resumes, decides.
     */
    record Retained(Path path, Instant completedAt, long number) {
        static final Comparator<Retained> OLDEST_FIRST =
                Comparator.comparing(Retained::completedAt).thenComparing(Retained::number);
    }

    /** The readable ones, newest first. Unreadable ones are logged as errors and left out. */
    List<Retained> newestFirst() throws IOException {
        FileSystem files = folder.getFileSystem();
        List<Retained> found = new ArrayList<>();
        for (FileStatus run : children(files, folder)) {
            for (FileStatus checkpoint : children(files, run.getPath())) {
                retained(files, checkpoint.getPath()).ifPresent(found::add);
            }
        }
        found.sort(Retained.OLDEST_FIRST.reversed());
        return found;
    }

    /** Deletes the folders of all runs but those of the newest {@code kept} checkpoints. */
    void prune(int kept) throws IOException {
        FileSystem files = folder.getFileSystem();
        List<Path> runs = newestFirst().stream()
                .map(retained -> retained.path().getParent())
                .distinct()
                .limit(kept)
                .toList();
        for (FileStatus run : children(files, folder)) {
            if (runs.stream()
                    .noneMatch(keep -> keep.getName().equals(run.getPath().getName()))) {
                LOG.info("Deleting the checkpoints of an earlier run: {}", run.getPath());
                files.delete(run.getPath(), true);
            }
        }
    }

    private static Optional<Retained> retained(FileSystem files, Path checkpoint) throws IOException {
        if (!checkpoint.getName().startsWith("chk-")) {
            return Optional.empty();
        }
        Path metadata = new Path(checkpoint, METADATA);
        try {
            FileStatus status = files.getFileStatus(metadata);
            try (DataInputStream in = new DataInputStream(files.open(metadata))) {
                long number = Checkpoints.loadCheckpointMetadata(
                                in, RetainedCheckpoints.class.getClassLoader(), checkpoint.toString())
                        .getCheckpointId();
                return Optional.of(
                        new Retained(checkpoint, Instant.ofEpochMilli(status.getModificationTime()), number));
            }
        } catch (FileNotFoundException e) {
            LOG.debug("Checkpoint {} was never completed", checkpoint);
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            LOG.error("Checkpoint {} cannot be read; an older one will do: {}", checkpoint, e.toString());
            return Optional.empty();
        }
    }

    private static List<FileStatus> children(FileSystem files, Path parent) throws IOException {
        try {
            FileStatus[] found = files.listStatus(parent);
            return found == null ? List.of() : List.of(found);
        } catch (FileNotFoundException e) {
            return List.of();
        }
    }
}
