package dev.darkroom.core.event;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.avro.Schema;

/** The Avro schemas of the contract, read from the class path. Immutable and safe for threads. */
final class EventSchemas {
    /** Shared types before the events that use them. */
    private static final List<String> FILES = List.of(
            "upload", "photo", "photo-uploaded", "photo-derived", "photo-changed", "photo-viewed", "photo-rejected");

    private static final Schema.Parser PARSED = parseAll();

    private EventSchemas() {}

    static Schema of(Topic topic) {
        return switch (topic) {
            case UPLOADED -> named("PhotoUploaded");
            case DERIVED -> named("PhotoDerived");
            case CHANGED -> named("PhotoChanged");
            case VIEWED -> named("PhotoViewed");
            case REJECTED -> named("PhotoRejected");
        };
    }

    static Schema named(String name) {
        return PARSED.getTypes().get("dev.darkroom.event." + name);
    }

    private static Schema.Parser parseAll() {
        Schema.Parser parser = new Schema.Parser();
        for (String file : FILES) {
            String resource = "/avro/" + file + ".avsc";
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
