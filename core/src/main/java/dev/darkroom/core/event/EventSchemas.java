package dev.darkroom.core.event;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/** The Avro schemas of the contract, read from the class path. Immutable and safe for threads. */
final class EventSchemas {
    /** Shared types before the events that use them. */
    private static final List<String> FILES = List.of(
            "upload", "photo", "photo-uploaded", "photo-derived", "photo-changed", "photo-viewed", "photo-rejected");

    /** With what no release has had yet. */
    private static final List<String> ALL = Stream.concat(
                    FILES.stream(), Stream.of("derived-renditions", "photos-shown"))
            .toList();

    /** Every release whose records may still be read, each in a folder of its own that is never changed. */
    static final List<String> RELEASES = List.of("v1", "v2");

    private static final String NAMESPACE = "dev.darkroom.event.";
    private static final Schema.Parser TODAY = parseAll("/avro/", ALL);
    private static final List<Schema.Parser> RELEASED = RELEASES.stream()
            .map(release -> parseAll("/avro-history/" + release + "/", FILES))
            .toList();

    private EventSchemas() {}

    static Schema of(Topic topic) {
        return switch (topic) {
            case UPLOADED -> named("PhotoUploaded");
            case DERIVED -> named("PhotoDerived");
            case CHANGED -> named("PhotoChanged");
            case VIEWED -> named("PhotoViewed");
            case SEARCHED -> named("PhotosShown");
            case REJECTED -> named("PhotoRejected");
        };
    }

    static Schema named(String name) {
        return TODAY.getTypes().get(NAMESPACE + name);
    }

    /** The schemas of this type in every release that had it. */
    static List<Schema> released(String name) {
        return RELEASED.stream()
                .flatMap(release -> Optional.ofNullable(release.getTypes().get(NAMESPACE + name)).stream())
                .toList();
    }

    private static Schema.Parser parseAll(String folder, List<String> files) {
        Schema.Parser parser = new Schema.Parser();
        for (String file : files) {
            String resource = folder + file + ".avsc";
            try (InputStream in = EventSchemas.class.getResourceAsStream(resource)) {
                if (in == null) {
                    throw new IllegalStateException("Schema is missing on the class path: " + resource);
                }
                parser.parse(in);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read schema " + resource, e);
            }
        }
        return parser;
    }
}
