package dev.darkroom.local.launcher;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.local.client.Tally;
import java.time.Duration;
import java.util.OptionalDouble;

/** What a demo showed; its JSON is the last line that a demo prints. */
record DemoResult(int files, Tally tally, Duration took, String gallery) {
    /** True when every uploaded file came to one of the three good ends, and every file was uploaded. */
    boolean addsUp() {
        return tally.failed() == 0 && uploaded() == tally.searchable() + tally.rejected() + tally.duplicates();
    }

    /** Files that Darkroom has given an answer for; all of them, unless it could not be reached. */
    private long uploaded() {
        return files - tally.failed();
    }

    String json() throws JsonProcessingException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode node = mapper.createObjectNode()
                .put("files", files)
                .put("uploaded", uploaded())
                .put("searchable", tally.searchable())
                .put("duplicates", tally.duplicates())
                .put("rejected", tally.rejected());
        ObjectNode reasons = node.putObject("reasons");
        tally.reasons().forEach(reasons::put);
        node.put("seconds", Math.round(took.toMillis() / 100.0) / 10.0);
        ObjectNode latency = node.putObject("upload_to_searchable_ms");
        put(latency, "p50", tally.percentileMillis(0.50));
        put(latency, "p99", tally.percentileMillis(0.99));
        node.put("gallery", gallery);
        return mapper.writeValueAsString(node);
    }

    private static void put(ObjectNode node, String name, OptionalDouble millis) {
        if (millis.isPresent()) {
            node.put(name, Math.round(millis.getAsDouble()));
        } else {
            node.putNull(name);
        }
    }
}
