package dev.darkroom.flink.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.flink.GraphUids;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class IndexJobTest {
    /** A checkpoint finds its state by these: one that changes loses what was in flight. */
    @Test
    void uidsArePermanent() {
        assertThat(GraphUids.of(IndexJob.of(GraphUids.ENVIRONMENT, new IndexOptions())))
                .containsExactlyInAnyOrder("index.source", "index.sink");
    }

    @Test
    void optionsHaveDefaultsAndCanBeGiven() {
        IndexOptions defaults = CommandLine.populateCommand(new IndexOptions());
        IndexOptions given = CommandLine.populateCommand(new IndexOptions(), "--max-batch=10", "--max-wait=PT1S");

        assertThat(defaults.maxBatch()).isEqualTo(200);
        assertThat(defaults.maxWait()).isEqualTo(Duration.ofMillis(100));
        assertThat(given.maxBatch()).isEqualTo(10);
        assertThat(given.maxWait()).isEqualTo(Duration.ofSeconds(1));
    }
}
