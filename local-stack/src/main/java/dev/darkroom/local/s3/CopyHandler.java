package dev.darkroom.local.s3;

import dev.darkroom.local.objects.Checksum;
import dev.darkroom.local.objects.ChecksumAlgorithm;
import dev.darkroom.local.objects.Content;
import dev.darkroom.local.objects.ObjectFacts;
import dev.darkroom.local.objects.ObjectName;
import dev.darkroom.local.objects.ObjectStore;
import dev.darkroom.local.objects.Precondition;
import dev.darkroom.local.objects.RunningChecksum;
import dev.darkroom.local.objects.Segment;
import dev.darkroom.local.objects.StoredObject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers CopyObject, which is also how an object changes its storage class. */
final class CopyHandler {
    private static final String ALGORITHM = "x-amz-checksum-algorithm";
    private static final int MAX_ATTEMPTS = 8;

    private final ObjectStore store;
    private final ObjectReader objects;
    private final ArchiveTier archive;

    CopyHandler(ObjectStore store, ObjectReader objects, ArchiveTier archive) {
        this.store = store;
        this.objects = objects;
        this.archive = archive;
    }

    void copy(S3Request request, CopySource from, Answer answer) throws IOException {
        store.buckets().require(request.object().bucket());
        requireChange(request, from);
        for (int attempt = 1; ; attempt++) {
            try {
                copyOnce(request, from, answer);
                return;
            } catch (NoSuchFileException e) {
                // The source was replaced at this very moment; the next look finds the new one, or none.
                if (attempt == MAX_ATTEMPTS) {
                    throw new S3ErrorException(503, "SlowDown", "The source of the copy is being replaced; try again");
                }
            }
        }
    }

    private void copyOnce(S3Request request, CopySource from, Answer answer) throws IOException {
        ObjectName name = request.object();
        Precondition precondition = Conditions.ofWrite(request);
        try (Content content = open(request, from)) {
            StoredObject source = content.object();
            ObjectFacts facts = facts(request, source, checksum(request, content));
            List<Segment> segments = store.objects().duplicate(source);
            StoredObject copy = store.objects().put(name, segments, facts, precondition);
            XmlWriter xml = XmlWriter.document("CopyObjectResult")
                    .leaf("ETag", ObjectHeaders.quoted(facts.etag()))
                    .leaf("LastModified", Times.xml(copy.modified()));
            facts.checksum()
                    .ifPresent(sum ->
                            xml.leaf("Checksum" + sum.algorithm(), sum.value()).leaf("ChecksumType", sum.type()));
            ObjectHeaders.acknowledge(copy, answer);
            if (!source.version().equals(StoredObject.UNVERSIONED)) {
                answer.header("x-amz-copy-source-version-id", source.version());
            }
            answer.xml(200, xml.end());
        }
    }

    /** Opens the source of a copy when it may be read and is as the request wants it. */
    Content open(S3Request request, CopySource from) throws IOException {
        Content content = objects.open(from.name(), from.versionId());
        boolean isUsable = false;
        try {
            if (Conditions.ofCopySource(request).check(content.object()) != Conditions.Outcome.HOLDS) {
                throw S3ErrorException.preconditionFailed();
            }
            archive.requireReadable(content.object());
            isUsable = true;
            return content;
        } finally {
            if (!isUsable) {
                content.close();
            }
        }
    }

    private static void requireChange(S3Request request, CopySource from) throws S3ErrorException {
        boolean isOntoItself =
                from.name().equals(request.object()) && from.versionId().isEmpty();
        boolean isChange = isReplaced(request, "x-amz-metadata-directive")
                || isReplaced(request, "x-amz-tagging-directive")
                || request.header(ObjectHeaders.STORAGE_CLASS).isPresent()
                || request.header(ALGORITHM).isPresent()
                || request.header("x-amz-server-side-encryption").isPresent()
                || request.header("x-amz-website-redirect-location").isPresent();
        if (isOntoItself && !isChange) {
            throw S3ErrorException.invalidRequest("This copy request is illegal because it is trying to copy an object"
                    + " to itself without changing the object's metadata, storage class, website redirect location or"
                    + " encryption attributes.");
        }
    }

    private static ObjectFacts facts(S3Request request, StoredObject source, Optional<Checksum> checksum)
            throws S3ErrorException {
        Map<String, String> given = ObjectHeaders.kept(request);
        Map<String, String> headers = new HashMap<>(source.facts().headers());
        if (isReplaced(request, "x-amz-metadata-directive")) {
            headers = given;
        } else {
            for (Map.Entry<String, String> header : given.entrySet()) {
                if (header.getKey().startsWith("x-amz-server-side-encryption")) {
                    headers.put(header.getKey(), header.getValue());
                }
            }
        }
        Map<String, String> tags = isReplaced(request, "x-amz-tagging-directive")
                ? ObjectTags.ofHeader(request)
                : source.facts().tags();
        return new ObjectFacts(source.facts().etag(), ObjectHeaders.storageClass(request), checksum, headers, tags);
    }

    private static boolean isReplaced(S3Request request, String directive) throws S3ErrorException {
        String value = request.header(directive).orElse("COPY");
        return switch (value) {
            case "COPY" -> false;
            case "REPLACE" -> true;
            default -> throw S3ErrorException.invalidArgument("Unknown " + directive + ": " + value);
        };
    }

    /** The bytes are read only for a checksum that the source does not have. */
    private static Optional<Checksum> checksum(S3Request request, Content content) throws IOException {
        Optional<Checksum> has = content.object().facts().checksum();
        Optional<String> wanted = request.header(ALGORITHM);
        if (wanted.isEmpty()) {
            return has;
        }
        ChecksumAlgorithm algorithm = ChecksumAlgorithm.named(wanted.get())
                .orElseThrow(() -> S3ErrorException.invalidRequest("Unknown " + ALGORITHM + ": " + wanted.get()));
        if (has.filter(sum -> sum.algorithm() == algorithm && sum.type() == Checksum.Type.FULL_OBJECT)
                .isPresent()) {
            return has;
        }
        RunningChecksum running = algorithm.start();
        content.copyTo(new Hashing(running), 0, content.object().size());
        return Optional.of(Checksum.of(algorithm, running.value()));
    }

    /** Hashes what is written to it. */
    private static final class Hashing extends OutputStream {
        private final RunningChecksum running;

        private Hashing(RunningChecksum running) {
            this.running = running;
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] buffer, int offset, int count) {
            running.update(buffer, offset, count);
        }
    }
}
