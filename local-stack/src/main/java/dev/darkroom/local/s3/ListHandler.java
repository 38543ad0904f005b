package dev.darkroom.local.s3;

import dev.darkroom.local.objects.Bucket;
import dev.darkroom.local.objects.ListPage;
import dev.darkroom.local.objects.ListQuery;
import dev.darkroom.local.objects.ObjectStore;
import dev.darkroom.local.objects.StoredObject;
import dev.darkroom.local.objects.Upload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Answers every call that lists: buckets, objects in both of S3's ways, versions, uploads. */
final class ListHandler {
    private static final String OWNER = "darkroom";

    private final ObjectStore store;

    ListHandler(ObjectStore store) {
        this.store = store;
    }

    void buckets(Answer answer) throws IOException {
        XmlWriter xml = XmlWriter.document("ListAllMyBucketsResult");
        owner(xml, "Owner");
        xml.open("Buckets");
        for (Bucket bucket : store.buckets().list()) {
            xml.open("Bucket")
                    .leaf("Name", bucket.name())
                    .leaf("CreationDate", Times.xml(bucket.created()))
                    .close();
        }
        answer.xml(200, xml.end());
    }

    void objects(S3Request request, Answer answer) throws IOException {
        if (request.query().first("list-type").filter("2"::equals).isPresent()) {
            objectsByToken(request, answer);
            return;
        }
        String marker = request.query().first("marker").orElse("");
        ListQuery query = query(request, marker, Optional.empty());
        ListPage<StoredObject> page = store.listings().objects(query);
        Encoding encoding = Encoding.of(request);
        XmlWriter xml = XmlWriter.document("ListBucketResult").leaf("Name", query.bucket());
        common(xml, query, encoding, page)
                .leaf("Marker", encoding.apply(marker))
                .leaf("NextMarker", page.next().map(encoding::apply))
                .leaf("MaxKeys", query.max());
        contents(xml, page, encoding, true);
        answer.xml(200, xml.end());
    }

    private void objectsByToken(S3Request request, Answer answer) throws IOException {
        Optional<String> token = request.query().first("continuation-token");
        Optional<String> startAfter = request.query().first("start-after").filter(key -> !key.isEmpty());
        String after = token.isPresent() ? key(token.get()) : startAfter.orElse("");
        ListQuery query = query(request, after, Optional.empty());
        ListPage<StoredObject> page = store.listings().objects(query);
        Encoding encoding = Encoding.of(request);
        XmlWriter xml = XmlWriter.document("ListBucketResult").leaf("Name", query.bucket());
        common(xml, query, encoding, page)
                .leaf("StartAfter", startAfter.map(encoding::apply))
                .leaf("ContinuationToken", token)
                .leaf("NextContinuationToken", page.next().map(ListHandler::token))
                .leaf("KeyCount", page.entries().size() + page.prefixes().size())
                .leaf("MaxKeys", query.max());
        contents(
                xml,
                page,
                encoding,
                request.query().first("fetch-owner").filter("true"::equals).isPresent());
        answer.xml(200, xml.end());
    }

    void versions(S3Request request, Answer answer) throws IOException {
        String marker = request.query().first("key-marker").orElse("");
        Optional<String> version = request.query().first("version-id-marker").filter(id -> !id.isEmpty());
        ListQuery query = query(request, marker, version);
        ListPage<StoredObject> page = store.listings().versions(query);
        Encoding encoding = Encoding.of(request);
        XmlWriter xml = XmlWriter.document("ListVersionsResult").leaf("Name", query.bucket());
        common(xml, query, encoding, page)
                .leaf("KeyMarker", encoding.apply(marker))
                .leaf("VersionIdMarker", version)
                .leaf("NextKeyMarker", page.next().map(encoding::apply))
                .leaf("NextVersionIdMarker", page.nextVersion())
                .leaf("MaxKeys", query.max());
        Optional<String> before = Optional.empty();
        for (StoredObject object : page.entries()) {
            String key = object.name().key();
            // The newest of a key comes first; a page may begin in the middle of one.
            boolean isLatest = !before.equals(Optional.of(key)) && !(version.isPresent() && key.equals(marker));
            before = Optional.of(key);
            xml.open(object.isContent() ? "Version" : "DeleteMarker")
                    .leaf("Key", encoding.apply(key))
                    .leaf("VersionId", object.version())
                    .leaf("IsLatest", isLatest);
            if (object.isContent()) {
                facts(xml, object);
            } else {
                xml.leaf("LastModified", Times.xml(object.modified()));
            }
            owner(xml, "Owner");
            xml.close();
        }
        answer.xml(200, xml.end());
    }

