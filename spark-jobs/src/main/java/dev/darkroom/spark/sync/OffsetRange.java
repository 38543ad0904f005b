package dev.darkroom.spark.sync;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.core.event.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What to read from Kafka: per topic and partition the first offset, and the offset after the last.
 *
 * @param gaps ranges that were to be read but are gone from Kafka, in words
 */
record OffsetRange(Map<String, Map<String, Long>> from, Map<String, Map<String, Long>> until, List<String> gaps) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Plans the next read.
     *
     * @param done the offsets that the lake has already, as of its newest commit
     * @param earliest the first offset that Kafka still has
     * @param latest the offset after the last committed record
     */
    static OffsetRange plan(
            Map<String, Map<String, Long>> done,
            Map<String, Map<String, Long>> earliest,
            Map<String, Map<String, Long>> latest) {
        Map<String, Map<String, Long>> from = new TreeMap<>();
        List<String> gaps = new ArrayList<>();
        earliest.forEach((topic, partitions) -> partitions.forEach((partition, first) -> {
            long last = latest.get(topic).get(partition);
            long wanted = done.getOrDefault(topic, Map.of()).getOrDefault(partition, first);
            String name = topic + "-" + partition;
            if (wanted < first) {
                gaps.add(name + ": " + wanted + ".." + (first - 1) + " expired before they were read");
                wanted = first;
            } else if (wanted > last) {
                gaps.add(name + ": ends at " + last + " but was read up to " + wanted + ", so it was made anew");
                wanted = first;
            }
            from.computeIfAbsent(topic, key -> new TreeMap<>()).put(partition, wanted);
        }));
        return new OffsetRange(from, latest, List.copyOf(gaps));
    }

    /** The part of this that is in {@code topic}. */
    OffsetRange of(Topic topic) {
        String name = topic.topicName();
        return new OffsetRange(Map.of(name, from.get(name)), Map.of(name, until.get(name)), gaps);
    }

    /** Whether the lake has all of this; a gap is something to write down, so that it is reported once. */
    boolean isEmpty() {
        return from.equals(until) && gaps.isEmpty();
    }

    static String toJson(Map<String, Map<String, Long>> offsets) {
        try {
            return JSON.writeValueAsString(offsets);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Offsets cannot be written as JSON: " + offsets, e);
        }
    }

    static Map<String, Map<String, Long>> fromJson(String json) {
        try {
            return JSON.readValue(json, new TypeReference<TreeMap<String, Map<String, Long>>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Offsets in a snapshot are not JSON: " + json, e);
        }
    }
}
