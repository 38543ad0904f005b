package dev.darkroom.spark.parity;

import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.id.ContentHash;
import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.Developed;
import dev.darkroom.core.photo.ObjectKeys;
import dev.darkroom.core.photo.Photo;
import dev.darkroom.core.port.BlobStore;
import dev.darkroom.core.port.PhotoCatalog;
import dev.darkroom.core.transform.Transform;
import dev.darkroom.imaging.DevelopedPhoto;
import dev.darkroom.imaging.Original;
import dev.darkroom.imaging.metadata.MetadataReader;
import dev.darkroom.imaging.rendition.RenditionFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Makes one photo again and compares it with what the stream stored: the row, and every file byte for byte. */
final class ComparePhoto {
    private static final long MAX_BYTES = 100L << 20;
    private static final MetadataReader METADATA = new MetadataReader();

    private final PhotoCatalog catalog;
    private final BlobStore blobs;
    private final Transform<Original, DevelopedPhoto> developer;

    ComparePhoto(PhotoCatalog catalog, BlobStore blobs, Transform<Original, DevelopedPhoto> developer) {
        this.catalog = catalog;
        this.blobs = blobs;
        this.developer = developer;
    }

    /** What differs; nothing when the photo is gone or was developed by another recipe, since then nothing is to compare. */
    Optional<Compared> compare(UserId owner, PhotoId id) {
        Optional<Photo> photo = catalog.find(owner, id);
        Optional<Developed> streamed = photo.flatMap(Photo::developed)
                .filter(made -> made.renditionTransform().equals(developer.id())
                        && made.metadataTransform().equals(METADATA.id()));
        Optional<byte[]> original = streamed.flatMap(made -> blobs.read(ObjectKeys.original(owner, id), MAX_BYTES));
        return original.map(bytes -> compare(photo.orElseThrow(), streamed.orElseThrow(), bytes));
    }

    private Compared compare(Photo photo, Developed streamed, byte[] original) {
        try {
            Optional<byte[]> sidecar = photo.upload()
                    .sidecar()
                    .flatMap(promised -> blobs.read(ObjectKeys.sidecar(photo.owner(), photo.id()), MAX_BYTES));
            DevelopedPhoto made = developer.apply(new Original(ContentHash.of(original), original, sidecar));
            Developed batched = made.developed();
            List<String> differences = new ArrayList<>(Parity.differences(streamed, batched));
            for (RenditionFile file : made.files()) {
                String key = ObjectKeys.rendition(developer.id(), photo.owner(), photo.id(), file.rendition());
                if (!Arrays.equals(blobs.read(key, MAX_BYTES).orElse(new byte[0]), file.bytes())) {
                    differences.add("bytes-of-" + file.rendition().size());
                }
            }
            return new Compared(differences, made.files().size());
        } catch (RejectedException e) {
            return new Compared(List.of("rejected-" + e.reason().code()), 0);
        }
    }

    /** Names of what differs, and how many files were compared. */
    record Compared(List<String> differences, int files) {}
}
