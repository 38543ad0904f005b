package dev.darkroom.spark.backfill;

/**
 * The bounds of a batch: what is lost at most when its task dies.
 *
 * @param bytes a batch ends with the photo that reaches these
 * @param photos no batch has more
 */
public record BatchSize(long bytes, int photos) {
    private static final int BATCHES_PER_CORE = 4;
    private static final int CRUMBS = 16;

    public BatchSize {
        if (photos < 1 || bytes < photos) {
            throw new IllegalArgumentException(
                    "A batch must have 1 photo and 1 byte a photo or more: " + photos + " photos, " + bytes + " bytes");
        }
    }

    /**
     * The size for {@code work} bytes on {@code cores}: several batches for each core, so that none waits while another has
     * the only batch, and none works on alone for long at the end; but no crumbs, each of which costs a file of the ledger.
     */
    BatchSize on(int cores, long work) {
        long share = work / ((long) BATCHES_PER_CORE * cores);
        return new BatchSize(Math.max(photos, Math.min(bytes, Math.max(share, bytes / CRUMBS))), photos);
    }
}
