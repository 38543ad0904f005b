package dev.darkroom.local.objects;

import java.util.List;
import java.util.Optional;

/** An object whose bytes are on the disk and that the index does not know yet. */
record NewObject(List<Segment> segments, ObjectFacts facts, Optional<String> upload) {
    NewObject {
        segments = List.copyOf(segments);
    }
}
