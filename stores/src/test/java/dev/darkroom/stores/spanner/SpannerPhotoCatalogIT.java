package dev.darkroom.stores.spanner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.Photos;
import dev.darkroom.core.photo.Upload;
import dev.darkroom.core.port.PhotoCatalog;
import dev.darkroom.core.port.PhotoCatalogContract;
import dev.darkroom.stores.LocalStores;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The contract, and what only the table has: its columns, its schema. Beside others, for it mostly waits. */
@Execution(ExecutionMode.CONCURRENT)
final class SpannerPhotoCatalogIT extends PhotoCatalogContract {
    private static final String URL = LocalStores.config().spannerUrl();

    @Override
    protected PhotoCatalog open() {
        return new SpannerPhotoCatalog(URL);
    }

    @Override
    protected PhotoCatalog openAway() {
        return new SpannerPhotoCatalog(LocalStores.away().spannerUrl());
    }

    @Test
    void columnsRepeatWhatTheSnapshotSays() {
        Upload upload = Photos.upload(owner(), "columns");
        try (PhotoCatalog catalog = open()) {
            catalog.register(upload);
            catalog.complete(upload.owner(), upload.id(), Photos.developed(Photos.richMetadata()));
            catalog.tag(upload.owner(), upload.id(), List.of("a", "b"));
        }
        assertThat(row(
                        upload,
                        "version, processing_status, file_name, content_hash, format, size_bytes, width, height, camera,"
                                + " latitude, longitude, array_to_string(tags, '|'), storage_tier, sort_at = taken_at"))
                .containsExactly(
                        3L,
                        "completed",
                        "columns.jpg",
                        upload.content().hex(),
                        "jpeg",
                        upload.sizeBytes(),
                        3024L,
                        4032L,
                        "Canon EOS 450D",
                        43.4684,
                        11.8826,
                        "a|b",
                        "hot",
                        true);
    }

    @Test
    void aTombstoneHoldsNothingOfThePhoto() {
        Upload upload = Photos.upload(owner(), "tombstone");
        try (PhotoCatalog catalog = open()) {
            catalog.register(upload);
            catalog.delete(upload.owner(), upload.id());
            catalog.purge(upload.owner(), upload.id());
        }
        List<Object> row = row(upload, "*");

        assertThat(row.stream().filter(value -> value != null).map(Object::toString))
                .hasSize(6) // user, photo, version, status, two moments
                .contains(upload.owner().value(), upload.id().toString(), "2", "deleted");
    }

    @Test
    void theSchemaIsMadeOnce() {
        SpannerSchema.ensure(URL);
        SpannerSchema.ensure(URL);
    }

    private static List<Object> row(Upload upload, String columns) {
        try (SpannerDatabase database = new SpannerDatabase(URL)) {
            return database.single("read a row", connection -> {
                try (PreparedStatement select = connection.prepareStatement(
                        "select " + columns + " from photos where user_id = ? and photo_id = ?")) {
                    select.setString(1, upload.owner().value());
                    select.setString(2, upload.id().toString());
                    try (ResultSet rows = select.executeQuery()) {
                        assertThat(rows.next()).isTrue();
                        Object[] values = new Object[rows.getMetaData().getColumnCount()];
                        for (int column = 0; column < values.length; column++) {
                            values[column] = rows.getObject(column + 1);
                        }
                        return new ArrayList<>(Arrays.asList(values));
                    }
                }
            });
        }
    }

    private static UserId owner() {
        return new UserId("contract-" + UUID.randomUUID());
    }
}
