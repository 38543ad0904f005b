package dev.darkroom.spark.backfill;

import dev.darkroom.core.id.ContentHash;
import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.id.UserId;
import org.apache.spark.sql.Row;

/**
 * One photo that a backfill owes an output: a reference, no bytes.
 *
 * @param version of its row in the lake, which the ledger's entry will carry: a deletion at a higher one takes it back
 * @param content hash of the original
 * @param hasSidecar whether an XMP file lies beside the original
 * @param bytes how much is to be read, by what is known beforehand
 */
record WorkItem(UserId owner, PhotoId photo, long version, ContentHash content, boolean hasSidecar, long bytes) {
    /** A row of {@link Expected#work}. */
    static WorkItem of(Row row) {
        return new WorkItem(
                new UserId(row.getAs("user_id")),
                PhotoId.parse(row.getAs("photo_id")),
                row.getAs("version"),
                new ContentHash(row.getAs("content_hash")),
                row.getAs("sidecar_hash") != null,
                row.getAs("bytes"));
    }
}
