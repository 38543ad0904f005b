package dev.darkroom.spark.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.darkroom.core.event.PhotoDerived;
import dev.darkroom.core.event.PhotoUploaded;
import dev.darkroom.core.id.ContentHash;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.Developed;
import dev.darkroom.core.photo.FeatureVector;
import dev.darkroom.core.photo.ImageFormat;
import dev.darkroom.core.photo.ObjectKeys;
import dev.darkroom.core.photo.Photo;
import dev.darkroom.core.photo.PhotoMetadata;
import dev.darkroom.core.photo.PhotoStatus;
import dev.darkroom.core.photo.Photos;
import dev.darkroom.core.photo.Rendition;
import dev.darkroom.core.photo.Upload;
import dev.darkroom.core.port.Blob;
import dev.darkroom.core.port.IndexChange;
import dev.darkroom.core.transform.Derivation;
import dev.darkroom.core.transform.TransformId;
import dev.darkroom.stores.Stores;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Photos of one user as they are when everything went well: in every store, and told of. No pictures, just bytes. */
public final class WholePhotos {
    private static final String JPEG = "image/jpeg";

    private final Stores stores;
    private final UserId owner;

    public WholePhotos(TestLake lake, UserId owner) {
        this.stores = lake.stores();
        this.owner = owner;
    }

    /** The bytes of the original of {@code seed}. */
    public byte[] original(String seed) {
        return ("original of " + owner + ": " + seed).getBytes(UTF_8);
    }

    /** What an upload of {@code seed} would say of itself. */
    public Upload upload(String seed) {
        byte[] bytes = original(seed);
        return new Upload(
                owner, ContentHash.of(bytes), seed + ".jpg", ImageFormat.JPEG, bytes.length, 40, 30, Instant.now());
    }

    /** As {@link #upload}, as a pending photo that is in no store. */
    public Photo unknown(String seed) {
        return new Photo(upload(seed), PhotoStatus.PENDING, 1, Optional.empty(), Optional.empty(), List.of());
    }

    /** Stores the original only. */
    public Photo store(String seed) {
        Photo photo = unknown(seed);
        stores.blobs().put(ObjectKeys.original(owner, photo.id()), Blob.of(original(seed), JPEG));
        return photo;
    }

    /** Stores original and row, and tells nobody. */
    public Photo register(String seed) {
        return stores.catalog().register(store(seed).upload()).photo();
    }

    /** As {@link #register}, with a sidecar beside the original. */
    public Photo registerWithSidecar(String seed) {
        byte[] sidecar = ("sidecar of " + owner + ": " + seed).getBytes(UTF_8);
        Photo photo = store(seed);
        stores.blobs().put(ObjectKeys.sidecar(owner, photo.id()), Blob.of(sidecar, "application/rdf+xml"));
        return stores.catalog()
                .register(photo.upload().withSidecar(ContentHash.of(sidecar)))
                .photo();
    }

    /** The whole walk: original, row, event; renditions, completed row, event; document. */
    public Photo develop(String seed) {
        return develop(seed, Map.of());
    }

    /** As {@link #develop(String)}, and to be found by these vectors, whose spaces are there. */
    public Photo develop(String seed, Map<TransformId, List<Float>> vectors) {
        Photo pending = register(seed);
        stores.events().publish(new PhotoUploaded(pending.upload(), pending.version()));
        List<Rendition> renditions = List.of(1200, 600, 300, 150).stream()
                .map(size -> store(pending, size, rendition(seed, size)))
                .toList();
        Developed like = Photos.developed(PhotoMetadata.NONE);
        Photo completed = stores.catalog()
                .complete(
                        owner,
                        pending.id(),
                        new Developed(
                                like.renditionTransform(),
                                like.metadataTransform(),
                                40,
                                30,
                                PhotoMetadata.NONE,
                                renditions,
                                like.thumbHash(),
                                like.perceptualHash(),
                                like.measures()))
                .orElseThrow();
        List<Derivation> looked = vectors.keySet().stream()
                .map(version -> new Derivation(owner, completed.id(), version, new Derivation.Done()))
                .toList();
        stores.events().publish(new PhotoDerived(completed, looked, vectors, Instant.now()));
        vectors.forEach((version, vector) -> find(completed, version, vector));
        stores.index().apply(List.of(new IndexChange.Upsert(completed))).join();
        stores.index().refresh();
        return completed;
    }

    /** Puts a vector of {@code photo} into the space of {@code version}. */
    public void find(Photo photo, TransformId version, List<Float> vector) {
        stores.features()
                .put(version, List.of(new FeatureVector(owner, photo.id(), photo.version(), vector)))
                .join();
        stores.features().refresh(List.of(version));
    }

    /** Stores bytes as the rendition of {@code photo}. */
    public Rendition store(Photo photo, int size, byte[] bytes) {
        stores.blobs().put(renditionKey(photo, size), Blob.of(bytes, JPEG));
        return new Rendition(size, ImageFormat.JPEG, 4, 3, bytes.length, ContentHash.of(bytes));
    }

    public String renditionKey(Photo photo, int size) {
        return ObjectKeys.renditions(Photos.RENDITIONS, owner, photo.id()) + size + ".jpg";
    }

    private byte[] rendition(String seed, int size) {
        return ("rendition " + size + " of " + owner + ": " + seed).getBytes(UTF_8);
    }
}
