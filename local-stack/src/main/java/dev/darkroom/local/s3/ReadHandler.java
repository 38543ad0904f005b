package dev.darkroom.local.s3;

import dev.darkroom.local.objects.Checksum;
import dev.darkroom.local.objects.Content;
import dev.darkroom.local.objects.StoredObject;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Answers GetObject, HeadObject and GetObjectAttributes. */
final class ReadHandler {
    private final ObjectReader objects;
    private final ArchiveTier archive;

    ReadHandler(ObjectReader objects, ArchiveTier archive) {
        this.objects = objects;
        this.archive = archive;
    }

    void head(S3Request request, Answer answer) throws IOException {
        StoredObject object = objects.find(request.object(), request.versionId());
        if (meetsConditions(request, object, answer)) {
            Optional<ByteRange> range = describe(request, object, answer);
            long length = range.map(ByteRange::count).orElse(object.size());
            answer.content(range.isPresent() ? 206 : 200, length, out -> {});
        }
    }

    void get(S3Request request, Answer answer) throws IOException {
        try (Content content = objects.open(request.object(), request.versionId())) {
            StoredObject object = content.object();
            if (!meetsConditions(request, object, answer)) {
                return;
            }
            archive.requireReadable(object);
            Optional<ByteRange> range = describe(request, object, answer);
            if (range.isPresent()) {
                ByteRange some = range.get();
                answer.content(206, some.count(), out -> content.copyTo(out, some.first(), some.count()));
            } else {
                answer.content(200, object.size(), out -> content.copyTo(out, 0, object.size()));
            }
        }
    }

    /** Answers 304 itself when the client has the object already. */
    private static boolean meetsConditions(S3Request request, StoredObject object, Answer answer) throws IOException {
        switch (Conditions.ofRead(request).check(object)) {
            case FAILED -> throw S3ErrorException.preconditionFailed();
            case NOT_MODIFIED -> {
                answer.header("ETag", ObjectHeaders.quoted(object.facts().etag()));
                answer.header("Last-Modified", Times.http(object.modified()));
                ObjectHeaders.version(object, answer);
                answer.empty(304);
                return false;
            }
            case HOLDS -> {
                return true;
            }
        }
        throw new IllegalStateException("Conditions hold, fail, or find nothing modified");
    }

    private Optional<ByteRange> describe(S3Request request, StoredObject object, Answer answer)
            throws S3ErrorException {
        Optional<ByteRange> range = range(request, object);
        ObjectHeaders.describe(object, request, answer);
        archive.restoreHeader(object).ifPresent(value -> answer.header("x-amz-restore", value));
        range.ifPresent(some -> answer.header("Content-Range", some.header(object.size())));
        if (request.query().has("partNumber") && object.upload().isPresent()) {
            answer.header(
                    "x-amz-mp-parts-count", Integer.toString(object.segments().size()));
        }
        // A checksum beside other bytes than those it is of would make clients refuse them.
        if (range.isEmpty()
                && request.header("x-amz-checksum-mode")
                        .filter("ENABLED"::equalsIgnoreCase)
                        .isPresent()) {
            ObjectHeaders.checksum(object.facts().checksum(), answer);
        }
        return range;
    }

    private static Optional<ByteRange> range(S3Request request, StoredObject object) throws S3ErrorException {
        Optional<String> header = request.header("Range");
        if (!request.query().has("partNumber")) {
            return header.isPresent() ? ByteRange.parse(header.get(), object.size()) : Optional.empty();
        }
        int number = request.number("partNumber", 1);
        if (header.isPresent()) {
            throw S3ErrorException.invalidRequest("Cannot specify both Range header and partNumber query parameter");
        }
        if (number < 1 || number > object.segments().size()) {
            throw new S3ErrorException(416, "InvalidPartNumber", "The requested partnumber is not satisfiable");
        }
        long first = object.segments().subList(0, number - 1).stream()
                .mapToLong(segment -> segment.size())
                .sum();
        long size = object.segments().get(number - 1).size();
        return size == 0 ? Optional.empty() : Optional.of(new ByteRange(first, first + size - 1));
    }

    void attributes(S3Request request, Answer answer) throws IOException {
        StoredObject object = objects.find(request.object(), request.versionId());
        List<String> wanted = request.headers().getOrDefault("x-amz-object-attributes", List.of()).stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(String::trim)
                .toList();
        if (wanted.isEmpty()) {
            throw S3ErrorException.invalidArgument("x-amz-object-attributes names nothing");
        }
        XmlWriter xml = XmlWriter.document("GetObjectAttributesResponse");
        if (wanted.contains("ETag")) {
            xml.leaf("ETag", object.facts().etag());
        }
        if (wanted.contains("Checksum") && object.facts().checksum().isPresent()) {
            Checksum checksum = object.facts().checksum().get();
            xml.open("Checksum")
                    .leaf("Checksum" + checksum.algorithm(), checksum.value())
                    .leaf("ChecksumType", checksum.type())
                    .close();
        }
        if (wanted.contains("ObjectParts") && object.upload().isPresent()) {
            xml.open("ObjectParts").leaf("PartsCount", object.segments().size()).close();
        }
        if (wanted.contains("StorageClass")) {
            xml.leaf("StorageClass", object.facts().storageClass());
        }
        if (wanted.contains("ObjectSize")) {
            xml.leaf("ObjectSize", object.size());
        }
        answer.header("Last-Modified", Times.http(object.modified()));
        ObjectHeaders.version(object, answer);
        answer.xml(200, xml.end());
    }
}
