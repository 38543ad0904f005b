package dev.darkroom.spark.backfill;

import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.FeatureVector;
import dev.darkroom.core.photo.Photo;
import dev.darkroom.core.port.FeatureIndex;
import dev.darkroom.core.transform.TransformId;
import dev.darkroom.spark.lake.Lake;
import dev.darkroom.stores.Stores;
import dev.darkroom.stores.StoresConfig;
import dev.darkroom.stores.elasticsearch.ElasticsearchFeatureIndex;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.api.java.function.ForeachPartitionFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Brings the space of a version to what the lake has for it, so that what the ledger calls done is found. It has less when it
 * is new although the version is not: that was retired before, or the index was lost. No photo is read.
 */
final class SpaceRefill {
    private static final int AT_ONCE = 500;

    private final SparkSession spark;
    private final Map<String, String> environment;

    SpaceRefill(SparkSession spark, Map<String, String> environment) {
        this.spark = spark;
        this.environment = Map.copyOf(environment);
    }

    /** Opens the space where it is not, and fills it where it has less than the lake. */
    void open(TransformId version, int dimensions) {
        Dataset<Row> rows = spark.table(Lake.FEATURES)
                .where("transform = '" + version + "'")
                .selectExpr("user_id", "photo_id", "version", "vectors['" + version.name() + "'] AS vector")
                .where("vector IS NOT NULL");
        StoresConfig config = StoresConfig.from(environment);
        try (FeatureIndex index = new ElasticsearchFeatureIndex(config.elasticsearch())) {
            index.open(version, dimensions);
            index.refresh(List.of(version));
            spark.sparkContext().setJobDescription("backfill: what is missing where photos are found");
            if (index.count(version)
                    < rows.select("user_id", "photo_id").distinct().count()) {
                Map<String, String> settings = environment;
                String id = version.toString();
                rows.foreachPartition(
                        (ForeachPartitionFunction<Row>) some -> put(some, settings, TransformId.parse(id)));
            }
        }
    }

    private static void put(Iterator<Row> rows, Map<String, String> settings, TransformId version) {
        try (Stores stores = Stores.open(StoresConfig.from(settings))) {
            VectorSpace space = new VectorSpace(stores.features(), version);
            List<FeatureVector> some = new ArrayList<>();
            while (rows.hasNext()) {
                some.add(vector(rows.next()));
                if (some.size() == AT_ONCE || !rows.hasNext()) {
                    space.put(some);
                    // The lake may not have heard of a deletion yet.
                    space.forget(gone(stores, some));
                    some.clear();
                }
            }
            space.refresh();
        }
    }

    private static FeatureVector vector(Row row) {
        return new FeatureVector(
                new UserId(row.getString(0)), PhotoId.parse(row.getString(1)), row.getLong(2), row.getList(3));
    }

    private static List<FeatureVector> gone(Stores stores, List<FeatureVector> vectors) {
        Map<UserId, List<FeatureVector>> ofOwner =
                vectors.stream().collect(Collectors.groupingBy(FeatureVector::owner));
        List<FeatureVector> gone = new ArrayList<>();
        ofOwner.forEach((owner, some) -> {
            Set<PhotoId> living =
                    stores
                            .catalog()
                            .findAll(
                                    owner,
                                    some.stream().map(FeatureVector::photo).toList())
                            .stream()
                            .map(Photo::id)
                            .collect(Collectors.toSet());
            some.stream().filter(vector -> !living.contains(vector.photo())).forEach(gone::add);
        });
        return gone;
    }
}
