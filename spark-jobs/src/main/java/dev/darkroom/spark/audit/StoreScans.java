package dev.darkroom.spark.audit;

import dev.darkroom.core.id.UserId;
import dev.darkroom.core.id.VirtualShard;
import dev.darkroom.core.photo.ObjectKeys;
import dev.darkroom.core.port.BlobStore;
import dev.darkroom.core.port.FeatureIndex;
import dev.darkroom.core.port.PhotoCatalog;
import dev.darkroom.core.port.PhotoIndex;
import dev.darkroom.core.transform.TransformId;
import dev.darkroom.spark.flow.PushIterator;
import dev.darkroom.stores.StoresConfig;
import dev.darkroom.stores.elasticsearch.ElasticsearchFeatureIndex;
import dev.darkroom.stores.elasticsearch.ElasticsearchPhotoIndex;
import dev.darkroom.stores.s3.S3BlobStore;
import dev.darkroom.stores.spanner.SpannerPhotoCatalog;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.TaskCompletionListener;

/** The stores as data sets, of everybody or of one user; read by tasks, in pages, and never by the driver. */
final class StoreScans {
    /** Objects that one task asks S3 about at the same time. */
    private static final int OBJECTS_AT_ONCE = 8;

    /** Shards are four digits below 4096, so these are the prefixes of all originals. */
    private static final List<String> ORIGINAL_PREFIXES = IntStream.rangeClosed(0, 40)
            .mapToObj(n -> ObjectKeys.ORIGINALS + String.format("%02d", n))
            .toList();

    private final SparkSession spark;
    private final Map<String, String> environment;
    private final Optional<UserId> owner;

    StoreScans(SparkSession spark, AuditOptions options) {
        this.spark = spark;
        this.environment = options.environment();
        this.owner = options.owner();
    }

    /** Every row of the catalogue, with what it promises. */
    Dataset<Row> photos() {
        return scan(everybodyOrOwner(), StoreRows.PHOTO, (config, parts, out) -> {
            try (PhotoCatalog catalog = new SpannerPhotoCatalog(config.spannerUrl())) {
                for (String user : parts) {
                    if (user.isEmpty()) {
                        catalog.scan(photo -> out.accept(StoreRows.photo(photo)));
                    } else {
                        catalog.scan(new UserId(user), photo -> out.accept(StoreRows.photo(photo)));
                    }
                }
            }
        });
    }

    /** Every original and rendition. */
    Dataset<Row> objects() {
        return scan(prefixes(), StoreRows.OBJECT, (config, parts, out) -> {
            try (BlobStore blobs = new S3BlobStore(config.s3(), config.photosBucket())) {
                parts.forEach(prefix -> blobs.list(prefix, info -> out.accept(StoreRows.object(info))));
            }
        });
    }

    /** Every document of the search index. */
    Dataset<Row> documents() {
        return scan(everybodyOrOwner(), StoreRows.DOCUMENT, (config, parts, out) -> {
            try (PhotoIndex index = new ElasticsearchPhotoIndex(config.elasticsearch())) {
                for (String user : parts) {
                    if (user.isEmpty()) {
                        index.scan((photo, version) -> out.accept(StoreRows.document(photo, version)));
                    } else {
                        index.scan(
                                new UserId(user), (photo, version) -> out.accept(StoreRows.document(photo, version)));
                    }
                }
            }
        });
    }

    /** The versions that have a space of vectors. */
    List<TransformId> spaces() {
        try (FeatureIndex index =
                new ElasticsearchFeatureIndex(StoresConfig.from(environment).elasticsearch())) {
            return index.opened();
        }
    }

    /** Every vector of these spaces. */
    Dataset<Row> vectors(List<TransformId> spaces) {
        String whose = owner.map(UserId::value).orElse("");
        List<String> names = spaces.stream().map(TransformId::toString).toList();
        return scan(names, StoreRows.VECTOR, (config, parts, out) -> {
            Optional<UserId> user = whose.isEmpty() ? Optional.empty() : Optional.of(new UserId(whose));
            try (FeatureIndex index = new ElasticsearchFeatureIndex(config.elasticsearch())) {
                parts.stream()
                        .map(TransformId::parse)
                        .forEach(space -> index.scan(
                                space, user, (photo, version) -> out.accept(StoreRows.vector(photo, space))));
            }
        });
    }

    /** Those of {@code promises (photo_id, key, bytes, hash, found_bytes)} whose object has other bytes. */
    Dataset<Row> broken(Dataset<Row> promises, boolean deep) {
        Map<String, String> settings = environment;
        return promises.mapPartitions(
                (MapPartitionsFunction<Row, Row>) rows -> {
                    StoresConfig config = StoresConfig.from(settings);
                    BlobStore blobs = new S3BlobStore(config.s3(), config.photosBucket());
                    ObjectCheck check = new ObjectCheck(blobs, deep);
                    AtOnce<Row, Optional<Row>> checked =
                            new AtOnce<>(rows, row -> brokenOnly(check, row), OBJECTS_AT_ONCE);
                    atEndOfTask(() -> {
                        checked.close();
                        blobs.close();
                    });
                    return present(checked);
                },
                Encoders.row(promises.schema()));
    }

    private static Optional<Row> brokenOnly(ObjectCheck check, Row row) {
        OptionalLong bytes = row.isNullAt(2) ? OptionalLong.empty() : OptionalLong.of(row.getLong(2));
        ObjectCheck.Expected expected = new ObjectCheck.Expected(bytes, row.getString(3));
        return check.isBroken(row.getString(1), expected, row.getLong(4)) ? Optional.of(row) : Optional.empty();
    }

    private static Iterator<Row> present(Iterator<Optional<Row>> rows) {
        return Stream.iterate(rows, Iterator::hasNext, same -> same)
                .map(Iterator::next)
                .flatMap(Optional::stream)
                .iterator();
    }

    private Dataset<Row> scan(List<String> parts, StructType schema, Scan scan) {
        Map<String, String> settings = environment;
        return spark.createDataset(parts, Encoders.STRING())
                .repartition(Math.max(1, Math.min(parts.size(), 8)))
                .mapPartitions(
                        (MapPartitionsFunction<String, Row>) own -> {
                            List<String> mine = new ArrayList<>();
                            own.forEachRemaining(mine::add);
                            return PushIterator.over(out -> scan.run(StoresConfig.from(settings), mine, out));
                        },
                        Encoders.row(schema));
    }

    private static void atEndOfTask(Runnable work) {
        TaskCompletionListener listener = context -> work.run();
        TaskContext.get().addTaskCompletionListener(listener);
    }

    private List<String> everybodyOrOwner() {
        return List.of(owner.map(UserId::value).orElse(""));
    }

    private List<String> prefixes() {
        List<String> prefixes = new ArrayList<>(
                owner.map(user -> List.of(ObjectKeys.ORIGINALS + VirtualShard.of(user) + "/" + user + "/"))
                        .orElse(ORIGINAL_PREFIXES));
        String rest = owner.map(user -> user + "/").orElse("");
        StoresConfig config = StoresConfig.from(environment);
        try (BlobStore blobs = new S3BlobStore(config.s3(), config.photosBucket())) {
            blobs.folders(ObjectKeys.RENDITIONS).stream()
                    .map(recipe -> ObjectKeys.RENDITIONS + recipe + rest)
                    .forEach(prefixes::add);
        }
        return prefixes;
    }

    /** Reads some parts of one store. */
    private interface Scan extends Serializable {
        void run(StoresConfig config, List<String> parts, Consumer<Row> out);
    }
}
