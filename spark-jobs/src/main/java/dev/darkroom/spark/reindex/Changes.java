package dev.darkroom.spark.reindex;

import dev.darkroom.core.error.UnavailableException;
import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.PhotoStatus;
import dev.darkroom.core.port.IndexChange;
import dev.darkroom.core.port.IndexOutcome;
import dev.darkroom.core.port.PhotoCatalog;
import dev.darkroom.core.port.PhotoIndex;
import dev.darkroom.stores.StoresConfig;
import dev.darkroom.stores.elasticsearch.ElasticsearchPhotoIndex;
import dev.darkroom.stores.spanner.SpannerPhotoCatalog;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.Row;

/**
 * Applies rows {@code (user_id, photo_id, version, status)}, sorted by owner, to one index: what is completed is read from
 * the catalogue as it now is, anything else is removed at its version.
 */
final class Changes {
    private static final int BATCH = 500;
    private static final int ATTEMPTS = 6;

    private final PhotoCatalog catalog;
    private final PhotoIndex index;
    private final List<IndexChange> changes = new ArrayList<>();
    private final List<PhotoId> completed = new ArrayList<>();
    private UserId owner = new UserId("nobody");
    private long applied;

    private Changes(PhotoCatalog catalog, PhotoIndex index) {
        this.catalog = catalog;
        this.index = index;
    }

    static long apply(Map<String, String> environment, String name, Iterator<Row> rows) {
        if (!rows.hasNext()) {
            return 0;
        }
        StoresConfig config = StoresConfig.from(environment);
        try (PhotoCatalog catalog = new SpannerPhotoCatalog(config.spannerUrl());
                PhotoIndex index = new ElasticsearchPhotoIndex(config.elasticsearch(), name)) {
            Changes all = new Changes(catalog, index);
            rows.forEachRemaining(all::add);
            all.flush();
            return all.applied;
        }
    }

    private void add(Row row) {
        UserId next = new UserId(row.getString(0));
        if (!next.equals(owner) || completed.size() + changes.size() == BATCH) {
            flush();
            owner = next;
        }
        PhotoId photo = PhotoId.parse(row.getString(1));
        if (PhotoStatus.ofCode(row.getString(3)) == PhotoStatus.COMPLETED) {
            completed.add(photo);
        } else {
            changes.add(new IndexChange.Remove(owner, photo, row.getLong(2)));
        }
    }

    private void flush() {
        catalog.findAll(owner, completed).stream()
                .filter(photo -> photo.status() == PhotoStatus.COMPLETED)
                .map(IndexChange.Upsert::new)
                .forEach(changes::add);
        applied += completed.size()
                + changes.stream()
                        .filter(change -> change instanceof IndexChange.Remove)
                        .count();
        completed.clear();
        send(List.copyOf(changes), 1);
        changes.clear();
    }

    private void send(List<IndexChange> batch, int attempt) {
        List<IndexOutcome> outcomes = index.apply(batch).join();
        List<IndexChange> again = new ArrayList<>();
        String why = "";
        for (int i = 0; i < batch.size(); i++) {
            if (outcomes.get(i) instanceof IndexOutcome.Refused refused) {
                throw new IllegalStateException(
                        "The index refused photo " + batch.get(i).photo() + ": " + refused.why());
            }
            if (outcomes.get(i) instanceof IndexOutcome.Retry retry) {
                again.add(batch.get(i));
                why = retry.why();
            }
        }
        if (again.isEmpty()) {
            return;
        }
        if (attempt == ATTEMPTS) {
            throw new UnavailableException("The index took no changes after " + ATTEMPTS + " attempts: " + why, null);
        }
        pause(attempt);
        send(again, attempt + 1);
    }

    private static void pause(int attempt) {
        try {
            TimeUnit.MILLISECONDS.sleep(100L << attempt);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the index", e);
        }
    }
}
