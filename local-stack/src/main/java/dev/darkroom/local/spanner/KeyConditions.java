package dev.darkroom.local.spanner;

import com.google.protobuf.ListValue;
import com.google.protobuf.Value;
import com.google.spanner.v1.KeyRange;
import com.google.spanner.v1.KeySet;
import com.google.spanner.v1.Type;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** A condition for SQL that holds for the rows of a key set: keys, prefixes of keys, and ranges of either. */
final class KeyConditions {
    private final TableShape table;
    private final List<TableShape.KeyPart> key;
    private final List<Bound> values = new ArrayList<>();

    private record Bound(Value value, Type type) {}

    KeyConditions(TableShape table, List<TableShape.KeyPart> key) {
        this.table = table;
        this.key = key;
    }

    /** The condition, with {@code ?} for values that {@link #bind} binds; never true for an empty key set. */
    String of(KeySet keys) {
        if (keys.getAll()) {
            return "true";
        }
        StringJoiner any = new StringJoiner(" or ").setEmptyValue("false");
        for (ListValue one : keys.getKeysList()) {
            any.add(equal(one.getValuesList(), one.getValuesCount()));
        }
        for (KeyRange range : keys.getRangesList()) {
            any.add("(" + start(range) + " and " + end(range) + ")");
        }
        return any.toString();
    }

    void bind(PreparedStatement statement) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            ParameterBinder.bind(
                    statement, i + 1, values.get(i).value(), values.get(i).type());
        }
    }

    private String start(KeyRange range) {
        return switch (range.getStartKeyTypeCase()) {
            case START_CLOSED -> beyond(range.getStartClosed(), true, true);
            case START_OPEN -> beyond(range.getStartOpen(), true, false);
            default -> "true";
        };
    }

    private String end(KeyRange range) {
        return switch (range.getEndKeyTypeCase()) {
            case END_CLOSED -> beyond(range.getEndClosed(), false, true);
            case END_OPEN -> beyond(range.getEndOpen(), false, false);
            default -> "true";
        };
    }

    /**
     * Rows behind (or before) a bound in key order, column by column, each in its own direction. A bound that is a prefix
     * of the key stands for all keys that begin with it.
     */
    private String beyond(ListValue bound, boolean after, boolean inclusive) {
        List<Value> parts = bound.getValuesList();
        StringJoiner any = new StringJoiner(" or ", "(", ")");
        for (int i = 0; i < parts.size(); i++) {
            StringJoiner all = new StringJoiner(" and ", "(", ")");
            if (i > 0) {
                all.add(equal(parts, i));
            }
            boolean greater = after != part(i).descending();
            all.add(column(i) + (greater ? " > " : " < ") + value(parts.get(i), i));
            any.add(all.toString());
        }
        if (inclusive || parts.isEmpty()) {
            any.add(equal(parts, parts.size()));
        }
        return any.toString();
    }

    private String equal(List<Value> parts, int count) {
        StringJoiner all = new StringJoiner(" and ", "(", ")").setEmptyValue("true");
        for (int i = 0; i < count; i++) {
            all.add(parts.get(i).hasNullValue() ? column(i) + " is null" : column(i) + " = " + value(parts.get(i), i));
        }
        return all.toString();
    }

    private String column(int i) {
        return SqlNames.quote(part(i).column());
    }

    private String value(Value value, int i) {
        values.add(new Bound(
                value, SpannerTypes.ofPostgres(table.column(part(i).column()).type())));
        return "?";
    }

    private TableShape.KeyPart part(int i) {
        if (i >= key.size()) {
            throw Refused.invalid(
                    "A key of table " + table.name() + " has " + key.size() + " parts, given: " + (i + 1));
        }
        return key.get(i);
    }
}
