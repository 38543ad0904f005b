package dev.darkroom.flink.it;

import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.event.Event;
import dev.darkroom.core.event.PhotoUploaded;
import dev.darkroom.core.event.Topic;
import dev.darkroom.core.id.ContentHash;
import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.ImageFormat;
import dev.darkroom.core.photo.ObjectKeys;
import dev.darkroom.core.photo.Photo;
import dev.darkroom.core.photo.PhotoStatus;
import dev.darkroom.core.photo.Upload;
import dev.darkroom.core.port.Blob;
import dev.darkroom.imaging.format.HeaderReader;
import dev.darkroom.imaging.format.ImageHeader;
import dev.darkroom.stores.Stores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Uploads photos as the ingest service does, in the same order: object, row, event. */
public final class TestArchive {
    private final Stores stores;

    public TestArchive(Stores stores) {
        this.stores = stores;
    }

    /** Every file below {@code folder} of the shared photos; skips the test where there are none. */
    public static List<Path> photos(String folder) throws IOException {
        Path root = Path.of("").toAbsolutePath();
        while (root != null && !Files.isDirectory(root.resolve(".mvn"))) {
            root = root.getParent();
        }
        Path data = root == null
                ? Path.of("no repository")
                : root.resolveSibling("shared/data").resolve(folder);
        if (!Files.isDirectory(data)) {
            Assumptions.abort("No test photos in " + data);
        }
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    /** A file whose bytes differ from those of {@code file}, and whose picture does not: the JPEG gets a tail. */
    public static byte[] variant(Path file, int number) throws IOException {
        return variant(Files.readAllBytes(file), number);
    }

    /** As {@link #variant(Path, int)}, of these bytes. */
    public static byte[] variant(byte[] bytes, int number) {
        byte[] longer = Arrays.copyOf(bytes, bytes.length + Integer.BYTES);
        for (int i = 0; i < Integer.BYTES; i++) {
            longer[bytes.length + i] = (byte) (number >>> (8 * i));
        }
        return longer;
    }

    /** What an upload of {@code bytes} would say of itself; a file without a readable header pretends to be a JPEG. */
    public static Upload describe(UserId owner, String name, byte[] bytes) {
        ImageFormat format = ImageFormat.JPEG;
        int width = 1;
        int height = 1;
        try {
            ImageHeader header = HeaderReader.read(bytes);
            format = header.format();
            width = header.width();
            height = header.height();
        } catch (RejectedException e) {
            System.out.println("Without a header: " + name + ", " + e.getMessage());
        }
        return new Upload(owner, ContentHash.of(bytes), name, format, bytes.length, width, height, Instant.now());
    }

    /** Object and row, as they are before the event. */
    public PhotoUploaded store(UserId owner, String name, byte[] bytes) {
        Upload upload = describe(owner, name, bytes);
        stores.blobs()
                .putIfAbsent(
                        ObjectKeys.original(owner, upload.id()),
                        Blob.of(bytes, upload.format().mediaType()));
        Photo photo = stores.catalog().register(upload).photo();
        return new PhotoUploaded(photo.upload(), photo.version());
    }

    /** A whole upload. */
    public PhotoUploaded upload(UserId owner, String name, byte[] bytes) {
        PhotoUploaded event = store(owner, name, bytes);
        stores.events().publish(event);
        return event;
    }

    /** Those of {@code uploads}, all of one owner, that are completed or failed. */
    public List<Photo> settled(List<PhotoUploaded> uploads) {
        List<PhotoId> ids =
                uploads.stream().map(PhotoUploaded::photo).distinct().toList();
        return stores.catalog().findAll(uploads.get(0).owner(), ids).stream()
                .filter(photo -> photo.status() != PhotoStatus.PENDING)
                .toList();
    }

    /** Every committed event of {@code owner} in {@code topic}. */
    public List<Event> events(Topic topic, UserId owner) {
        List<Event> found = new ArrayList<>();
        stores.events().replay(topic, event -> {
            if (event.owner().equals(owner)) {
                found.add(event);
            }
        });
        return found;
    }

    /** The keys of every rendition of the photo, of any recipe. */
    public List<String> renditions(PhotoUploaded photo) {
        List<String> found = new ArrayList<>();
        stores.blobs().list(ObjectKeys.RENDITIONS, info -> {
            if (info.key().contains("/" + photo.photo() + "/")) {
                found.add(info.key());
            }
        });
        return found;
    }
}
