package dev.darkroom.spark.backfill;

import java.io.Serializable;
import java.util.List;
import org.apache.iceberg.DataFile;

/**
 * What a task hands to the driver: files that become rows of the lake when the driver commits them.
 *
 * @param features none when there is no data, or nothing was done
 * @param ledger none when nothing was done
 * @param photos entries in the ledger's file
 * @param restores how many the task began
 * @param left photos that it did not begin because it took too long
 */
record BatchDone(
        List<DataFile> features,
        List<DataFile> ledger,
        long photos,
        long objectsRead,
        long bytesRead,
        long restores,
        long left)
        implements Serializable {
    BatchDone {
        features = List.copyOf(features);
        ledger = List.copyOf(ledger);
    }
}
