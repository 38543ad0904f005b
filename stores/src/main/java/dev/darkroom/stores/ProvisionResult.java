package dev.darkroom.stores;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** What provisioning had to make, and how long it took. */
record ProvisionResult(List<String> buckets, List<String> topics, boolean index, Duration took) {
    /** One line; every name in it is one of ours and needs no escape. */
    String toJson() {
        return "{\"created_buckets\":" + array(buckets) + ",\"created_topics\":" + array(topics) + ",\"created_index\":"
                + index + ",\"seconds\":" + took.toMillis() / 1000.0 + "}";
    }

    private static String array(List<String> names) {
        return names.stream().map(name -> "\"" + name + "\"").collect(Collectors.joining(",", "[", "]"));
    }
}
