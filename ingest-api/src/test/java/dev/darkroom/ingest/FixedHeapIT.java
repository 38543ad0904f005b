package dev.darkroom.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.core.id.UserId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 32 photos of 60 MB at once, eight of each of four users, through a heap of 256 MB. */
class FixedHeapIT {
    private static final int UPLOADS = 32;
    private static final int BYTES = 60_000_000;

    @TempDir
    private Path folder;

    @Test
    void streamsManyLargePhotosAtOnceThroughASmallHeap() throws Exception {
        Path padding = folder.resolve("padding");
        Files.write(padding, new byte[BYTES - 200_000]);
        ExecutorService threads = Executors.newFixedThreadPool(UPLOADS);
        try (IngestProcess ingest = new IngestProcess(folder)) {
            List<UserId> users = List.of(ingest.newUser(), ingest.newUser(), ingest.newUser(), ingest.newUser());
            List<Future<Integer>> statuses = new ArrayList<>();
            for (int upload = 0; upload < UPLOADS; upload++) {
                byte[] start = Photos.jpeg(200_000);
                HttpRequest request = ingest.request("/v1/photos", users.get(upload % users.size()))
                        .POST(HttpRequest.BodyPublishers.ofInputStream(() -> joined(start, padding)))
                        .build();
                statuses.add(threads.submit(() -> ingest.send(request).statusCode()));
            }
            for (Future<Integer> status : statuses) {
                assertThat(status.get()).isEqualTo(201);
            }
            assertThat(ingest.isAlive()).as(ingest.log()).isTrue();
            assertThat(ingest.temporaryFiles()).isEmpty();
        } finally {
            threads.shutdownNow();
        }
    }

    private static InputStream joined(byte[] start, Path rest) {
        try {
            return new SequenceInputStream(new ByteArrayInputStream(start), Files.newInputStream(rest));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the padding", e);
        }
    }
}
