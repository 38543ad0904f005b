package dev.darkroom.local.objects;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One version of an object as it is kept.
 *
 * @param id its number, never used twice: whoever replaces the object makes another one
 * @param version how clients name it; {@value #UNVERSIONED} where the bucket keeps no versions
 * @param upload the multipart upload it was made by, each part a segment
 */
public record StoredObject(
        ObjectName name,
        long id,
        String version,
        Kind kind,
        Instant modified,
        List<Segment> segments,
        ObjectFacts facts,
        Optional<String> upload) {
    public static final String UNVERSIONED = "null";

    /** What a version is. */
    public enum Kind {
        /** Bytes that can be read. */
        CONTENT,
        /** A sign that the object was deleted while versions are kept. */
        DELETE_MARKER
    }

    public StoredObject {
        segments = List.copyOf(segments);
    }

    public long size() {
        return segments.stream().mapToLong(Segment::size).sum();
    }

    public boolean isContent() {
        return kind == Kind.CONTENT;
    }
}
