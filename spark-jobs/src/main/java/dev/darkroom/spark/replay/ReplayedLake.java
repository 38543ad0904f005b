package dev.darkroom.spark.replay;

import dev.darkroom.core.transform.TransformId;
import dev.darkroom.spark.backfill.BackfillJob;
import dev.darkroom.spark.backfill.BackfillOptions;
import dev.darkroom.spark.backfill.BackfillOptions.Pace;
import dev.darkroom.spark.backfill.BackfillOptions.Scope;
import dev.darkroom.spark.backfill.Progress;
import dev.darkroom.spark.sync.LakeSyncJob;
import dev.darkroom.spark.sync.LakeSyncOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import scala.jdk.javaapi.CollectionConverters;

/** A second lake, in a local folder and empty at first, that the same jobs fill from the same events and photos. */
final class ReplayedLake {
    private static final String CATALOG = "spark.sql.catalog.lake.";

    private final SparkSession spark;
    private final Map<String, String> environment;

    private ReplayedLake(SparkSession spark, Map<String, String> environment) {
        this.spark = spark;
        this.environment = environment;
    }

    /** Beside the lake that {@code spark} has, in the same process. */
    static ReplayedLake in(Path folder, SparkSession spark, Map<String, String> environment) {
        SparkSession own = spark.newSession();
        List<String> settings = CollectionConverters.asJava(own.conf().getAll()).keySet().stream()
                .filter(key -> key.startsWith(CATALOG))
                .toList();
        settings.forEach(own.conf()::unset);
        own.conf().set(CATALOG + "type", "hadoop");
        own.conf().set(CATALOG + "warehouse", folder.toUri().toString());
        return new ReplayedLake(own, environment);
    }

    SparkSession spark() {
        return spark;
    }

    /** Brings it to where Kafka is. */
    void sync() {
        SparkSession.setActiveSession(spark);
        new LakeSyncJob(spark, new LakeSyncOptions(environment)).run();
    }

    /** Derives what {@code transform} owes, of which this lake knows only what the stream made. */
    void backfill(TransformId transform) {
        SparkSession.setActiveSession(spark);
        new BackfillJob(
                        spark,
                        new BackfillOptions(
                                environment, transform, Scope.EVERYTHING, Set.of(), Optional.empty(), Pace.FULL),
                        Progress.none())
                .run();
    }
}
