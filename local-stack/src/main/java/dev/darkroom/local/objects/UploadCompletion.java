package dev.darkroom.local.objects;

import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes an object of an upload's parts. No byte is copied: each part becomes a segment of the object. */
public final class UploadCompletion {
    /** As S3's; of all parts but the last. */
    public static final long MIN_PART_BYTES = 5L << 20;

    private final Index index;
    private final SegmentFiles files;
    private final Clock clock;

    UploadCompletion(Index index, SegmentFiles files, Clock clock) {
        this.index = index;
        this.files = files;
        this.clock = clock;
    }

    /** Completes an upload; asked again, because an answer was lost, it gives the same object again. */
    public StoredObject complete(ObjectName name, String id, List<PartClaim> claims, Precondition precondition)
            throws IOException {
        Committer.Committed<StoredObject> committed = index.change(tx -> {
            Bucket bucket = Buckets.require(tx.session(), name.bucket());
            Optional<StoredObject> current =
                    ObjectTable.current(tx.session(), name).filter(StoredObject::isContent);
            Optional<Upload> found = Uploads.find(tx.session(), name, id);
            if (found.isEmpty()) {
                return current.filter(object -> object.upload().equals(Optional.of(id)))
                        .orElseThrow(() -> new RefusedException(Refusal.NO_SUCH_UPLOAD));
            }
            List<Part> received = Uploads.all(tx.session(), id);
            List<Part> chosen = choose(received, claims);
            precondition.check(current);
            List<Segment> unused = received.stream()
                    .filter(part -> !chosen.contains(part))
                    .map(Part::segment)
                    .toList();
            tx.drop(unused);
            Uploads.forget(tx.session(), found.get());
            List<Segment> segments = chosen.stream().map(Part::segment).toList();
            return ObjectTable.replace(
                    tx,
                    bucket,
                    StoredObject.Kind.CONTENT,
                    name,
                    new NewObject(segments, facts(found.get(), chosen), Optional.of(id)),
                    new ObjectTable.Place(files.nextId(), clock.instant().truncatedTo(ChronoUnit.MILLIS)));
        });
        files.delete(committed.dropped());
        return committed.result();
    }

    private static List<Part> choose(List<Part> received, List<PartClaim> claims) throws RefusedException {
        Map<Integer, Part> byNumber = received.stream().collect(Collectors.toMap(Part::number, part -> part));
        List<Part> chosen = new ArrayList<>();
        int last = 0;
        for (PartClaim claim : claims) {
            if (claim.number() <= last) {
                throw new RefusedException(Refusal.INVALID_PART_ORDER);
            }
            last = claim.number();
            Part part = byNumber.get(claim.number());
            if (part == null || !isSame(part, claim)) {
                throw new RefusedException(Refusal.INVALID_PART);
            }
            if (!chosen.isEmpty() && chosen.get(chosen.size() - 1).segment().size() < MIN_PART_BYTES) {
                throw new RefusedException(Refusal.PART_TOO_SMALL);
            }
            chosen.add(part);
        }
        if (chosen.isEmpty()) {
            throw new RefusedException(Refusal.INVALID_PART);
        }
        return chosen;
    }

    private static boolean isSame(Part part, PartClaim claim) {
        return part.etag().equals(claim.etag())
                && (claim.checksum().isEmpty()
                        || part.checksum().map(Checksum::value).equals(claim.checksum()));
    }

    private static ObjectFacts facts(Upload upload, List<Part> parts) {
        RunningChecksum md5 = RunningChecksum.md5();
        for (Part part : parts) {
            byte[] digest = HexFormat.of().parseHex(part.etag());
            md5.update(digest, 0, digest.length);
        }
        Optional<Checksum> checksum = upload.checksum()
                .filter(choice -> parts.stream()
                        .allMatch(part -> part.checksum()
                                .filter(c -> c.algorithm() == choice.algorithm())
                                .isPresent()))
                .map(choice -> Checksum.ofParts(choice.algorithm(), choice.type(), parts));
        return upload.facts()
                .withEtag(HexFormat.of().formatHex(md5.value()) + "-" + parts.size())
                .withChecksum(checksum);
    }
}
