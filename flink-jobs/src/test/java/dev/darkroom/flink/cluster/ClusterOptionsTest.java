package dev.darkroom.flink.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class ClusterOptionsTest {
    private static final Map<String, String> TOLD =
            Map.of("DARKROOM_FLINK", "http://127.0.0.1:4711", "DARKROOM_FLINK_METRICS", "4712");

    @Test
    void theOptionGoesBeforeTheEnvironment() {
        ClusterOptions options =
                CommandLine.populateCommand(new ClusterOptions(), "--port=0", "--metrics-port=9400-9409");

        assertThat(options.port(TOLD)).isZero();
        assertThat(options.metricsPorts(TOLD)).isEqualTo("9400-9409");
    }

    @Test
    void theEnvironmentGoesBeforeTheDefault() {
        ClusterOptions options = CommandLine.populateCommand(new ClusterOptions());

        assertThat(options.port(TOLD)).isEqualTo(4711);
        assertThat(options.metricsPorts(TOLD)).isEqualTo("4712");
        assertThat(options.port(Map.of())).isEqualTo(8482);
        assertThat(options.metricsPorts(Map.of())).isEqualTo("9249-9259");
    }
}
