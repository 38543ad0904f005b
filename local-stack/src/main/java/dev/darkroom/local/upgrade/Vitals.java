package dev.darkroom.local.upgrade;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.darkroom.local.client.PrometheusText;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the services and the pipeline have counted since they started.
 *
 * @param requests answered by serving and ingest
 * @param errors of them that were the service's fault
 * @param reads of serving by the most seconds that they took
 * @param developed photos
 * @param rejected photos
 * @param searchable photos that came to the index
 * @param lagSeconds from upload to searchable, of all of these together
 */
record Vitals(
        @JsonProperty("requests") double requests,
        @JsonProperty("errors") double errors,
        @JsonProperty("reads") Map<Double, Double> reads,
        @JsonProperty("developed") double developed,
        @JsonProperty("rejected") double rejected,
        @JsonProperty("searchable") double searchable,
        @JsonProperty("lag_seconds") double lagSeconds) {
    private static final String REQUEST = "http_request_seconds";
    private static final String OURS = "route=\"/v1/";
    private static final String FAILED = OURS + ".*status=\"5";
    private static final String OPERATOR = "flink_taskmanager_job_task_operator_";

    /** Before anything was counted. */
    static final Vitals NONE = new Vitals(0, 0, Map.of(), 0, 0, 0, 0);

    Vitals {
        reads = new TreeMap<>(reads);
    }

    static Vitals of(PrometheusText serving, PrometheusText ingest, PrometheusText flink) {
        double derived = flink.sum(OPERATOR + "develop_upload_to_derived_seconds_total", "");
        double indexed = flink.sum(OPERATOR + "index_event_to_indexed_seconds_total", "");
        return new Vitals(
                serving.sum(REQUEST + "_count", OURS) + ingest.sum(REQUEST + "_count", OURS),
                serving.sum(REQUEST + "_count", FAILED) + ingest.sum(REQUEST + "_count", FAILED),
                serving.buckets(REQUEST, OURS),
                flink.sum(OPERATOR + "develop_derived_total", ""),
                flink.sum(OPERATOR + "develop_reason_rejected_total", ""),
                flink.sum(OPERATOR + "index_event_to_indexed_seconds_count", ""),
                derived + indexed);
    }

    /** What was counted since {@code before}; of what has started again since, what it has counted anew. */
    Vitals since(Vitals before) {
        Vitals web = requests < before.requests ? NONE : before;
        Vitals flink = searchable < before.searchable || developed < before.developed ? NONE : before;
        Map<Double, Double> newReads = new TreeMap<>();
        reads.forEach((bound, count) -> newReads.put(bound, count - web.reads.getOrDefault(bound, 0.0)));
        return new Vitals(
                requests - web.requests,
                Math.max(0, errors - web.errors),
                newReads,
                developed - flink.developed,
                Math.max(0, rejected - flink.rejected),
                searchable - flink.searchable,
                Math.max(0, lagSeconds - flink.lagSeconds));
    }

    /** The share of requests that failed. */
    double errorShare() {
        return requests == 0 ? 0 : errors / requests;
    }

    /** The share of photos that were refused after their upload. */
    double rejectedShare() {
        return developed + rejected == 0 ? 0 : rejected / (developed + rejected);
    }

    /** Seconds that 99 of 100 reads did not exceed, by the bounds of the histogram; 0 without reads. */
    double readP99() {
        double all = reads.getOrDefault(Double.POSITIVE_INFINITY, 0.0);
        return reads.entrySet().stream()
                .filter(bucket -> all > 0 && bucket.getValue() >= 0.99 * all)
                .mapToDouble(Map.Entry::getKey)
                .findFirst()
                .orElse(0);
    }

    /** From upload to searchable, on average; 0 without photos. */
    double lag() {
        return searchable == 0 ? 0 : lagSeconds / searchable;
    }
}
