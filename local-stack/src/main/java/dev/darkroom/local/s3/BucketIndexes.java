package dev.darkroom.local.s3;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mends what a crash of S3Mock cut off, before it starts again. S3Mock writes its JSON files in place: an object's
 * {@code objectMetadata.json}, and for every new key the bucket's whole {@code bucketMetadata.json}. One that holds half
 * a document makes it answer every request with 500. An object without its document was never acknowledged and is
 * dropped; the list of keys is made anew from the objects, each of which tells its own.
 */
final class BucketIndexes {
    private static final Logger LOG = LoggerFactory.getLogger(BucketIndexes.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String INDEX = "bucketMetadata.json";
    private static final String METADATA = "objectMetadata.json";

    private BucketIndexes() {}

    /** Mends every bucket in {@code objects}; S3Mock must not be running. */
    static void mend(Path objects) throws IOException {
        try (DirectoryStream<Path> buckets = Files.newDirectoryStream(objects, Files::isDirectory)) {
            for (Path bucket : buckets) {
                SortedMap<String, Version> whole = wholeObjects(bucket);
                if (read(bucket.resolve(INDEX))
                        .filter(index -> index.has("objects"))
                        .isEmpty()) {
                    rebuild(bucket, whole);
                }
            }
        }
    }

    private static void rebuild(Path bucket, SortedMap<String, Version> objects) throws IOException {
        ObjectNode keys = JSON.createObjectNode();
        objects.forEach((key, object) -> keys.put(key, object.folder()));
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

    /** The whole objects by key, the newest where two have one key; documents of others are deleted. */
    private static SortedMap<String, Version> wholeObjects(Path bucket) throws IOException {
        SortedMap<String, Version> found = new TreeMap<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(bucket, Files::isDirectory)) {
            for (Path folder : folders) {
                Path metadata = folder.resolve(METADATA);
                Optional<JsonNode> object = read(metadata).filter(node -> node.has("key"));
                if (object.isEmpty() || !Files.exists(folder.resolve("binaryData"))) {
                    if (Files.deleteIfExists(metadata)) {
                        LOG.warn("Object {} was never wholly stored; dropped", folder);
                    }
                    continue;
                }
                Version version = new Version(
                        folder.getFileName().toString(),
                        object.get().path("lastModified").asLong());
                found.merge(
                        object.get().path("key").asText(),
                        version,
                        (one, other) -> one.modified() > other.modified() ? one : other);
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

    /** @param modified milliseconds since 1970 */
    private record Version(String folder, long modified) {}
}
