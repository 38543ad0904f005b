package dev.darkroom.local.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers one S3 request: authenticate, apply what only the gateway knows, forward the rest. */
final class GatewayHandler implements HttpHandler {
    static final String HEALTH_PATH = "/.darkroom/health";

    private static final Logger log = LoggerFactory.getLogger(GatewayHandler.class);
    private static final int MAX_DOCUMENT_BYTES = 1 << 20;

    /** S3Mock would take these for plain bucket calls: a PUT would create the bucket, a DELETE delete it. */
    private static final Set<String> UNSUPPORTED_ON_BUCKETS = Set.of(
            "accelerate",
            "acl",
            "analytics",
            "intelligent-tiering",
            "inventory",
            "logging",
            "metadataConfiguration",
            "metadataTable",
            "metrics",
            "ownershipControls",
            "policy",
            "policyStatus",
            "publicAccessBlock",
            "replication",
            "requestPayment",
            "session",
            "website");

    private final RequestAuthenticator authenticator;
    private final Backend backend;
    private final Forwarder forwarder;
    private final ArchiveTier archive;
    private final BucketDocuments documents;

    GatewayHandler(
            RequestAuthenticator authenticator,
            Backend backend,
            Forwarder forwarder,
            ArchiveTier archive,
            BucketDocuments documents) {
        this.authenticator = authenticator;
        this.backend = backend;
        this.forwarder = forwarder;
        this.archive = archive;
        this.documents = documents;
    }

    @Override
    public void handle(HttpExchange exchange) {
        Answer answer = new Answer(exchange);
        try (exchange) {
            try {
                answer(exchange, answer);
            } catch (S3ErrorException e) {
                log.debug(
                        "{} {}: {} {}",
                        exchange.getRequestMethod(),
                        exchange.getRequestURI(),
                        e.code(),
                        e.getMessage());
                answer.error(e);
            } catch (RuntimeException e) {
                log.error(
                        "{} {} failed",
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().getPath(),
                        e);
                answer.error(new S3ErrorException(
                        500, "InternalError", "We encountered an internal error. Please try again."));
            }
        } catch (IOException e) {
            log.debug(
                    "{} {}: the client went away: {}",
                    exchange.getRequestMethod(),
                    exchange.getRequestURI(),
                    e.toString());
        }
    }

    private void answer(HttpExchange exchange, Answer answer) throws IOException {
        S3Request signed = S3Request.of(exchange);
        if (signed.is("GET") && signed.path().equals(HEALTH_PATH)) {
            boolean isUp = backend.answers();
            answer.text(isUp ? 200 : 503, isUp ? "ok" : "the object store behind this gateway does not answer");
            return;
        }
        if (signed.is("OPTIONS")) {
            throw new S3ErrorException(403, "AccessForbidden", "CORSResponse: This CORS request is not allowed.");
        }
        Authentication authentication = authenticator.authenticate(signed);
        Payload payload = Payloads.of(signed, authentication, exchange.getRequestBody());
        S3Request request = SignatureClaim.isPresigned(signed) ? signed.withoutPresigning() : signed;
        request.requireStorableKey();
        if (request.isObject()) {
            object(request, payload, answer);
        } else if (request.isBucket()) {
            bucket(request, payload, answer);
        } else {
            answer.relay(forwarder.forward(request, payload, Optional.empty()), Optional.empty());
        }
    }

    private void object(S3Request request, Payload payload, Answer answer) throws IOException {
        if (request.is("POST") && request.query().has("restore")) {
            answer.empty(archive.restore(request, payload.readDocument(MAX_DOCUMENT_BYTES)));
            return;
        }
        Optional<CopySource> source = CopySource.of(request);
        if (source.isPresent()) {
            archive.requireReadableSource(source.get());
        }
        HttpURLConnection reply = forwarder.forward(request, payload, lockKey(request));
        boolean isRead = request.is("GET") || request.is("HEAD");
        if (isRead && request.isAboutContent() && Backend.status(reply) < 400) {
            relayContent(request, reply, answer);
            return;
        }
        if (!isRead && Backend.status(reply) < 300) {
            forgetRestore(request, reply);
        }
        answer.relay(reply, Optional.empty());
    }

    private void relayContent(S3Request request, HttpURLConnection reply, Answer answer) throws IOException {
        StoredObject stored = StoredObject.of(reply);
        ObjectVersion version = stored.of(request.bucket(), request.key().orElseThrow());
        if (request.is("GET") && !archive.isReadable(stored, version)) {
            reply.disconnect();
            throw S3ErrorException.invalidObjectState(stored.storageClass());
        }
        answer.relay(reply, archive.restoreHeader(stored, version));
    }

    private void forgetRestore(S3Request request, HttpURLConnection reply) throws IOException {
        boolean isNewContent = request.is("PUT") && request.isAboutContent();
        boolean isCompleted = request.is("POST") && request.query().has("uploadId");
        boolean isDeleted = request.is("DELETE") && request.isAboutContent();
        String versionId = isDeleted
                ? request.query().first("versionId").orElse(ObjectVersion.UNVERSIONED)
                : StoredObject.of(reply).versionId();
        if (isNewContent || isCompleted || isDeleted) {
            archive.forget(new ObjectVersion(request.bucket(), request.key().orElseThrow(), versionId));
        }
    }

    /** Everything that replaces, completes or removes an object is ordered by its lock; parts of an upload are not yet an object. */
    private static Optional<String> lockKey(S3Request request) {
        boolean isCommit = (request.is("PUT") || request.is("DELETE")) && request.isAboutContent();
        boolean isComplete = request.is("POST") && request.query().has("uploadId");
        return isCommit || isComplete ? Optional.of(request.path()) : Optional.empty();
    }

    private void bucket(S3Request request, Payload payload, Answer answer) throws IOException {
        Optional<BucketDocument> document = BucketDocument.of(request.query());
        if (document.isPresent()) {
            document(request, document.get(), payload, answer);
            return;
        }
        if (UNSUPPORTED_ON_BUCKETS.stream().anyMatch(request.query()::has)) {
            throw new S3ErrorException(501, "NotImplemented", "This local S3 does not keep such a bucket setting");
        }
        HttpURLConnection reply = forwarder.forward(request, payload, Optional.empty());
        boolean isBucketGone =
                request.is("DELETE") && request.query().parameters().isEmpty();
        if (isBucketGone && Backend.status(reply) < 300) {
            documents.deleteAll(request.bucket());
        }
        answer.relay(reply, Optional.empty());
    }

    private void document(S3Request request, BucketDocument document, Payload payload, Answer answer)
            throws IOException {
        byte[] body = payload.readDocument(MAX_DOCUMENT_BYTES);
        if (!backend.hasBucket(request.bucket())) {
            throw new S3ErrorException(404, "NoSuchBucket", "The specified bucket does not exist");
        }
        switch (request.method()) {
            case "GET" ->
                answer.xml(200, new String(documents.read(request.bucket(), document), StandardCharsets.UTF_8));
            case "PUT" -> {
                Xml.leaves(body);
                documents.write(request.bucket(), document, body);
                answer.empty(document == BucketDocument.TAGGING ? 204 : 200);
            }
            case "DELETE" -> {
                documents.delete(request.bucket(), document);
                answer.empty(204);
            }
            default ->
                throw new S3ErrorException(
                        405, "MethodNotAllowed", "The specified method is not allowed against this resource.");
        }
    }
}
