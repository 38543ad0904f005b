package dev.darkroom.spark.parity;

import dev.darkroom.core.photo.Developed;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A pure function from two developments of one photo to the names of what differs. */
final class Parity {
    private Parity() {}

    /** Which parts of {@code streamed} and {@code batched} are not equal. */
    static List<String> differences(Developed streamed, Developed batched) {
        List<String> differences = new ArrayList<>();
        compare("transforms", streamed.transforms(), batched.transforms(), differences);
        compare("width", streamed.width(), batched.width(), differences);
        compare("height", streamed.height(), batched.height(), differences);
        compare("metadata", streamed.metadata(), batched.metadata(), differences);
        compare("renditions", streamed.renditions(), batched.renditions(), differences);
        compare("thumb-hash", streamed.thumbHash(), batched.thumbHash(), differences);
        compare("perceptual-hash", streamed.perceptualHash(), batched.perceptualHash(), differences);
        compare("measures", streamed.measures(), batched.measures(), differences);
        return differences;
    }

    private static void compare(String name, Object streamed, Object batched, List<String> differences) {
        if (!Objects.equals(streamed, batched)) {
            differences.add(name);
        }
    }
}
