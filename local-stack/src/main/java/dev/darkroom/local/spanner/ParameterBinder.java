package dev.darkroom.local.spanner;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.spanner.v1.Type;
import com.google.spanner.v1.TypeCode;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.postgresql.util.PGobject;

/** Binds Spanner's values, which travel as text, to PostgreSQL's parameters by their types. */
final class ParameterBinder {
    /** The largest cell that Spanner stores. */
    static final int MAX_CELL_BYTES = 10 * 1024 * 1024;

    private static final Type UNTYPED = Type.getDefaultInstance();

    private ParameterBinder() {}

    static void bind(PreparedStatement statement, List<Integer> order, Struct values, Map<String, Type> types)
            throws SQLException {
        for (int i = 0; i < order.size(); i++) {
            String name = "p" + order.get(i);
            Value value = values.getFieldsOrDefault(name, RowEncoder.NULL);
            bind(statement, i + 1, value, types.getOrDefault(name, UNTYPED));
        }
    }

    static void bind(PreparedStatement statement, int i, Value value, Type type) throws SQLException {
        checkSize(value, type);
        try {
            if (type.getCode() == TypeCode.ARRAY) {
                bindArray(statement, i, value, type.getArrayElementType());
            } else if (value.hasNullValue()) {
                statement.setNull(i, jdbcType(type));
            } else {
                bindScalar(statement, i, value, type);
            }
        } catch (DateTimeParseException | IllegalArgumentException e) {
            throw Refused.invalid("Parameter " + i + " is not a " + type.getCode() + ": " + e.getMessage());
        }
    }

    private static void bindScalar(PreparedStatement statement, int i, Value value, Type type) throws SQLException {
        switch (type.getCode()) {
            case INT64 -> statement.setLong(i, Long.parseLong(value.getStringValue()));
            case BOOL -> statement.setBoolean(i, value.getBoolValue());
            case FLOAT64 -> statement.setDouble(i, number(value));
            case FLOAT32 -> statement.setFloat(i, (float) number(value));
            case BYTES, PROTO -> statement.setBytes(i, Base64.getDecoder().decode(value.getStringValue()));
            case TIMESTAMP -> statement.setObject(i, timestamp(value.getStringValue()));
            case DATE -> statement.setObject(i, LocalDate.parse(value.getStringValue()));
            case NUMERIC -> statement.setObject(i, object("numeric", value.getStringValue()));
            case JSON -> statement.setObject(i, object("jsonb", value.getStringValue()));
            case UUID -> statement.setObject(i, object("uuid", value.getStringValue()));
            case STRING -> statement.setString(i, value.getStringValue());
            // Without a type PostgreSQL chooses it from where the parameter stands.
            default -> statement.setObject(i, plain(value), Types.OTHER);
        }
    }

    private static void bindArray(PreparedStatement statement, int i, Value value, Type element) throws SQLException {
        if (value.hasNullValue()) {
            statement.setNull(i, Types.ARRAY);
            return;
        }
        Object[] elements = value.getListValue().getValuesList().stream()
                .map(v -> v.hasNullValue() ? null : element(v, element))
                .toArray();
        statement.setArray(i, statement.getConnection().createArrayOf(SpannerTypes.toPostgres(element), elements));
    }

    private static Object element(Value value, Type type) {
        return switch (type.getCode()) {
            case BOOL -> value.getBoolValue();
            case FLOAT64, FLOAT32 -> number(value);
            case BYTES -> Base64.getDecoder().decode(value.getStringValue());
            case TIMESTAMP -> timestamp(value.getStringValue()).toString();
            default -> value.getStringValue();
        };
    }

    /** Spanner keeps nanoseconds, PostgreSQL microseconds; cutting is the same every time, rounding is not. */
    private static OffsetDateTime timestamp(String text) {
        return OffsetDateTime.parse(text).truncatedTo(ChronoUnit.MICROS);
    }

    private static double number(Value value) {
        return value.hasStringValue() ? Double.parseDouble(value.getStringValue()) : value.getNumberValue();
    }

    private static String plain(Value value) {
        return switch (value.getKindCase()) {
            case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
            case NUMBER_VALUE -> Double.toString(value.getNumberValue());
            default -> value.getStringValue();
        };
    }

    private static PGobject object(String type, String text) throws SQLException {
        PGobject object = new PGobject();
        object.setType(type);
        object.setValue(text);
        return object;
    }

    private static int jdbcType(Type type) {
        return switch (type.getCode()) {
            case INT64 -> Types.BIGINT;
            case BOOL -> Types.BOOLEAN;
            case FLOAT64 -> Types.DOUBLE;
            case FLOAT32 -> Types.REAL;
            case BYTES, PROTO -> Types.BINARY;
            case NUMERIC -> Types.NUMERIC;
            case TIMESTAMP -> Types.TIMESTAMP_WITH_TIMEZONE;
            case DATE -> Types.DATE;
            case STRING -> Types.VARCHAR;
            default -> Types.OTHER;
        };
    }

    private static void checkSize(Value value, Type type) {
        if (!value.hasStringValue() || value.getStringValue().length() <= MAX_CELL_BYTES / 4) {
            return;
        }
        long bytes = type.getCode() == TypeCode.BYTES
                ? value.getStringValue().length() / 4L * 3
                : value.getStringValueBytes().size();
        if (bytes > MAX_CELL_BYTES) {
            throw Refused.invalid(
                    "cell above 10 MiB", "this value has " + bytes + " bytes, store it in the object store");
        }
    }
}
