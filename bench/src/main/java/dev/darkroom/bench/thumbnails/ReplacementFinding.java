package dev.darkroom.bench.thumbnails;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How long a photo waits when decoders have died before it came, its own development included.
 *
 * @param one milliseconds, while a spare worker stood ready
 * @param all milliseconds, when every worker had been killed at once and a new one had to start
 */
record ReplacementFinding(List<Double> one, List<Double> all) implements Finding {
    @Override
    public String text() {
        Table table = new Table("From a death to the next photo done, ms", "least", "median", "most", "deaths");
        row(table, "one worker, behind which a spare one stands", one);
        row(table, "all workers at once", all);
        return table.text();
    }

    private static void row(Table table, String name, List<Double> times) {
        List<Double> sorted = new ArrayList<>(times);
        Collections.sort(sorted);
        table.row(
                name,
                Table.number(sorted.get(0), 0),
                Table.number(sorted.get(sorted.size() / 2), 0),
                Table.number(sorted.get(sorted.size() - 1), 0),
                Integer.toString(sorted.size()));
    }
}
