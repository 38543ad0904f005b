package dev.darkroom.local.s3;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** Finds out which call a request about an object is, and has it answered. */
final class ObjectHandler {
    private static final int MAX_DOCUMENT_BYTES = 1 << 21;

    private static final Set<String> UNSUPPORTED =
            Set.of("acl", "encryption", "legal-hold", "renameObject", "retention", "select", "torrent");

    private final ReadHandler reads;
    private final WriteHandler writes;
    private final CopyHandler copies;
    private final MultipartHandler uploads;
    private final PartHandler parts;
    private final ArchiveTier archive;

    /** The handlers of the calls. */
    record Calls(
            ReadHandler reads, WriteHandler writes, CopyHandler copies, MultipartHandler uploads, PartHandler parts) {}

    ObjectHandler(Calls calls, ArchiveTier archive) {
        this.reads = calls.reads();
        this.writes = calls.writes();
        this.copies = calls.copies();
        this.uploads = calls.uploads();
        this.parts = calls.parts();
        this.archive = archive;
    }

    void handle(S3Request request, Payload payload, Answer answer) throws IOException {
        QueryString query = request.query();
        if (UNSUPPORTED.stream().anyMatch(query::has)) {
            throw S3ErrorException.notImplemented("This local S3 does not keep such a setting of an object");
        }
        if (query.has("tagging")) {
            writes.tags(request, document(payload), answer);
            return;
        }
        switch (request.method()) {
            case "PUT" -> put(request, payload, answer);
            case "GET" -> {
                document(payload);
                get(request, answer);
            }
            case "HEAD" -> {
                document(payload);
                reads.head(request, answer);
            }
            case "DELETE" -> {
                document(payload);
                if (query.has("uploadId")) {
                    uploads.abort(request, answer);
                } else {
                    writes.delete(request, answer);
                }
            }
            case "POST" -> post(request, document(payload), answer);
            default -> throw S3ErrorException.methodNotAllowed();
        }
    }

    private void put(S3Request request, Payload payload, Answer answer) throws IOException {
        boolean isPart = request.query().has("uploadId");
        Optional<CopySource> source = CopySource.of(request);
        if (source.isPresent()) {
            document(payload);
            if (isPart) {
                parts.copy(request, source.get(), answer);
            } else {
                copies.copy(request, source.get(), answer);
            }
        } else if (isPart) {
            parts.put(request, payload, answer);
        } else {
            writes.put(request, payload, answer);
        }
    }

    private void get(S3Request request, Answer answer) throws IOException {
        if (request.query().has("uploadId")) {
            uploads.parts(request, answer);
        } else if (request.query().has("attributes")) {
            reads.attributes(request, answer);
        } else {
            reads.get(request, answer);
        }
    }

    private void post(S3Request request, byte[] document, Answer answer) throws IOException {
        if (request.query().has("uploads")) {
            uploads.create(request, answer);
        } else if (request.query().has("uploadId")) {
            uploads.complete(request, document, answer);
        } else if (request.query().has("restore")) {
            answer.empty(archive.restore(request, document));
        } else {
            throw S3ErrorException.methodNotAllowed();
        }
    }

    private static byte[] document(Payload payload) throws IOException {
        return payload.readDocument(MAX_DOCUMENT_BYTES);
    }
}
