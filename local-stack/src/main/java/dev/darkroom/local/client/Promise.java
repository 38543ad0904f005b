package dev.darkroom.local.client;

import dev.darkroom.core.id.ContentHash;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/**
 * What a client promises of a file's bytes (RFC 9530), so that others are refused. Ingest stores a photo while it arrives if
 * it knows its hash beforehand.
 */
public final class Promise {
    /** The header. */
    public static final String HEADER = "Content-Digest";

    private Promise() {}

    /** The header's value; reads the whole file. */
    public static String of(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return "sha-256=:"
                    + Base64.getEncoder().encodeToString(ContentHash.of(in).bytes()) + ":";
        }
    }
}
