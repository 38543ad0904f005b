package dev.darkroom.spark.reindex;

import static org.apache.spark.sql.functions.col;

import dev.darkroom.core.port.PhotoCatalog;
import dev.darkroom.core.port.PhotoIndex;
import dev.darkroom.core.port.PhotoVersion;
import dev.darkroom.spark.flow.PushIterator;
import dev.darkroom.stores.StoresConfig;
import dev.darkroom.stores.elasticsearch.ElasticsearchPhotoIndex;
import dev.darkroom.stores.spanner.SpannerPhotoCatalog;
import java.io.Serializable;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** Brings an index that nobody else writes to where the catalogue is: finds what differs, and applies it. */
final class CatchUp {
    private static final StructType VERSION =
            StructType.fromDDL("user_id string, photo_id string, version bigint, status string");
    private static final StructType DOCUMENT = StructType.fromDDL("photo_id string, indexed bigint");

    private final SparkSession spark;
    private final Map<String, String> environment;
    private final String index;
    private final Timestamp deletedSince;

    /** Photos that were deleted before {@code deletedSince} need no mark: their late events are no more. */
    CatchUp(SparkSession spark, Map<String, String> environment, String index, Instant deletedSince) {
        this.spark = spark;
        this.environment = environment;
        this.index = index;
        this.deletedSince = Timestamp.from(deletedSince);
    }

    /** The version of every row, now. */
    Dataset<Row> versions() {
        Timestamp since = deletedSince;
        return scan(VERSION, (config, out) -> {
            try (PhotoCatalog catalog = new SpannerPhotoCatalog(config.spannerUrl())) {
                catalog.versions(since.toInstant(), version -> out.accept(row(version)));
            }
        });
    }

    /** Those of {@code now} that are not among {@code before}. */
    static Dataset<Row> changed(Dataset<Row> now, Dataset<Row> before) {
        return now.join(before, new String[] {"user_id", "photo_id", "version", "status"}, "left_anti");
    }

    /** Those of {@code now} whose document is missing, older, or one too many. */
    Dataset<Row> differing(Dataset<Row> now) {
        String name = index;
        Dataset<Row> documents = scan(DOCUMENT, (config, out) -> {
            try (PhotoIndex built = new ElasticsearchPhotoIndex(config.elasticsearch(), name)) {
                built.refresh();
                built.scan((photo, version) -> out.accept(RowFactory.create(photo.toString(), version)));
            }
        });
        return now.join(documents, new String[] {"photo_id"}, "left")
                .where("CASE WHEN status = 'completed' THEN coalesce(indexed < version, true)"
                        + " ELSE indexed IS NOT NULL END")
                .select("user_id", "photo_id", "version", "status");
    }

    /** Applies {@code work} to the index; gives back how many photos that were. */
    long apply(Dataset<Row> work) {
        Map<String, String> settings = environment;
        String name = index;
        return work
                .repartition(col("user_id"))
                .sortWithinPartitions("user_id")
                .mapPartitions(
                        (MapPartitionsFunction<Row, Long>)
                                rows -> Collections.singleton(Changes.apply(settings, name, rows))
                                        .iterator(),
                        Encoders.LONG())
                .collectAsList()
                .stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private Dataset<Row> scan(StructType schema, Scan scan) {
        Map<String, String> settings = environment;
        return spark.createDataset(List.of(index), Encoders.STRING())
                .mapPartitions(
                        (MapPartitionsFunction<String, Row>) own -> own.hasNext()
                                ? PushIterator.over(out -> scan.run(StoresConfig.from(settings), out))
                                : Collections.emptyIterator(),
                        Encoders.row(schema));
    }

    private static Row row(PhotoVersion version) {
        return RowFactory.create(
                version.owner().value(),
                version.photo().toString(),
                version.version(),
                version.status().code());
    }

    private interface Scan extends Serializable {
        void run(StoresConfig config, Consumer<Row> out);
    }
}
