package dev.darkroom.spark.backfill;

import dev.darkroom.core.port.BlobStore;
import dev.darkroom.core.port.Restore;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** What is done about originals that lie in the archive: nothing, or each is asked for, to be read by a later run. Safe for threads. */
final class ColdOriginals {
    private final BlobStore blobs;
    private final Optional<Restore> restore;
    private final LongAdder asked = new LongAdder();

    ColdOriginals(BlobStore blobs, Optional<Restore> restore) {
        this.blobs = blobs;
        this.restore = restore;
    }

    /** Told of one that could not be read. */
    void met(String key) {
        if (restore.isPresent() && blobs.restore(key, restore.get())) {
            asked.increment();
        }
    }

    /** How many restores were begun. */
    long asked() {
        return asked.sum();
    }
}
