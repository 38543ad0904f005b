package dev.darkroom.local.spanner;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the gateway knows of a table.
 *
 * @param name as in {@link SqlNames#quoteTable}
 * @param columns by name, in order
 * @param primaryKey column names, in key order
 * @param indexes secondary indexes by name
 */
record TableShape(
        String name, Map<String, Column> columns, List<String> primaryKey, Map<String, List<KeyPart>> indexes) {
    TableShape {
        primaryKey = List.copyOf(primaryKey);
    }

    /**
     * @param type PostgreSQL's short type name, {@code _int8} for an array
     * @param mustBeGiven not null and without a default
     */
    record Column(String name, String type, boolean mustBeGiven) {}

    /** A column of a key and its direction. */
    record KeyPart(String column, boolean descending) {}

    /** A column, by its name in any case. */
    Column column(String column) {
        Column found = columns.get(column);
        if (found == null) {
            found = columns.get(column.toLowerCase(Locale.ROOT));
        }
        if (found == null) {
            throw Refused.notFound("Column not found in table " + name + ": " + column);
        }
        return found;
    }

    /** The key of the primary key, or of the index of that name. */
    List<KeyPart> key(Optional<String> index) {
        if (index.isEmpty()) {
            return primaryKey.stream().map(c -> new KeyPart(c, false)).toList();
        }
        List<KeyPart> key = indexes.get(index.get());
        if (key == null) {
            throw Refused.notFound("Index not found on table " + name + ": " + index.get());
        }
        return key;
    }
}
