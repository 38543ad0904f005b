package dev.darkroom.local.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.local.client.PrometheusText;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the metrics say, and when that is worse than before. */
final class VitalsTest {
    private static final double ALL = Double.POSITIVE_INFINITY;

    @Test
    void readsRequestsErrorsReadsAndLagFromTheMetrics() {
        PrometheusText serving = new PrometheusText("""
                # HELP http_request_seconds Requests
                http_request_seconds_bucket{method="GET",route="/v1/photos/{id}",status="200",le="0.1"} 90
                http_request_seconds_bucket{method="GET",route="/v1/photos/{id}",status="200",le="+Inf"} 100
                http_request_seconds_count{method="GET",route="/v1/photos/{id}",status="200"} 100
                http_request_seconds_count{method="GET",route="/v1/search",status="503"} 7
                http_request_seconds_count{method="GET",route="/metrics",status="200"} 1000
                http_request_seconds_count{method="GET",route="/readyz",status="503"} 40
                """);
        PrometheusText flink = new PrometheusText("""
                flink_taskmanager_job_task_operator_develop_derived_total{subtask="0"} 8.0
                flink_taskmanager_job_task_operator_develop_derived_total{subtask="1"} 2.0
                flink_taskmanager_job_task_operator_develop_reason_rejected_total{reason="truncated",subtask="1"} 1.0
                flink_taskmanager_job_task_operator_develop_upload_to_derived_seconds_total{subtask="1"} 20.0
                flink_taskmanager_job_task_operator_index_event_to_indexed_seconds_total{subtask="1"} 10.0
                flink_taskmanager_job_task_operator_index_event_to_indexed_seconds_count{subtask="1"} 10.0
                """);

        Vitals vitals = Vitals.of(serving, new PrometheusText(""), flink);

        assertThat(vitals).isEqualTo(new Vitals(107, 7, Map.of(0.1, 90.0, ALL, 100.0), 10, 1, 10, 30));
        assertThat(vitals.lag()).isEqualTo(3);
    }

    @Test
    void whatStartedAgainCountsFromZero() {
        Vitals before = new Vitals(100, 4, Map.of(ALL, 100.0), 50, 5, 50, 70);
        Vitals restarted = new Vitals(10, 1, Map.of(ALL, 10.0), 53, 5, 53, 76);

        assertThat(restarted.since(before)).isEqualTo(new Vitals(10, 1, Map.of(ALL, 10.0), 3, 0, 3, 6));
    }

    @Test
    void isKeptAsJson() throws JsonProcessingException {
        ObjectMapper json = new ObjectMapper();
        Vitals vitals = new Vitals(1, 2, Map.of(0.5, 1.0, ALL, 3.0), 4, 5, 6, 7);

        assertThat(json.readValue(json.writeValueAsString(vitals), Vitals.class))
                .isEqualTo(vitals);
    }

    @Test
    void errorsRejectionsSlowReadsAndLateUploadsAreWorse() {
        Judgement judgement =
                new Judgement(new Vitals(1_000, 5, reads(1_000, 1_000), 95, 5, 100, 300), Duration.ofSeconds(10));

        assertThat(judgement.worse(new Vitals(1_000, 16, reads(900, 1_000), 0, 0, 0, 0)))
                .hasValueSatisfying(told -> assertThat(told).isEqualTo("1.6 % of requests fail, 0.5 % did before"));
        assertThat(judgement.worse(new Vitals(0, 0, Map.of(), 80, 20, 0, 0)))
                .hasValueSatisfying(told -> assertThat(told).startsWith("20.0 % of uploads are rejected, 5.0 %"));
        assertThat(judgement.worse(new Vitals(1_000, 0, reads(900, 1_000), 0, 0, 0, 0)))
                .hasValueSatisfying(told -> assertThat(told).startsWith("reads take up to 2.00 s (p99)"));
        assertThat(judgement.worse(new Vitals(0, 0, Map.of(), 5, 0, 5, 55)))
                .hasValueSatisfying(told -> assertThat(told).startsWith("uploads are searchable after 11.0 s, 3.0 s"));
    }

    @Test
    void whatAFewRequestsOrPhotosShowIsChance() {
        Judgement judgement = new Judgement(Vitals.NONE, Duration.ofSeconds(10));

        assertThat(judgement.worse(new Vitals(4, 4, reads(0, 4), 0, 4, 4, 400))).isEmpty();
        assertThat(judgement.worse(Vitals.NONE)).isEmpty();
    }

    /** So many within a tenth of a second, and so many in all, within two. */
    private static Map<Double, Double> reads(double quick, double all) {
        return Map.of(0.1, quick, 2.0, all, ALL, all);
    }
}
