package dev.darkroom.local.objects;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A run of bytes in a file of its own: a whole object, or one part of it.
 *
 * @param id the file's number, never used twice
 */
public record Segment(long id, long size) {
    public Segment {
        if (id < 1 || size < 0) {
            throw new IllegalArgumentException("A segment needs a positive id and a size: " + id + ", " + size);
        }
    }

    static String encode(List<Segment> segments) {
        return segments.stream().map(s -> s.id + ":" + s.size).collect(Collectors.joining(","));
    }

    static List<Segment> decode(String text) {
        return text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(",", -1)).map(Segment::one).toList();
    }

    private static Segment one(String text) {
        int colon = text.indexOf(':');
        return new Segment(Long.parseLong(text.substring(0, colon)), Long.parseLong(text.substring(colon + 1)));
    }
}
