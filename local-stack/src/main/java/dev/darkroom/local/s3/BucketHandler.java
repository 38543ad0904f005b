package dev.darkroom.local.s3;

import dev.darkroom.local.objects.Bucket;
import dev.darkroom.local.objects.ObjectStore;
import dev.darkroom.local.objects.Versioning;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Answers the calls about a bucket and its settings. */
final class BucketHandler {
    private static final int MAX_DOCUMENT_BYTES = 1 << 21;
    private static final String DEFAULT_REGION = "us-east-1";

    private static final Set<String> UNSUPPORTED = Set.of(
            "accelerate",
            "acl",
            "analytics",
            "intelligent-tiering",
            "inventory",
            "logging",
            "metadataConfiguration",
            "metadataTable",
            "metrics",
            "object-lock",
            "ownershipControls",
            "policy",
            "policyStatus",
            "publicAccessBlock",
            "replication",
            "requestPayment",
            "session",
            "website");

    private final ObjectStore store;
    private final BucketDocuments documents;
    private final ListHandler lists;
    private final DeletionHandler deletions;
    private final String region;

    BucketHandler(ObjectStore store, BucketDocuments documents, String region) {
        this.store = store;
        this.documents = documents;
        this.lists = new ListHandler(store);
        this.deletions = new DeletionHandler(store);
        this.region = region;
    }

    /** Answers a request about all buckets. */
    void service(S3Request request, Payload payload, Answer answer) throws IOException {
        payload.readDocument(MAX_DOCUMENT_BYTES);
        if (!request.is("GET")) {
            throw S3ErrorException.methodNotAllowed();
        }
        lists.buckets(answer);
    }

    void handle(S3Request request, Payload payload, Answer answer) throws IOException {
        byte[] body = payload.readDocument(MAX_DOCUMENT_BYTES);
        QueryString query = request.query();
        Optional<BucketDocument> document = BucketDocument.of(query);
        if (document.isPresent()) {
            document(request, document.get(), body, answer);
        } else if (UNSUPPORTED.stream().anyMatch(query::has)) {
            throw S3ErrorException.notImplemented("This local S3 does not keep such a bucket setting");
        } else if (query.has("versioning")) {
            versioning(request, body, answer);
        } else {
            plain(request, body, answer);
        }
    }

    private void plain(S3Request request, byte[] body, Answer answer) throws IOException {
        String bucket = request.bucket();
        switch (request.method()) {
            case "PUT" -> {
                if (request.header("x-amz-bucket-object-lock-enabled")
                        .filter("true"::equalsIgnoreCase)
                        .isPresent()) {
                    throw S3ErrorException.notImplemented("This local S3 does not lock objects");
                }
                documents.requireName(bucket);
                store.buckets().create(bucket);
                answer.header("Location", "/" + bucket);
                answer.empty(200);
            }
            case "HEAD" -> {
                store.buckets().require(bucket);
                answer.header("x-amz-bucket-region", region);
                answer.empty(200);
            }
            case "DELETE" -> {
                store.buckets().delete(bucket);
                documents.deleteAll(bucket);
                answer.empty(204);
            }
            case "POST" -> {
                if (!request.query().has("delete")) {
                    throw S3ErrorException.notImplemented("This local S3 does not take uploads from HTML forms");
                }
                deletions.delete(request, body, answer);
            }
            case "GET" -> get(request, answer);
            default -> throw S3ErrorException.methodNotAllowed();
        }
    }

    private void get(S3Request request, Answer answer) throws IOException {
        QueryString query = request.query();
        if (query.has("location")) {
            store.buckets().require(request.bucket());
            answer.xml(200, location());
        } else if (query.has("uploads")) {
            lists.uploads(request, answer);
        } else if (query.has("versions")) {
            lists.versions(request, answer);
        } else {
            lists.objects(request, answer);
        }
    }

    /** The oldest region is the one without a name. */
    private String location() {
        String name = region.equals(DEFAULT_REGION) ? "" : region;
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<LocationConstraint xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">" + XmlWriter.escape(name)
                + "</LocationConstraint>";
    }

    private void versioning(S3Request request, byte[] body, Answer answer) throws IOException {
        Bucket bucket = store.buckets().require(request.bucket());
        switch (request.method()) {
            case "GET" -> {
                String status = bucket.versioning() == Versioning.ENABLED ? "Enabled" : "Suspended";
                answer.xml(
                        200,
                        XmlWriter.document("VersioningConfiguration")
                                .leaf("Status", Optional.of(status).filter(s -> bucket.versioning() != Versioning.OFF))
                                .end());
            }
            case "PUT" -> {
                String status = XmlElement.parse(body).leafAt("Status").orElse("");
                if (!Set.of("Enabled", "Suspended").contains(status)) {
                    throw S3ErrorException.malformedXml();
                }
                store.buckets().setVersioning(bucket.name(), Versioning.valueOf(status.toUpperCase(Locale.ROOT)));
                answer.empty(200);
            }
            default -> throw S3ErrorException.methodNotAllowed();
        }
    }

    private void document(S3Request request, BucketDocument document, byte[] body, Answer answer) throws IOException {
        String bucket = request.bucket();
        store.buckets().require(bucket);
        switch (request.method()) {
            case "GET" -> answer.xml(200, new String(documents.read(bucket, document), StandardCharsets.UTF_8));
            case "PUT" -> {
                XmlElement.parse(body);
                documents.write(bucket, document, body);
                answer.empty(document == BucketDocument.TAGGING ? 204 : 200);
            }
            case "DELETE" -> {
                documents.delete(bucket, document);
                answer.empty(204);
            }
            default -> throw S3ErrorException.methodNotAllowed();
        }
    }
}
