package dev.darkroom.spark.compare;

import dev.darkroom.core.transform.TransformId;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The inputs of {@link CompareJob}.
 *
 * @param environment endpoints and credentials, as in {@code DATA/env}
 * @param transform the version in question
 * @param against what it is compared with; the other one of live and shadow when absent
 * @param sample how many photos are looked at
 * @param examples how many of them the report shows
 * @param reports the folder that the report is written into
 */
public record CompareOptions(
        Map<String, String> environment,
        TransformId transform,
        Optional<TransformId> against,
        int sample,
        int examples,
        Gates gates,
        Path reports) {
    public CompareOptions {
        environment = Map.copyOf(environment);
        if (sample < 1 || sample > 100_000) {
            throw new IllegalArgumentException("--sample must lie in [1, 100000]: " + sample);
        }
        if (examples < 0 || examples > 100) {
            throw new IllegalArgumentException("--examples must lie in [0, 100]: " + examples);
        }
        if (against.filter(transform::equals).isPresent()) {
            throw new IllegalArgumentException("--against must be another version than --transform: " + transform);
        }
    }
}
