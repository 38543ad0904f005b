package dev.darkroom.local.bench;

import dev.darkroom.local.client.Session;
import dev.darkroom.local.process.StackException;
import dev.darkroom.local.stack.Components;
import dev.darkroom.local.stack.LocalStack;
import dev.darkroom.local.stack.Watcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** An archive for benches of batch jobs: copies of one photograph, taken in and developed like any others. */
public final class Archive {
    private static final String USER = "bench";

    private Archive() {}

    /** Starts the stack and fills it with {@code photos} copies of the largest JPEG among {@code files}, which it gives back. */
    public static Path fill(LocalStack stack, Watcher watcher, List<Path> files, int photos)
            throws StackException, IOException, InterruptedException {
        Path jpeg = UniquePhotos.largestJpeg(files, Long.MAX_VALUE)
                .orElseThrow(() -> new StackException("There is no JPEG among the " + files.size() + " files"));
        stack.start(Components.ALL);
        watcher.note("Taking in " + photos + " copies of " + jpeg.getFileName() + " ...");
        Path folder = Files.createDirectories(stack.data().resolve("bench"));
        Traffic traffic = new Traffic(Session.of(stack, USER).client(), new UniquePhotos(folder));
        Traffic.Seen seen = traffic.send(List.of(jpeg), Effort.asFastAsTaken(photos));
        if (seen.searchable().size() != photos) {
            throw new StackException(
                    "Only " + seen.searchable().size() + " of " + photos + " photos became searchable");
        }
        return jpeg;
    }
}
