package dev.darkroom.spark.backfill;

import dev.darkroom.core.port.TransformRecords;
import dev.darkroom.core.port.TransformRegistry;
import dev.darkroom.core.transform.Coverage;
import dev.darkroom.core.transform.TransformId;
import dev.darkroom.core.transform.TransformVersion;
import dev.darkroom.spark.lake.Lake;
import dev.darkroom.stores.StoresConfig;
import dev.darkroom.stores.spanner.SpannerTransformRecords;
import dev.darkroom.stores.spanner.SpannerTransformRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Counts, in one pass over the ledger, how much of the archive has each registered version, and keeps that for listings. */
public final class CoverageJob {
    private final SparkSession spark;
    private final Map<String, String> environment;

    public CoverageJob(SparkSession spark, Map<String, String> environment) {
        this.spark = spark;
        this.environment = Map.copyOf(environment);
    }

    public CoverageResult run() {
        Instant start = Instant.now();
        Lake.createTables(spark);
        spark.sparkContext().setJobDescription("coverage: count the ledger's entries by version and outcome");
        Dataset<Row> expected = Expected.photos(spark.table(Lake.PHOTOS), start, Optional.empty(), List.of());
        Map<String, List<Row>> outcomes =
                Expected.outcomesByTransform(expected, spark.table(Lake.DERIVATIONS)).collectAsList().stream()
                        .collect(Collectors.groupingBy(row -> row.getAs("transform")));
        long photos = expected.count();
        String url = StoresConfig.from(environment).spannerUrl();
        try (TransformRegistry registry = new SpannerTransformRegistry(url);
                TransformRecords records = new SpannerTransformRecords(url)) {
            List<Coverage> counted = registry.all().stream()
                    .map(TransformVersion::id)
                    .map(id -> counted(id, outcomes, photos, start))
                    .toList();
            counted.forEach(records::count);
            return CoverageResult.of(
                    photos, counted, Duration.between(start, Instant.now()).toMillis() / 1_000.0);
        }
    }

    private static Coverage counted(TransformId id, Map<String, List<Row>> outcomes, long photos, Instant start) {
        return Tally.of(outcomes.getOrDefault(id.toString(), List.of())).coverage(id, photos, start);
    }
}
