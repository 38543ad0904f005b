package dev.darkroom.spark.backfill;

import dev.darkroom.core.photo.ObjectKeys;
import dev.darkroom.core.port.BlobInfo;
import dev.darkroom.core.port.BlobStore;
import dev.darkroom.stores.StoresConfig;
import dev.darkroom.stores.s3.S3BlobStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * In which of S3's classes the originals lie that are to be read. S3 is asked about some, chosen by a hash, and the
 * others are taken to be alike: the figure is for a person, and reading finds out about each anyway.
 *
 * @param photos by class; {@code missing} where there is no object
 * @param asked how many S3 was asked about
 */
record StorageClasses(Map<String, Long> photos, long asked) {
    private static final int MOST_ASKED = 2_000;
    private static final int AT_ONCE = 8;

    StorageClasses {
        photos = new TreeMap<>(photos);
    }

    /** Asks about at most two thousand of {@code work}, which has {@code photos} rows. */
    static StorageClasses of(Dataset<Row> work, long photos, Map<String, String> environment) {
        long share = Math.max(1, photos / MOST_ASKED);
        Map<String, String> settings = Map.copyOf(environment);
        List<Row> counts = work.where("pmod(xxhash64(photo_id), " + share + "L) = 0")
                .select("user_id", "photo_id", "version", "content_hash", "sidecar_hash", "bytes")
                .mapPartitions(
                        (MapPartitionsFunction<Row, String>) rows -> {
                            StoresConfig stores = StoresConfig.from(settings);
                            try (BlobStore blobs = new S3BlobStore(stores.s3(), stores.photosBucket())) {
                                List<String> classes = new ArrayList<>();
                                new InFlight<Row>(AT_ONCE, Long.MAX_VALUE, row -> 1)
                                        .run(rows, () -> true, row -> classOf(blobs, row), classes::add);
                                return classes.iterator();
                            }
                        },
                        Encoders.STRING())
                .groupBy("value")
                .count()
                .collectAsList();
        long asked = counts.stream().mapToLong(row -> row.getLong(1)).sum();
        Map<String, Long> scaled = new TreeMap<>();
        counts.forEach(row -> scaled.put(row.getString(0), Math.round(row.getLong(1) * (double) photos / asked)));
        return new StorageClasses(scaled, asked);
    }

    private static String classOf(BlobStore blobs, Row row) {
        WorkItem item = WorkItem.of(row);
        Optional<BlobInfo> info = blobs.head(ObjectKeys.original(item.owner(), item.photo()));
        return info.map(BlobInfo::storageClass).orElse("missing");
    }
}
