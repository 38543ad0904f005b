package dev.darkroom.local.s3;

import dev.darkroom.local.objects.Checksum;
import dev.darkroom.local.objects.ChecksumAlgorithm;
import dev.darkroom.local.objects.ListQuery;
import dev.darkroom.local.objects.ObjectFacts;
import dev.darkroom.local.objects.ObjectStore;
import dev.darkroom.local.objects.Part;
import dev.darkroom.local.objects.PartClaim;
import dev.darkroom.local.objects.StoredObject;
import dev.darkroom.local.objects.Upload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Answers the calls that begin, list, complete and abort a multipart upload. */
final class MultipartHandler {
    private final ObjectStore store;

    MultipartHandler(ObjectStore store) {
        this.store = store;
    }

    void create(S3Request request, Answer answer) throws IOException {
        Optional<Upload.ChecksumChoice> choice = choice(request);
        Upload upload = store.uploads()
                .create(
                        request.object(),
                        new ObjectFacts(
                                "",
                                ObjectHeaders.storageClass(request),
                                Optional.empty(),
                                ObjectHeaders.kept(request),
                                ObjectTags.ofHeader(request)),
                        choice);
        choice.ifPresent(some -> {
            answer.header("x-amz-checksum-algorithm", some.algorithm().name());
            answer.header("x-amz-checksum-type", some.type().name());
        });
        ObjectHeaders.encryption(upload.facts(), answer);
        answer.xml(
                200,
                XmlWriter.document("InitiateMultipartUploadResult")
                        .leaf("Bucket", upload.name().bucket())
                        .leaf("Key", upload.name().key())
                        .leaf("UploadId", upload.id())
                        .end());
    }

    private static Optional<Upload.ChecksumChoice> choice(S3Request request) throws S3ErrorException {
        Optional<String> name = request.header("x-amz-checksum-algorithm");
        if (name.isEmpty()) {
            return Optional.empty();
        }
        ChecksumAlgorithm algorithm = ChecksumAlgorithm.named(name.get())
                .orElseThrow(
                        () -> S3ErrorException.invalidRequest("Checksum algorithm provided is unsupported: " + name));
        Checksum.Type usual =
                algorithm == ChecksumAlgorithm.CRC64NVME ? Checksum.Type.FULL_OBJECT : Checksum.Type.COMPOSITE;
        try {
            Checksum.Type type = request.header("x-amz-checksum-type")
                    .map(text -> Checksum.Type.valueOf(text.toUpperCase(Locale.ROOT)))
                    .orElse(usual);
            return Optional.of(new Upload.ChecksumChoice(algorithm, type));
        } catch (IllegalArgumentException e) {
            throw S3ErrorException.invalidRequest("The checksum type does not go with " + algorithm);
        }
    }

    void parts(S3Request request, Answer answer) throws IOException {
        Upload upload = store.uploads().require(request.object(), uploadId(request));
        int max = Math.min(request.number("max-parts", ListQuery.MAX_ENTRIES), ListQuery.MAX_ENTRIES);
        int after = request.number("part-number-marker", 0);
        List<Part> found = store.uploads().parts(upload, after, max + 1);
        List<Part> page = found.subList(0, Math.min(max, found.size()));
        XmlWriter xml = XmlWriter.document("ListPartsResult")
                .leaf("Bucket", upload.name().bucket())
                .leaf("Key", upload.name().key())
                .leaf("UploadId", upload.id())
                .leaf("StorageClass", upload.facts().storageClass())
                .leaf("PartNumberMarker", after)
                .leaf("MaxParts", max)
                .leaf("IsTruncated", found.size() > page.size());
        upload.checksum()
                .ifPresent(choice ->
                        xml.leaf("ChecksumAlgorithm", choice.algorithm()).leaf("ChecksumType", choice.type()));
        if (found.size() > page.size() && !page.isEmpty()) {
            xml.leaf("NextPartNumberMarker", page.get(page.size() - 1).number());
        }
        for (Part part : page) {
            xml.open("Part")
                    .leaf("PartNumber", part.number())
                    .leaf("LastModified", Times.xml(part.modified()))
                    .leaf("ETag", ObjectHeaders.quoted(part.etag()))
                    .leaf("Size", part.segment().size());
            part.checksum().ifPresent(sum -> xml.leaf("Checksum" + sum.algorithm(), sum.value()));
            xml.close();
        }
        answer.xml(200, xml.end());
    }

    void complete(S3Request request, byte[] document, Answer answer) throws IOException {
        List<PartClaim> claims = new ArrayList<>();
        for (XmlElement part : XmlElement.parse(document).all("Part")) {
            Optional<String> checksum = Optional.empty();
            for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
                checksum = checksum.or(() -> part.leaf("Checksum" + algorithm));
            }
            try {
                claims.add(new PartClaim(
                        Integer.parseInt(part.required("PartNumber").trim()),
                        Conditions.unquoted(part.required("ETag").trim()),
                        checksum.map(String::trim)));
            } catch (NumberFormatException e) {
                throw S3ErrorException.malformedXml();
            }
        }
        if (claims.isEmpty()) {
            throw S3ErrorException.malformedXml();
        }
        StoredObject whole =
                store.completion().complete(request.object(), uploadId(request), claims, Conditions.ofWrite(request));
        XmlWriter xml = XmlWriter.document("CompleteMultipartUploadResult")
                .leaf("Location", PercentEncoding.encodePath(request.path()))
                .leaf("Bucket", whole.name().bucket())
                .leaf("Key", whole.name().key())
                .leaf("ETag", ObjectHeaders.quoted(whole.facts().etag()));
        whole.facts()
                .checksum()
                .ifPresent(sum ->
                        xml.leaf("Checksum" + sum.algorithm(), sum.value()).leaf("ChecksumType", sum.type()));
        ObjectHeaders.acknowledge(whole, answer);
        answer.xml(200, xml.end());
    }

    void abort(S3Request request, Answer answer) throws IOException {
        store.uploads().abort(request.object(), uploadId(request));
        answer.empty(204);
    }

    static String uploadId(S3Request request) {
        return request.query().first("uploadId").orElse("");
    }
}
