package dev.darkroom.spark.audit;

import dev.darkroom.core.id.ContentHash;
import dev.darkroom.core.photo.ObjectKeys;
import dev.darkroom.core.port.BlobInfo;
import dev.darkroom.core.port.BlobStore;
import dev.darkroom.stores.Stores;
import dev.darkroom.stores.StoresConfig;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.TaskCompletionListener;

/** The stores as data sets; every store is read by tasks, in pages, and never by the driver. */
final class StoreScans {
    private static final long MAX_OBJECT_BYTES = 64L << 20;

    /** Shards are four digits below 4096, so these are the prefixes of all originals. */
    private static final List<String> ORIGINAL_PREFIXES = IntStream.rangeClosed(0, 40)
            .mapToObj(n -> ObjectKeys.ORIGINALS + String.format("%02d", n))
            .toList();

    private final SparkSession spark;
    private final Map<String, String> environment;

    StoreScans(SparkSession spark, Map<String, String> environment) {
        this.spark = spark;
        this.environment = environment;
    }

    /** Every row of the catalogue, with what it promises. */
    Dataset<Row> photos() {
        return scan(
                List.of("photos"),
                StoreRows.PHOTO,
                (stores, part, out) -> stores.catalog().scan(photo -> out.accept(StoreRows.photo(photo))));
    }

    /** Every original and rendition. */
    Dataset<Row> objects() {
        List<String> prefixes = Stream.concat(ORIGINAL_PREFIXES.stream(), Stream.of(ObjectKeys.RENDITIONS))
                .toList();
        return scan(
                prefixes,
                StoreRows.OBJECT,
                (stores, prefix, out) -> stores.blobs().list(prefix, info -> out.accept(StoreRows.object(info))));
    }

    /** Every document of the search index. */
    Dataset<Row> documents() {
        return scan(
                List.of("documents"),
                StoreRows.DOCUMENT,
                (stores, part, out) ->
                        stores.index().scan((photo, version) -> out.accept(StoreRows.document(photo, version))));
    }

    /** The promises ({@code photo_id, key, bytes, hash}) whose object has other bytes. */
    Dataset<Row> broken(Dataset<Row> promises, boolean deep) {
        Map<String, String> settings = environment;
        return promises.mapPartitions(
                (MapPartitionsFunction<Row, Row>) rows -> {
                    Stores stores = Stores.open(StoresConfig.from(settings));
                    closeWithTask(stores);
                    return only(rows, row -> isBroken(stores.blobs(), row, deep));
                },
                Encoders.row(promises.schema()));
    }

    private static boolean isBroken(BlobStore blobs, Row promise, boolean deep) {
        String key = promise.getString(1);
        Optional<ContentHash> actual = deep
                ? blobs.read(key, MAX_OBJECT_BYTES).map(ContentHash::of)
                : blobs.head(key).flatMap(BlobInfo::content);
        return actual.isPresent() && !actual.get().hex().equals(promise.getString(3));
    }

    private Dataset<Row> scan(List<String> parts, StructType schema, Scan scan) {
        Map<String, String> settings = environment;
        return spark.createDataset(parts, Encoders.STRING())
                .repartition(Math.min(parts.size(), 8))
                .flatMap(
                        (FlatMapFunction<String, Row>) part -> PushIterator.over(out -> {
                            try (Stores stores = Stores.open(StoresConfig.from(settings))) {
                                scan.run(stores, part, out);
                            }
                        }),
                        Encoders.row(schema));
    }

    private static void closeWithTask(Stores stores) {
        TaskCompletionListener listener = context -> stores.close();
        TaskContext.get().addTaskCompletionListener(listener);
    }

    private static Iterator<Row> only(Iterator<Row> rows, Predicate<Row> wanted) {
        return Stream.iterate(rows, Iterator::hasNext, same -> same)
                .map(Iterator::next)
                .filter(wanted)
                .iterator();
    }

    /** Reads one part of one store. */
    private interface Scan extends Serializable {
        void run(Stores stores, String part, Consumer<Row> out);
    }
}
