package dev.darkroom.spark.backfill;

import java.util.concurrent.atomic.LongAdder;

/** How many objects were read, and their bytes; safe for threads. */
final class ReadCount {
    private final LongAdder objects = new LongAdder();
    private final LongAdder bytes = new LongAdder();

    void object(long length) {
        objects.increment();
        bytes.add(length);
    }

    long objects() {
        return objects.sum();
    }

    long bytes() {
        return bytes.sum();
    }
}
