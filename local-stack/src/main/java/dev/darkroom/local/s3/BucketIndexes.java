package dev.darkroom.local.s3;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mends S3Mock's lists of keys before it starts. S3Mock rewrites a bucket's whole {@code bucketMetadata.json} in place
 * for every new key, so a process that is killed may leave half of it, and then no object of the bucket is found. Every
 * object's own folder tells its key: the list is made from those.
 */
final class BucketIndexes {
    private static final Logger LOG = LoggerFactory.getLogger(BucketIndexes.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String INDEX = "bucketMetadata.json";

    private BucketIndexes() {}

    /** Rewrites the lists in {@code objects} that cannot be read; S3Mock must not be running. */
    static void mend(Path objects) throws IOException {
        try (DirectoryStream<Path> buckets = Files.newDirectoryStream(objects, Files::isDirectory)) {
            for (Path bucket : buckets) {
                if (read(bucket.resolve(INDEX))
                        .filter(index -> index.has("objects"))
                        .isEmpty()) {
                    rebuild(bucket);
                }
            }
        }
    }

    private static void rebuild(Path bucket) throws IOException {
        ObjectNode keys = JSON.createObjectNode();
        newestOfEachKey(bucket).forEach((key, object) -> keys.put(key, object.folder()));
        ObjectNode index = JSON.createObjectNode()
                .put("name", bucket.getFileName().toString())
                .put(
                        "creationDate",
                        Files.getLastModifiedTime(bucket).toInstant().toString())
                .put("objectOwnership", "BucketOwnerEnforced")
                .put("path", bucket.toUri().toString())
                .put("bucketRegion", "us-east-1")
                .set("objects", keys);
        AtomicFile.replace(bucket.resolve(INDEX), JSON.writeValueAsBytes(index));
        LOG.warn("The list of keys of bucket {} was broken; made anew with {} keys", bucket, keys.size());
    }

    /** A crash between the two writes of an overwriting put leaves two folders of one key. */
    private static SortedMap<String, Version> newestOfEachKey(Path bucket) throws IOException {
        SortedMap<String, Version> found = new TreeMap<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(bucket, Files::isDirectory)) {
            for (Path folder : folders) {
                Optional<JsonNode> object =
                        read(folder.resolve("objectMetadata.json")).filter(node -> node.has("key"));
                if (object.isEmpty() || !Files.exists(folder.resolve("binaryData"))) {
                    continue;
                }
                Version version = new Version(
                        folder.getFileName().toString(),
                        Instant.ofEpochMilli(object.get().path("lastModified").asLong()));
                found.merge(
                        object.get().path("key").asText(),
                        version,
                        (one, other) -> one.modified().isAfter(other.modified()) ? one : other);
            }
        }
        return found;
    }

    private static Optional<JsonNode> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readTree(file.toFile())).filter(JsonNode::isObject);
        } catch (JsonProcessingException e) {
            LOG.debug("{} holds no whole JSON document: {}", file, e.getOriginalMessage());
            return Optional.empty();
        }
    }

    private record Version(String folder, Instant modified) {}
}