    void uploads(S3Request request, Answer answer) throws IOException {
        String marker = request.query().first("key-marker").orElse("");
        Optional<String> id = request.query().first("upload-id-marker").filter(text -> !text.isEmpty());
        ListQuery query = query(request, marker, id);
        ListPage<Upload> page = store.listings().uploads(query);
        Encoding encoding = Encoding.of(request);
        XmlWriter xml = XmlWriter.document("ListMultipartUploadsResult").leaf("Bucket", query.bucket());
        common(xml, query, encoding, page)
                .leaf("KeyMarker", encoding.apply(marker))
                .leaf("UploadIdMarker", id)
                .leaf("NextKeyMarker", page.next().map(encoding::apply))
                .leaf("NextUploadIdMarker", page.nextVersion())
                .leaf("MaxUploads", query.max());
        for (Upload upload : page.entries()) {
            xml.open("Upload")
                    .leaf("Key", encoding.apply(upload.name().key()))
                    .leaf("UploadId", upload.id())
                    .leaf("StorageClass", upload.facts().storageClass())
                    .leaf("Initiated", Times.xml(upload.initiated()));
            owner(xml, "Initiator");
            owner(xml, "Owner");
            xml.close();
        }
        answer.xml(200, xml.end());
    }

    private static ListQuery query(S3Request request, String after, Optional<String> version) throws S3ErrorException {
        String limit = request.query().has("uploads") ? "max-uploads" : "max-keys";
        return new ListQuery(
                request.bucket(),
                request.query().first("prefix").orElse(""),
                request.query().first("delimiter").orElse(""),
                after,
                version,
                Math.min(request.number(limit, ListQuery.MAX_ENTRIES), ListQuery.MAX_ENTRIES));
    }

    private static XmlWriter common(XmlWriter xml, ListQuery query, Encoding encoding, ListPage<?> page) {
        xml.leaf("Prefix", encoding.apply(query.prefix()));
        if (!query.delimiter().isEmpty()) {
            xml.leaf("Delimiter", encoding.apply(query.delimiter()));
        }
        xml.leaf("EncodingType", encoding.name());
        xml.leaf("IsTruncated", page.next().isPresent());
        for (String prefix : page.prefixes()) {
            xml.open("CommonPrefixes").leaf("Prefix", encoding.apply(prefix)).close();
        }
        return xml;
    }

    private static void contents(XmlWriter xml, ListPage<StoredObject> page, Encoding encoding, boolean withOwner) {
        for (StoredObject object : page.entries()) {
            xml.open("Contents").leaf("Key", encoding.apply(object.name().key()));
            facts(xml, object);
            if (withOwner) {
                owner(xml, "Owner");
            }
            xml.close();
        }
    }

    private static void facts(XmlWriter xml, StoredObject object) {
        xml.leaf("LastModified", Times.xml(object.modified()))
                .leaf("ETag", ObjectHeaders.quoted(object.facts().etag()));
        object.facts()
                .checksum()
                .ifPresent(sum -> xml.leaf("ChecksumAlgorithm", sum.algorithm()).leaf("ChecksumType", sum.type()));
        xml.leaf("Size", object.size()).leaf("StorageClass", object.facts().storageClass());
    }

    private static void owner(XmlWriter xml, String element) {
        xml.open(element).leaf("ID", OWNER).leaf("DisplayName", OWNER).close();
    }

    private static String token(String key) {
        return Base64.getUrlEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    private static String key(String token) throws S3ErrorException {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw S3ErrorException.invalidArgument("The continuation token provided is incorrect");
        }
    }

    /** How keys are written: as they are, or percent-encoded, because XML cannot say every key. */
    private record Encoding(Optional<String> name) {
        static Encoding of(S3Request request) throws S3ErrorException {
            Optional<String> name = request.query().first("encoding-type").filter(text -> !text.isEmpty());
            if (name.isPresent() && !name.get().equals("url")) {
                throw S3ErrorException.invalidArgument("Invalid Encoding Method specified in Request: " + name.get());
            }
            return new Encoding(name);
        }

        String apply(String key) {
            return name.isPresent() ? PercentEncoding.encodePath(key) : key;
        }
    }
}
