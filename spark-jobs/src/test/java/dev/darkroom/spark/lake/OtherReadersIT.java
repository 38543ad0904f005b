package dev.darkroom.spark.lake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.core.event.PhotoChanged;
import dev.darkroom.core.event.PhotoDerived;
import dev.darkroom.core.event.PhotoUploaded;
import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.Photos;
import dev.darkroom.core.photo.Upload;
import dev.darkroom.local.process.StackException;
import dev.darkroom.spark.it.JobChild;
import dev.darkroom.spark.it.ScriptedPython;
import dev.darkroom.spark.it.TestLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pyiceberg and DuckDB, as docs/lake.md uses them, find the rows that Spark finds, where some were replaced or deleted. */
@Tag("long")
final class OtherReadersIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> PHOTO = List.of("photo_id", "version", "status", "keywords", "changed_at");
    private static final List<String> DERIVATION = List.of("photo_id", "transform", "version", "outcome", "reason");

    private final TestLake lake = TestLake.open();
    private final UserId ada = new UserId("ada-" + UUID.randomUUID());

    @TempDir
    private Path folder;

    @Test
    void readersOutsideSparkSeeItsRowsAfterADeletion() throws IOException, InterruptedException, StackException {
        PhotoId kept = developed("kept").id();
        PhotoId deleted = developed("deleted").id();
        lake.sync();
        lake.stores().events().publish(PhotoChanged.deleted(ada, deleted, 3, Instant.now()));
        lake.sync();
        Path tables = tables();
        JsonNode photos = table(tables, "archive.photos");
        JsonNode derivations = table(tables, "archive.derivations");
        List<String> photosOfSpark = spark(photos, PHOTO);
        List<String> derivationsOfSpark = spark(derivations, DERIVATION);
        // What a reader that applies no deletes would find.
        assertThat(photos.path("deletes").asLong()).isPositive();
        assertThat(photos.path("records").asLong()).isGreaterThan(photosOfSpark.size());
        assertThat(derivations.path("deletes").asLong()).isPositive();
        assertThat(derivations.path("records").asLong()).isGreaterThan(derivationsOfSpark.size());

        ScriptedPython python = ScriptedPython.of("docs/lake/requirements.txt");
        for (String reader : List.of("pyiceberg", "duckdb")) {
            List<String> photosRead = read(python, reader, tables, "archive.photos", PHOTO);
            assertThat(photosRead).as(reader).isEqualTo(photosOfSpark);
            assertThat(photosRead)
                    .filteredOn(row -> row.contains(deleted.toString()))
                    .singleElement()
                    .asString()
                    .contains(",3,\"deleted\",null,");
            assertThat(photosRead)
                    .filteredOn(row -> row.contains(kept.toString()))
                    .singleElement()
                    .asString()
                    .contains(",2,\"completed\",[\"");
            List<String> derivationsRead = read(python, reader, tables, "archive.derivations", DERIVATION);
            assertThat(derivationsRead).as(reader).isEqualTo(derivationsOfSpark);
            assertThat(derivationsRead)
                    .filteredOn(row -> row.contains(kept.toString()))
                    .isNotEmpty();
            assertThat(derivationsRead).noneMatch(row -> row.contains(deleted.toString()));
        }
    }

    private Upload developed(String seed) {
        Upload upload = Photos.upload(ada, seed);
        lake.stores().events().publish(new PhotoUploaded(upload, 1));
        lake.stores()
                .events()
                .publish(new PhotoDerived(Photos.completed(upload, 2, Photos.richMetadata()), Instant.now()));
        return upload;
    }

    /** What the command prints last, in a file. */
    private Path tables() throws IOException, InterruptedException, StackException {
        try (JobChild job = JobChild.start(lake.environment(), folder, "tables")) {
            assertThat(job.exitCode()).as(job.err()).isZero();
            assertThat(job.err()).isEmpty();
            List<String> lines = job.out().lines().toList();
            assertThat(lines).first().asString().matches("archive\\.derivations +s3://lake/.+\\.metadata\\.json");
            return Files.writeString(folder.resolve("tables.json"), lines.get(lines.size() - 1));
        }
    }

    private static JsonNode table(Path tables, String name) throws IOException {
        for (JsonNode table : JSON.readTree(tables.toFile()).path("tables")) {
            if (table.path("table").asText().equals(name)) {
                return table;
            }
        }
        throw new AssertionError("No table " + name + " in " + Files.readString(tables));
    }

    private List<String> spark(JsonNode table, List<String> columns) {
        List<String> selected = columns.stream()
                .map(column -> column.endsWith("_at")
                        ? "date_format(" + column + ", \"yyyy-MM-dd'T'HH:mm:ss.SSSSSS\") || '+00:00'"
                        : column)
                .toList();
        String query = "SELECT " + String.join(", ", selected) + " FROM lake."
                + table.path("table").asText() + " VERSION AS OF "
                + table.path("snapshot_id").asLong();
        return lake.spark().sql(query).collectAsList().stream()
                .map(OtherReadersIT::json)
                .sorted()
                .toList();
    }

    private static String json(Row row) {
        List<?> values = IntStream.range(0, row.size())
                .mapToObj(i -> row.get(i) instanceof scala.collection.Seq ? row.getList(i) : row.get(i))
                .toList();
        return JSON.valueToTree(values).toString();
    }

    private List<String> read(ScriptedPython python, String reader, Path tables, String table, List<String> columns)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(reader, tables.toString(), table));
        arguments.addAll(columns);
        List<String> rows = new ArrayList<>();
        for (String line : python.run("docs/lake/read_lake.py", lake.environment(), arguments)) {
            rows.add(JSON.readTree(line).toString());
        }
        return rows.stream().sorted().toList();
    }
}
