package dev.darkroom.local.objects;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A store in a directory, and what tests do with one all the time. */
final class StoreFixture implements AutoCloseable {
    static final String BUCKET = "photos";

    private final Path directory;
    final ObjectStore store;

    StoreFixture(Path directory) throws IOException {
        this.directory = directory;
        this.store = ObjectStore.open(directory, Clock.systemUTC());
        if (store.buckets().find(BUCKET).isEmpty()) {
            store.buckets().create(BUCKET);
        }
    }

    static ObjectName name(String key) {
        return new ObjectName(BUCKET, key);
    }

    static ObjectFacts facts(String etag) {
        return new ObjectFacts(etag, ObjectFacts.STANDARD, Optional.empty(), Map.of("content-type", "x/y"), Map.of());
    }

    Segment write(byte[] bytes) throws IOException {
        try (SegmentWriter writer = store.objects().write()) {
            writer.write(bytes, 0, bytes.length);
            return writer.finish();
        }
    }

    StoredObject put(String key, String text) throws IOException {
        return put(key, text.getBytes(StandardCharsets.UTF_8), Precondition.NONE);
    }

    StoredObject put(String key, byte[] bytes, Precondition precondition) throws IOException {
        return store.objects().put(name(key), List.of(write(bytes)), facts(etag(bytes)), precondition);
    }

    Upload upload(String key) throws IOException {
        return store.uploads().create(name(key), facts(""), Optional.empty());
    }

    PartClaim part(Upload upload, int number, byte[] bytes) throws IOException {
        Part part = new Part(number, write(bytes), etag(bytes), Optional.empty(), Instant.EPOCH);
        store.uploads().put(upload, part);
        return new PartClaim(number, part.etag(), Optional.empty());
    }

    byte[] read(StoredObject object) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Content content = store.objects().open(() -> object)) {
            content.copyTo(out, 0, object.size());
        }
        return out.toByteArray();
    }

    String text(String key) throws IOException {
        StoredObject object = store.objects().find(name(key)).orElseThrow();
        return new String(read(object), StandardCharsets.UTF_8);
    }

    static String etag(byte[] bytes) {
        RunningChecksum md5 = RunningChecksum.md5();
        md5.update(bytes, 0, bytes.length);
        return HexFormat.of().formatHex(md5.value());
    }

    static ListQuery query(String prefix, String delimiter, String after, int max) {
        return new ListQuery(BUCKET, prefix, delimiter, after, Optional.empty(), max);
    }

    long files() throws IOException {
        try (Stream<Path> all = Files.walk(directory.resolve("segments"))) {
            return all.filter(Files::isRegularFile).count();
        }
    }

    @Override
    public void close() throws IOException {
        store.close();
    }
}
