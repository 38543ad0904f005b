package dev.darkroom.spark.lake;

import dev.darkroom.spark.lake.TablesResult.TableState;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;

/** Says where each table of the lake is at this moment, from the catalogue and without Spark, so that other readers find it. */
public final class TablesJob {
    private final Map<String, String> environment;

    /**
     * @param environment the variables of {@code DATA/env}
     */
    public TablesJob(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    public TablesResult run() throws IOException {
        Instant start = Instant.now();
        Namespace archive = Namespace.of(Lake.ARCHIVE);
        try (SpannerCatalog catalog = Lake.openCatalog(environment)) {
            // Before the first lake-sync there is no lake, which is no failure.
            List<TableIdentifier> names = catalog.namespaceExists(archive) ? catalog.listTables(archive) : List.of();
            List<TableState> tables = names.stream()
                    .sorted(Comparator.comparing(TableIdentifier::toString))
                    .map(name -> state(name, metadata(catalog, name)))
                    .toList();
            return new TablesResult(
                    "tables", tables, Duration.between(start, Instant.now()).toMillis() / 1_000.0);
        }
    }

    private static TableMetadata metadata(SpannerCatalog catalog, TableIdentifier name) {
        return ((BaseTable) catalog.loadTable(name)).operations().current();
    }

    private static TableState state(TableIdentifier name, TableMetadata metadata) {
        Optional<Snapshot> newest = Optional.ofNullable(metadata.currentSnapshot());
        return new TableState(
                name.toString(),
                metadata.metadataFileLocation(),
                newest.map(Snapshot::snapshotId).orElse(TableState.UNKNOWN),
                Instant.ofEpochMilli(metadata.lastUpdatedMillis()).toString(),
                total(newest, SnapshotSummary.TOTAL_RECORDS_PROP),
                total(newest, SnapshotSummary.TOTAL_POS_DELETES_PROP),
                metadata.schema().columns().size(),
                metadata.formatVersion());
    }

    private static long total(Optional<Snapshot> snapshot, String property) {
        return snapshot.map(Snapshot::summary)
                .map(summary -> summary.getOrDefault(property, String.valueOf(TableState.UNKNOWN)))
                .map(Long::parseLong)
                .orElse(0L);
    }
}
