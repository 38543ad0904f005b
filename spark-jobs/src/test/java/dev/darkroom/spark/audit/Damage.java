package dev.darkroom.spark.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.darkroom.core.event.PhotoUploaded;
import dev.darkroom.core.photo.ObjectKeys;
import dev.darkroom.core.photo.Photo;
import dev.darkroom.core.photo.PhotoMetadata;
import dev.darkroom.core.photo.Photos;
import dev.darkroom.core.port.Blob;
import dev.darkroom.core.port.BlobStore;
import dev.darkroom.core.port.IndexChange;
import dev.darkroom.core.transform.TransformId;
import dev.darkroom.spark.it.TestLake;
import dev.darkroom.spark.it.WholePhotos;
import dev.darkroom.spark.lake.Lake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Does to whole photos, in the real stores, what an audit must find. */
final class Damage {
    static final List<Float> VECTOR = List.of(1f, 2f);

    private final TestLake lake;
    private final WholePhotos photos;
    private final TransformId space;

    /** {@code space} is the version that {@code photos} have vectors of. */
    Damage(TestLake lake, WholePhotos photos, TransformId space) {
        this.lake = lake;
        this.photos = photos;
        this.space = space;
    }

    /** Damages {@code photo}, or makes another one that is not whole; gives the one that the audit should name. */
    Photo of(Difference difference, Photo photo) {
        BlobStore blobs = lake.stores().blobs();
        String original = ObjectKeys.original(photo.owner(), photo.id());
        switch (difference) {
            case OBJECT_WITHOUT_ROW -> {
                return photos.store("orphan");
            }
            case ROW_WITHOUT_OBJECT -> blobs.deleteAll(List.of(original));
            case ROW_WITHOUT_EVENT -> {
                return photos.register("untold");
            }
            case MISSING_RENDITION -> blobs.deleteAll(List.of(photos.renditionKey(photo, 300)));
            case RENDITION_WITHOUT_ROW -> {
                Photo unknown = photos.unknown("rendered only");
                photos.store(unknown, 600, "orphan".getBytes(UTF_8));
                return unknown;
            }
            case WRONG_CHECKSUM -> {
                byte[] others = photos.original(difference.code());
                others[0]++;
                blobs.put(original, Blob.of(others, "image/jpeg"));
                photos.store(photo, 150, "of another length".getBytes(UTF_8));
            }
            case MISSING_DOCUMENT -> apply(new IndexChange.Remove(photo.owner(), photo.id(), photo.version() + 1));
            case DOCUMENT_WITHOUT_ROW -> {
                Photo unknown = Photos.completed(photos.upload("found only"), 2, PhotoMetadata.NONE);
                apply(new IndexChange.Upsert(unknown));
                return unknown;
            }
            case LAKE_PHOTO_WITHOUT_ROW -> {
                Photo unknown = photos.unknown("told of only");
                lake.stores().events().publish(new PhotoUploaded(unknown.upload(), 1));
                return unknown;
            }
            case MISSING_VECTOR -> {
                lake.stores()
                        .features()
                        .remove(List.of(new IndexChange.Remove(photo.owner(), photo.id(), photo.version() + 1)))
                        .join();
                lake.stores().features().refresh(List.of(space));
            }
            case VECTOR_WITHOUT_ROW -> {
                Photo unknown = photos.unknown("alike only");
                photos.find(unknown, space, VECTOR);
                return unknown;
            }
            case MISSING_DERIVATION, DERIVATION_WITHOUT_ROW, MISSING_FEATURES, FEATURES_WITHOUT_ROW -> {
                // Done in the lake, once it is in sync.
            }
        }
        return photo;
    }

    /** What only a fault of the lake itself can do: entries and features lost, and some too many. */
    void inTheLake(Map<Difference, Photo> damaged) {
        String lost = damaged.get(Difference.MISSING_DERIVATION).id().toString();
        lake.spark().sql("DELETE FROM " + Lake.DERIVATIONS + " WHERE photo_id = '" + lost + "'");
        Photo unknown = photos.unknown("in the ledger only");
        lake.spark()
                .sql("INSERT INTO " + Lake.DERIVATIONS + " VALUES ('" + unknown.owner() + "', '" + unknown.id() + "', '"
                        + Photos.METADATA + "', 2, 'done', NULL, current_timestamp())");
        damaged.put(Difference.DERIVATION_WITHOUT_ROW, unknown);
        String featureless = damaged.get(Difference.MISSING_FEATURES).id().toString();
        lake.spark().sql("DELETE FROM " + Lake.FEATURES + " WHERE photo_id = '" + featureless + "'");
        Photo left = photos.unknown("in the features only");
        lake.spark()
                .sql("INSERT INTO " + Lake.FEATURES + " VALUES ('" + left.owner() + "', '" + left.id() + "', '" + space
                        + "', 2, map('look', array(1.0f, 2.0f)), map(), map(), map(), current_timestamp())");
        damaged.put(Difference.FEATURES_WITHOUT_ROW, left);
    }

    /** Changes a byte of the object with these bytes on the disk of the local store, behind the back of S3. */
    void rot(byte[] bytes) throws IOException {
        Path disk = Path.of(lake.environment().get("DARKROOM_DATA"), "s3");
        try (Stream<Path> files = Files.walk(disk)) {
            Path file = files.filter(path -> holds(path, bytes)).findFirst().orElseThrow();
            byte[] rotten = bytes.clone();
            rotten[rotten.length - 1]++;
            Files.write(file, rotten);
        }
    }

    private static boolean holds(Path path, byte[] bytes) {
        try {
            return Files.isRegularFile(path)
                    && Files.size(path) == bytes.length
                    && Arrays.equals(Files.readAllBytes(path), bytes);
        } catch (IOException e) {
            return false; // Gone meanwhile.
        }
    }

    private void apply(IndexChange change) {
        lake.stores().index().apply(List.of(change)).join();
        lake.stores().index().refresh();
    }
}
