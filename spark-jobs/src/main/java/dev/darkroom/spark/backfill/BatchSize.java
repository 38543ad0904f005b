package dev.darkroom.spark.backfill;

/**
 * The bounds of a batch: what is lost at most when its task dies.
 *
 * @param bytes a batch ends with the photo that reaches these
 * @param photos no batch has more
 */
public record BatchSize(long bytes, int photos) {
    public BatchSize {
        if (photos < 1 || bytes < photos) {
            throw new IllegalArgumentException(
                    "A batch must have 1 photo and 1 byte a photo or more: " + photos + " photos, " + bytes + " bytes");
        }
    }
}
