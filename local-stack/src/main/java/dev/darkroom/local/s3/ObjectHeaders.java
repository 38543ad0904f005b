package dev.darkroom.local.s3;

import dev.darkroom.local.objects.Checksum;
import dev.darkroom.local.objects.ObjectFacts;
import dev.darkroom.local.objects.StoredObject;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The headers that are kept with an object, and those that tell of it. */
final class ObjectHeaders {
    static final String METADATA = "x-amz-meta-";
    static final String STORAGE_CLASS = "x-amz-storage-class";

    private static final int MAX_METADATA_BYTES = 2048;
    private static final String DEFAULT_TYPE = "binary/octet-stream";
    private static final String ENCRYPTION = "x-amz-server-side-encryption";
    private static final Set<String> KEPT = Set.of(
            "cache-control",
            "content-disposition",
            "content-language",
            "content-type",
            "expires",
            ENCRYPTION,
            ENCRYPTION + "-aws-kms-key-id",
            ENCRYPTION + "-bucket-key-enabled",
            "x-amz-website-redirect-location");
    private static final List<String> OVERRIDABLE = List.of(
            "cache-control", "content-disposition", "content-encoding", "content-language", "content-type", "expires");
    private static final Set<String> CLASSES = Set.of(
            "STANDARD",
            "STANDARD_IA",
            "ONEZONE_IA",
            "INTELLIGENT_TIERING",
            "GLACIER",
            "GLACIER_IR",
            "DEEP_ARCHIVE",
            "REDUCED_REDUNDANCY");

    private ObjectHeaders() {}

    /** What to keep of the headers of a request that makes an object. */
    static Map<String, String> kept(S3Request request) throws S3ErrorException {
        Map<String, String> kept = new HashMap<>();
        int metadataBytes = 0;
        for (Map.Entry<String, List<String>> header : request.headers().entrySet()) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            String value = String.join(",", header.getValue());
            if (name.startsWith(METADATA)) {
                metadataBytes += name.length() - METADATA.length() + value.length();
                kept.put(name, value);
            } else if (KEPT.contains(name)) {
                kept.put(name, value);
            } else if (name.startsWith("x-amz-object-lock-") || name.startsWith(ENCRYPTION + "-customer-")) {
                throw S3ErrorException.notImplemented("This local S3 does not know the header " + name);
            }
        }
        if (metadataBytes > MAX_METADATA_BYTES) {
            throw new S3ErrorException(
                    400,
                    "MetadataTooLarge",
                    "Your metadata headers exceed the maximum allowed metadata size: " + metadataBytes + " > "
                            + MAX_METADATA_BYTES);
        }
        String encoding = contentEncoding(request);
        if (!encoding.isEmpty()) {
            kept.put("content-encoding", encoding);
        }
        kept.putIfAbsent("content-type", DEFAULT_TYPE);
        return kept;
    }

    /** The framing of the upload is no property of the object. */
    private static String contentEncoding(S3Request request) {
        return request.headers().getOrDefault("Content-Encoding", List.of()).stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(String::trim)
                .filter(value -> !value.isEmpty() && !value.equalsIgnoreCase("aws-chunked"))
                .collect(Collectors.joining(","));
    }

    static String storageClass(S3Request request) throws S3ErrorException {
        String name = request.header(STORAGE_CLASS).orElse(ObjectFacts.STANDARD);
        if (!CLASSES.contains(name)) {
            throw new S3ErrorException(
                    400, "InvalidStorageClass", "The storage class you specified is not valid: " + name);
        }
        return name;
    }

    /** Tells of a whole object, before its bytes or in their place. */
    static void describe(StoredObject object, S3Request request, Answer answer) {
        ObjectFacts facts = object.facts();
        facts.headers().forEach(answer::header);
        for (String name : OVERRIDABLE) {
            request.query().first("response-" + name).ifPresent(value -> answer.header(name, value));
        }
        answer.header("ETag", quoted(facts.etag()));
        answer.header("Last-Modified", Times.http(object.modified()));
        answer.header("Accept-Ranges", "bytes");
        version(object, answer);
        if (!facts.storageClass().equals(ObjectFacts.STANDARD)) {
            answer.header(STORAGE_CLASS, facts.storageClass());
        }
        if (!facts.tags().isEmpty()) {
            answer.header("x-amz-tagging-count", Integer.toString(facts.tags().size()));
        }
    }

    /** Tells what was just stored. */
    static void acknowledge(StoredObject object, Answer answer) {
        version(object, answer);
        encryption(object.facts(), answer);
    }

    /** Tells how an object is, or will be, encrypted: as its maker wished. */
    static void encryption(ObjectFacts facts, Answer answer) {
        facts.headers().forEach((name, value) -> {
            if (name.startsWith(ENCRYPTION)) {
                answer.header(name, value);
            }
        });
    }

    static void version(StoredObject object, Answer answer) {
        if (!object.version().equals(StoredObject.UNVERSIONED)) {
            answer.header("x-amz-version-id", object.version());
        }
    }

    static void checksum(Optional<Checksum> checksum, Answer answer) {
        checksum.ifPresent(there -> {
            answer.header(there.algorithm().header(), there.value());
            answer.header("x-amz-checksum-type", there.type().name());
        });
    }

    static String quoted(String etag) {
        return "\"" + etag + "\"";
    }
}
