package dev.darkroom.local.s3;

import dev.darkroom.local.objects.ObjectFacts;
import dev.darkroom.local.objects.ObjectName;
import dev.darkroom.local.objects.ObjectStore;
import dev.darkroom.local.objects.Precondition;
import dev.darkroom.local.objects.StoredObject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers PutObject, DeleteObject and the calls about an object's tags. */
final class WriteHandler {
    private final ObjectStore store;
    private final BodyReceiver receiver;
    private final ObjectReader objects;

    WriteHandler(ObjectStore store, BodyReceiver receiver, ObjectReader objects) {
        this.store = store;
        this.receiver = receiver;
        this.objects = objects;
    }

    void put(S3Request request, Payload payload, Answer answer) throws IOException {
        ObjectName name = request.object();
        Map<String, String> headers = ObjectHeaders.kept(request);
        String storageClass = ObjectHeaders.storageClass(request);
        Map<String, String> tags = ObjectTags.ofHeader(request);
        Precondition precondition = Conditions.ofWrite(request);
        store.buckets().require(name.bucket());
        // The last word is the index's; but a body that will be refused need not be written.
        if (!precondition.equals(Precondition.NONE)) {
            precondition.check(store.objects().find(name));
        }
        ReceivedBody body = receiver.receive(request, payload, Optional.empty());
        StoredObject stored = store.objects()
                .put(
                        name,
                        List.of(body.segment()),
                        new ObjectFacts(body.etag(), storageClass, body.checksum(), headers, tags),
                        precondition);
        answer.header("ETag", ObjectHeaders.quoted(body.etag()));
        ObjectHeaders.checksum(body.checksum(), answer);
        ObjectHeaders.acknowledge(stored, answer);
        answer.empty(200);
    }

    void delete(S3Request request, Answer answer) throws IOException {
        Precondition precondition = Conditions.ofWrite(request);
        Optional<StoredObject> deleted = store.objects().delete(request.object(), request.versionId(), precondition);
        if (deleted.isPresent()) {
            ObjectHeaders.version(deleted.get(), answer);
            if (!deleted.get().isContent()) {
                answer.header("x-amz-delete-marker", "true");
            }
        }
        answer.empty(204);
    }

    void tags(S3Request request, byte[] document, Answer answer) throws IOException {
        switch (request.method()) {
            case "GET" -> {
                StoredObject object = objects.find(request.object(), request.versionId());
                ObjectHeaders.version(object, answer);
                answer.xml(200, ObjectTags.toDocument(object.facts().tags()));
            }
            case "PUT" -> {
                store.objects().tag(request.object(), request.versionId(), ObjectTags.ofDocument(document));
                answer.empty(200);
            }
            case "DELETE" -> {
                store.objects().tag(request.object(), request.versionId(), Map.of());
                answer.empty(204);
            }
            default -> throw S3ErrorException.methodNotAllowed();
        }
    }
}
