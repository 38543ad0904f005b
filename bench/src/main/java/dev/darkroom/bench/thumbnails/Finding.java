package dev.darkroom.bench.thumbnails;

import java.util.Map;

/** What one part of the bench measured. */
interface Finding {
    /** Markdown for people: tables and sentences, each followed by an empty line. */
    String text();

    /** Figures for the last line, by name. */
    default Map<String, String> figures() {
        return Map.of();
    }
}
