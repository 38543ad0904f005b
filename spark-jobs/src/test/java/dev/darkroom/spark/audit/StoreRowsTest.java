package dev.darkroom.spark.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.core.id.ContentHash;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.ObjectKeys;
import dev.darkroom.core.photo.Photo;
import dev.darkroom.core.photo.PhotoMetadata;
import dev.darkroom.core.photo.PhotoStatus;
import dev.darkroom.core.photo.Photos;
import dev.darkroom.core.photo.Upload;
import dev.darkroom.core.port.BlobInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** What rows promise, and whose photo an object is. */
final class StoreRowsTest {
    private static final UserId ADA = new UserId("ada");
    private static final Upload HARBOUR = Photos.upload(ADA, "harbour");

    @Test
    void aCompletedPhotoPromisesItsOriginalItsRenditionsAndTwoDerivations() {
        Row row = StoreRows.photo(Photos.completed(HARBOUR, 2, PhotoMetadata.NONE));

        assertThat(row.getStruct(4).getString(0)).isEqualTo(ObjectKeys.original(ADA, HARBOUR.id()));
        assertThat(row.getStruct(4).getLong(1)).isEqualTo(4_200_000);
        assertThat(row.getStruct(4).getString(2)).isEqualTo(HARBOUR.content().hex());
        assertThat(structs(row, 6))
                .extracting(promise -> promise.getString(0))
                .containsExactlyElementsOf(Stream.of(1200, 600, 300, 150)
                        .map(StoreRowsTest::renditionKey)
                        .toList());
        assertThat(structs(row, 7))
                .extracting(entry -> entry.getString(0) + " " + entry.getString(1))
                .containsExactly(Photos.RENDITIONS + " done", Photos.METADATA + " done");
    }

    @Test
    void aPhotoWithASidecarPromisesThatToo() {
        ContentHash beside = ContentHash.of(new byte[] {1, 2, 3});
        Row row = StoreRows.photo(Photos.completed(HARBOUR.withSidecar(beside), 2, PhotoMetadata.NONE));

        assertThat(row.getStruct(5).getString(0)).isEqualTo(ObjectKeys.sidecar(ADA, HARBOUR.id()));
        assertThat(row.getStruct(5).isNullAt(1)).isTrue();
        assertThat(row.getStruct(5).getString(2)).isEqualTo(beside.hex());
        assertThat(StoreRows.photo(Photos.failed(HARBOUR, 2)).isNullAt(5)).isTrue();
    }

    @Test
    void aFailedPhotoPromisesNoRenditionAndItsFailure() {
        Row row = StoreRows.photo(Photos.failed(HARBOUR, 2));

        assertThat(structs(row, 6)).isEmpty();
        assertThat(structs(row, 7))
                .extracting(entry -> entry.getString(0) + " " + entry.getString(1))
                .containsExactly(Photos.RENDITIONS + " failed");
    }

    @Test
    void aPendingPhotoPromisesItsOriginalOnly() {
        Row row = StoreRows.photo(
                new Photo(HARBOUR, PhotoStatus.PENDING, 1, Optional.empty(), Optional.empty(), List.of()));

        assertThat(structs(row, 6)).isEmpty();
        assertThat(structs(row, 7)).isEmpty();
    }

    @Test
    void anObjectsKeySaysWhosePhotoItIs() {
        String photo = HARBOUR.id().toString();

        assertThat(photoOf(ObjectKeys.original(ADA, HARBOUR.id()))).isEqualTo(photo);
        assertThat(photoOf(renditionKey(300))).isEqualTo(photo);
        assertThat(photoOf("originals/stray"))
                .as("a key of no known form stands for itself")
                .isEqualTo("originals/stray");
    }

    private static String renditionKey(int size) {
        return ObjectKeys.renditions(Photos.RENDITIONS, ADA, HARBOUR.id()) + size + ".jpg";
    }

    private static String photoOf(String key) {
        BlobInfo info = new BlobInfo(key, 10, Optional.empty(), "", Map.of(), "STANDARD", Photos.NOON);
        return StoreRows.object(info).getString(1);
    }

    private static List<Row> structs(Row row, int column) {
        return List.of((Row[]) row.get(column));
    }
}
