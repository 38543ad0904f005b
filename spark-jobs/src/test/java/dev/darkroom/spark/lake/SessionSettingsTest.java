package dev.darkroom.spark.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SessionSettingsTest {
    @Test
    void aSessionAloneOnItsMachineIsReachedByNobody() {
        assertThat(SessionSettings.of(Map.of(), Optional.empty()))
                .containsEntry("spark.master", "local[2]")
                .containsEntry("spark.driver.host", "127.0.0.1")
                .containsEntry("spark.ui.enabled", "false");
    }

    @Test
    void aClusterOnThisMachineKeepsItsMasterAndIsReachedByNobody() {
        assertThat(SessionSettings.of(Map.of(), Optional.of("local-cluster[2,1,640]")))
                .doesNotContainKey("spark.master")
                .containsEntry("spark.driver.host", "127.0.0.1")
                .containsEntry("spark.sql.shuffle.partitions", "8")
                .containsEntry("spark.ui.enabled", "false");
    }

    @Test
    void onAClusterHostsPagesAndPartitionsAreTheClustersOwn() {
        assertThat(SessionSettings.of(Map.of(), Optional.of("yarn")))
                .doesNotContainKeys(
                        "spark.master",
                        "spark.driver.host",
                        "spark.driver.bindAddress",
                        "spark.sql.shuffle.partitions",
                        "spark.ui.enabled")
                .containsEntry("spark.sql.session.timeZone", "UTC");
    }

    @Test
    void whoNamesAPortGetsSparksPages() {
        assertThat(SessionSettings.of(Map.of(SessionSettings.UI_PORT, "4040"), Optional.empty()))
                .containsEntry("spark.ui.enabled", "true")
                .containsEntry("spark.ui.port", "4040");
        assertThat(SessionSettings.of(Map.of(SessionSettings.UI_PORT, ""), Optional.empty()))
                .containsEntry("spark.ui.enabled", "false");
    }
}
