package dev.darkroom.bench.thumbnails;

import java.util.Map;

/**
 * How much more two threads do than one.
 *
 * @param ratios thumbnails per second of two in those of one, by photo
 */
record ThreadsFinding(Map<String, Double> ratios) implements Finding {
    @Override
    public String text() {
        Table table = new Table("Two threads", "thumbnails per second in those of one");
        ratios.forEach((photo, ratio) -> table.row(photo, Table.number(ratio, 2)));
        return table.text();
    }

    @Override
    public Map<String, String> figures() {
        return Map.of(
                "two_thread_scaling",
                Table.number(ratios.values().stream().min(Double::compare).orElseThrow(), 2));
    }
}
