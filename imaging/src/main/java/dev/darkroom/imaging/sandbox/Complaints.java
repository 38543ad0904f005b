package dev.darkroom.imaging.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * The first lines that a worker wrote to its standard error since the last photo. All of it is read, so that the worker
 * never waits for a reader; little is kept, because what a hostile photo makes a library write has no end.
 */
final class Complaints {
    private static final int MAX_KEPT = 1000;

    private final StringBuilder kept = new StringBuilder();

    private Complaints() {}

    /** Reads {@code errors} until its end, on a thread of its own. */
    static Complaints of(InputStream errors) {
        Complaints complaints = new Complaints();
        Thread reader = new Thread(() -> complaints.readAll(errors), "decode-complaints");
        reader.setDaemon(true);
        reader.start();
        return complaints;
    }

    private void readAll(InputStream errors) {
        byte[] buffer = new byte[2048];
        try (errors) {
            for (int read = errors.read(buffer); read >= 0; read = errors.read(buffer)) {
                keep(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
            }
        } catch (IOException e) {
            // The process is gone, and this with it.
            return;
        }
    }

    private synchronized void keep(String text) {
        kept.append(text, 0, Math.min(text.length(), MAX_KEPT - kept.length()));
    }

    synchronized void forget() {
        kept.setLength(0);
    }

    /** On one line, and without anything that could move a terminal's cursor. */
    synchronized String text() {
        return kept.toString().replaceAll("[^ -~]+", " ").strip();
    }
}
