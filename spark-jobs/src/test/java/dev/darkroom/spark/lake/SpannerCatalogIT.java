package dev.darkroom.spark.lake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.spark.it.TestLake;
import dev.darkroom.spark.lake.TablesResult.TableState;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** Iceberg's catalogue in Spanner: LIKE ... ESCAPE, which the local one refuses as the real one does, and finding tables. */
final class SpannerCatalogIT {
    private final TestLake lake = TestLake.open();
    private final SparkSession spark = lake.spark();
    private final String namespace =
            "it_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);

    @Test
    void namespacesAreMadeListedAndDropped() {
        spark.sql("CREATE NAMESPACE lake." + namespace);

        assertThat(strings("SHOW NAMESPACES IN lake", 0)).contains("archive", namespace);
        assertThat(strings("SHOW TABLES IN lake." + namespace, 1)).isEmpty();

        spark.sql("DROP NAMESPACE lake." + namespace);
        assertThat(strings("SHOW NAMESPACES IN lake", 0)).doesNotContain(namespace);
    }

    @Test
    void anUnderscoreInANameIsNoWildcard() {
        spark.sql("CREATE NAMESPACE lake." + namespace);
        String other = namespace.replace('_', 'x');

        spark.sql("CREATE NAMESPACE IF NOT EXISTS lake." + other);
        assertThat(strings("SHOW NAMESPACES IN lake", 0)).contains(namespace, other);

        spark.sql("DROP NAMESPACE lake." + other);
        assertThat(strings("SHOW NAMESPACES IN lake", 0)).contains(namespace).doesNotContain(other);
        spark.sql("DROP NAMESPACE lake." + namespace);
    }

    @Test
    void tablesAreMadeRenamedReadAndDropped() {
        spark.sql("CREATE NAMESPACE lake." + namespace);
        spark.sql("CREATE TABLE lake." + namespace + ".one (id bigint) USING iceberg");
        spark.sql("INSERT INTO lake." + namespace + ".one VALUES (1), (2)");

        spark.sql("ALTER TABLE lake." + namespace + ".one RENAME TO " + namespace + ".two");

        assertThat(strings("SHOW TABLES IN lake." + namespace, 1)).containsExactly("two");
        assertThat(spark.table("lake." + namespace + ".two").count()).isEqualTo(2);
        spark.sql("DROP TABLE lake." + namespace + ".two PURGE");
        spark.sql("DROP NAMESPACE lake." + namespace);
    }

    @Test
    void tablesAreListedWithoutSparkAsSparkSeesThem() throws IOException {
        List<TableState> tables = new TablesJob(lake.environment()).run().tables();

        assertThat(tables)
                .extracting(TableState::table)
                .containsExactlyElementsOf(strings("SHOW TABLES IN lake.archive", 1).stream()
                        .map(name -> "archive." + name)
                        .sorted()
                        .toList())
                .contains("archive.photos");
        TableState photos =
                tables.get(tables.stream().map(TableState::table).toList().indexOf("archive.photos"));
        assertThat(photos.snapshotId()).isEqualTo(lake.snapshot(Lake.PHOTOS));
        assertThat(strings(
                        "SELECT file FROM " + Lake.PHOTOS + ".metadata_log_entries ORDER BY timestamp DESC LIMIT 1", 0))
                .containsExactly(photos.metadata());
        assertThat(photos.columns()).isEqualTo(Lake.PHOTO_COLUMNS.size());
        assertThat(photos.format()).isEqualTo(2);
    }

    private List<String> strings(String statement, int column) {
        return spark.sql(statement).collectAsList().stream()
                .map((Row row) -> row.getString(column))
                .toList();
    }
}
