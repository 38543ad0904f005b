package dev.darkroom.local.spanner;

import com.google.protobuf.ListValue;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The SQL of a mutation that writes these columns of a table.
 *
 * @param columns in the order of the mutation; the primary key is among them
 */
record WriteSql(TableShape table, List<String> columns) {
    String insert() {
        String values = columns.stream().map(c -> "?").collect(Collectors.joining(","));
        return "insert into " + SqlNames.quoteTable(table.name()) + " (" + SqlNames.list(columns) + ") values ("
                + values + ")";
    }

    String upsert() {
        String set = columns.stream()
                .filter(c -> !isKey(c))
                .map(c -> SqlNames.quote(c) + "=excluded." + SqlNames.quote(c))
                .collect(Collectors.joining(","));
        return insert() + " on conflict (" + SqlNames.list(table.primaryKey()) + ") do "
                + (set.isEmpty() ? "nothing" : "update set " + set);
    }

    /** An update of nothing but the key still tells whether the row is there. */
    String update() {
        String set = columns.stream()
                .filter(c -> !isKey(c))
                .map(c -> SqlNames.quote(c) + "=?")
                .collect(Collectors.joining(","));
        String key = SqlNames.quote(table.primaryKey().get(0));
        return "update " + SqlNames.quoteTable(table.name()) + " set " + (set.isEmpty() ? key + "=" + key : set)
                + whereKey();
    }

    String deleteByKey() {
        return "delete from " + SqlNames.quoteTable(table.name()) + whereKey();
    }

    /** Positions in a row of the mutation, for {@link #insert} and {@link #upsert}. */
    List<Integer> allColumns() {
        return IntStream.range(0, columns.size()).boxed().toList();
    }

    /** Positions for {@link #update}: values, then key. */
    List<Integer> updateOrder() {
        List<Integer> order = new ArrayList<>(IntStream.range(0, columns.size())
                .filter(i -> !isKey(columns.get(i)))
                .boxed()
                .toList());
        order.addAll(keyOrder());
        return order;
    }

    List<Integer> keyOrder() {
        return table.primaryKey().stream().map(columns::indexOf).toList();
    }

    /** Whether an insert of these columns can succeed as far as not-null columns go. */
    boolean givesAllNeeded() {
        return table.columns().values().stream()
                .allMatch(column -> !column.mustBeGiven() || columns.contains(column.name()));
    }

    String describeKey(ListValue row) {
        return keyOrder().stream()
                .map(i -> row.getValues(i).getStringValue())
                .toList()
                .toString();
    }

    private boolean isKey(String column) {
        return table.primaryKey().contains(column);
    }

    private String whereKey() {
        return " where "
                + table.primaryKey().stream().map(c -> SqlNames.quote(c) + "=?").collect(Collectors.joining(" and "));
    }
}
