package dev.darkroom.serving;

import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.id.ContentHash;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.Developed;
import dev.darkroom.core.photo.ImageFormat;
import dev.darkroom.core.photo.ObjectKeys;
import dev.darkroom.core.photo.Photo;
import dev.darkroom.core.photo.PhotoMetadata;
import dev.darkroom.core.photo.Rejection;
import dev.darkroom.core.photo.Upload;
import dev.darkroom.core.port.Blob;
import dev.darkroom.core.port.IndexChange;
import dev.darkroom.imaging.DevelopedPhoto;
import dev.darkroom.imaging.Developer;
import dev.darkroom.imaging.format.HeaderReader;
import dev.darkroom.imaging.format.ImageHeader;
import dev.darkroom.imaging.format.Limits;
import dev.darkroom.imaging.rendition.Renderer;
import dev.darkroom.imaging.rendition.RenditionFile;
import dev.darkroom.imaging.rendition.RenditionRecipe;
import dev.darkroom.local.identity.LocalIdentity;
import dev.darkroom.local.stack.SharedStack;
import dev.darkroom.stores.Stores;
import dev.darkroom.stores.StoresConfig;
import dev.darkroom.web.BearerAuth;
import dev.darkroom.web.HttpServer;
import dev.darkroom.web.HttpSettings;
import dev.darkroom.web.TokenSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The stores of the local stack, filled with photos as ingest and Flink would do it. */
final class Archive implements AutoCloseable {
    private final Map<String, String> environment = SharedStack.get();
    private final Developer developer;
    private final Stores stores = Stores.open(StoresConfig.from(environment));

    Archive() {
        try {
            developer = Developer.load();
        } catch (RejectedException e) {
            throw new IllegalStateException(e);
        }
    }

    Stores stores() {
        return stores;
    }

    /** The setting of the stack with this name. */
    String setting(String name) {
        return environment.get(name);
    }

    /** A user that nobody had before. */
    static UserId newcomer(String name) {
        return new UserId(name + "-" + UUID.randomUUID().toString().substring(0, 8));
    }

    HttpServer serve(Stores served) {
        return Serving.start(
                HttpSettings.local(0),
                served,
                new BearerAuth(TokenSettings.fromEnvironment(environment), Clock.systemUTC()),
                ServingSettings.DEFAULT,
                Clock.systemUTC());
    }

    TestClient client(HttpServer server, UserId user) {
        return new TestClient(server.address(), Optional.of(token(user)));
    }

    String token(UserId user) {
        try {
            Path keys = Path.of(environment.get("DARKROOM_TOKEN_KEY")).getParent();
            return new LocalIdentity(keys, Clock.systemUTC()).token(user.value(), Duration.ofHours(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A photo that was uploaded and waits. */
    Photo upload(UserId owner, String fileName, byte[] bytes, Instant at) {
        try {
            ImageHeader header = HeaderReader.read(bytes);
            ContentHash content = ContentHash.of(bytes);
            ImageFormat format = header.format();
            Upload upload =
                    new Upload(owner, content, fileName, format, bytes.length, header.width(), header.height(), at);
            stores.blobs().putIfAbsent(ObjectKeys.original(owner, upload.id()), Blob.of(bytes, format.mediaType()));
            return stores.catalog().register(upload).photo();
        } catch (RejectedException e) {
            throw new IllegalArgumentException(fileName, e);
        }
    }

    /** A photo that went the whole way and can be searched for. */
    Photo develop(UserId owner, String fileName, byte[] bytes, Optional<PhotoMetadata> instead) {
        Photo waiting = upload(owner, fileName, bytes, Instant.now());
        try {
            DevelopedPhoto made = developer.apply(bytes);
            for (RenditionFile file : made.files()) {
                String key = ObjectKeys.rendition(
                        made.developed().renditionTransform(), owner, waiting.id(), file.rendition());
                stores.blobs()
                        .put(
                                key,
                                Blob.of(file.bytes(), file.rendition().format().mediaType()));
            }
            Developed developed = made.developed()
                    .withMetadata(instead.orElse(made.developed().metadata()));
            Photo photo =
                    stores.catalog().complete(owner, waiting.id(), developed).orElseThrow();
            index(photo);
            return photo;
        } catch (RejectedException e) {
            return stores.catalog()
                    .reject(owner, waiting.id(), new Rejection(e.reason(), e.getMessage(), developer.id()))
                    .orElseThrow();
        }
    }

    /** Keeps beside the row what {@code recipe} makes of a photo, as a shadow does. */
    void developBeside(UserId owner, Photo photo, byte[] bytes, RenditionRecipe recipe) {
        try {
            DevelopedPhoto made = new Developer(Renderer.load(), Limits.DEFAULT, recipe).apply(bytes);
            for (RenditionFile file : made.files()) {
                stores.blobs()
                        .put(
                                ObjectKeys.rendition(recipe.id(), owner, photo.id(), file.rendition()),
                                Blob.of(file.bytes(), file.rendition().format().mediaType()));
            }
            stores.renditions()
                    .putAll(owner, Map.of(photo.id(), made.developed().derivedRenditions()));
        } catch (RejectedException e) {
            throw new IllegalArgumentException(photo.upload().fileName(), e);
        }
    }

    void index(Photo photo) {
        stores.index().apply(List.of(new IndexChange.Upsert(photo))).join();
        stores.index().refresh();
    }

    @Override
    public void close() {
        stores.close();
    }
}
