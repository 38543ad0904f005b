package dev.darkroom.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.local.client.FakeServices;
import dev.darkroom.local.client.SearchWatch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrafficTest {
    private static final SearchWatch.Pace PACE = new SearchWatch.Pace(Duration.ofMillis(10), Duration.ofMillis(10));

    @TempDir
    private Path folder;

    private FakeServices services;
    private Traffic traffic;
    private Path photo;

    @BeforeEach
    void start() throws Exception {
        services = new FakeServices();
        photo = Files.writeString(Files.createDirectory(folder.resolve("mix")).resolve("photo.jpg"), "bytes");
        traffic = new Traffic(services.client(), new UniquePhotos(Files.createDirectory(folder.resolve("copies"))));
    }

    @AfterEach
    void stop() {
        services.close();
    }

    @Test
    void timesAPhotoFromWhenItWasDueThoughOthersHeldItUp() throws Exception {
        services.thenAnswerUpload(201, "{\"id\":\"one\"}")
                .thenAnswerUpload(201, "{\"id\":\"two\"}")
                .thenAnswerUpload(201, "{\"id\":\"three\"}");
        services.slowUploads(Duration.ofMillis(300));
        services.answerReads(path ->
                new FakeServices.Answer(200, "{\"hits\":[{\"id\":\"one\"},{\"id\":\"two\"},{\"id\":\"three\"}]}"));

        Traffic.Seen seen = traffic.send(List.of(photo), new Traffic.Plan(3, Duration.ofMillis(20), 1, PACE));

        assertThat(seen.searchable()).containsExactly(photo, photo, photo);
        assertThat(seen.millis(1)).isGreaterThanOrEqualTo(3 * 300 - 2 * 20);
        assertThat(seen.bytes()).isGreaterThan(3 * Files.size(photo));
        assertThat(folder.resolve("copies")).isEmptyDirectory();
    }

    @Test
    void tellsWhatWasRejected() throws Exception {
        services.thenAnswerUpload(422, "{\"reason\":\"corrupt\"}");

        Traffic.Seen seen = traffic.send(List.of(photo), new Traffic.Plan(1, Duration.ZERO, 4, PACE));

        assertThat(seen.searchable()).isEmpty();
        assertThat(seen.tally().reasons()).containsEntry("corrupt", 1L);
    }
}
