package dev.darkroom.spark.maintain;

import java.time.Duration;
import java.util.List;

/**
 * The inputs of {@link MaintainJob}.
 *
 * @param tables names within {@code archive}; all of them when empty
 * @param keep how long a snapshot can be read after it was replaced
 * @param orphansAfter files that no snapshot names are removed when they are older than this; it must be longer than any
 *     job takes from its first file to its commit
 */
public record MaintainOptions(List<String> tables, Duration keep, Duration orphansAfter) {
    public MaintainOptions {
        tables = List.copyOf(tables);
        for (String table : tables) {
            if (!table.matches("[a-z_]+")) {
                throw new IllegalArgumentException("--table must be a name such as photos: " + table);
            }
        }
        if (keep.isNegative()) {
            throw new IllegalArgumentException("--keep must not be negative: " + keep);
        }
        if (orphansAfter.isNegative()) {
            throw new IllegalArgumentException("--orphans-after must not be negative: " + orphansAfter);
        }
    }
}
