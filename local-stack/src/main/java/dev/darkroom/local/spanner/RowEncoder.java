package dev.darkroom.local.spanner;

import com.google.protobuf.ListValue;
import com.google.protobuf.NullValue;
import com.google.protobuf.Value;
import com.google.spanner.v1.StructType;
import com.google.spanner.v1.Type;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Base64;

/** Writes the values of PostgreSQL's rows the way Spanner sends them. */
final class RowEncoder {
    static final Value NULL =
            Value.newBuilder().setNullValue(NullValue.NULL_VALUE).build();

    private RowEncoder() {}

    static StructType rowType(ResultSetMetaData columns) throws SQLException {
        StructType.Builder type = StructType.newBuilder();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            type.addFieldsBuilder()
                    .setName(columns.getColumnLabel(i))
                    .setType(SpannerTypes.ofPostgres(columns.getColumnTypeName(i)));
        }
        return type.build();
    }

    /** The value of column {@code i} (from 1) in the row that {@code rows} stands on. */
    static Value encode(ResultSet rows, int i, Type type) throws SQLException {
        Object value = switch (type.getCode()) {
            case STRING, JSON -> rows.getString(i);
            case BYTES -> rows.getBytes(i);
            case TIMESTAMP -> rows.getObject(i, OffsetDateTime.class);
            case DATE -> rows.getObject(i, LocalDate.class);
            case ARRAY -> rows.getArray(i);
            default -> rows.getObject(i);
        };
        return encode(value, type);
    }

    private static Value encode(Object value, Type type) throws SQLException {
        if (value == null) {
            return NULL;
        }
        return switch (type.getCode()) {
            case ARRAY -> array((Object[]) ((java.sql.Array) value).getArray(), type.getArrayElementType());
            case BOOL -> Value.newBuilder().setBoolValue((Boolean) value).build();
            case FLOAT64, FLOAT32 -> number((Number) value);
            case BYTES -> text(Base64.getEncoder().encodeToString((byte[]) value));
            case TIMESTAMP -> text(instant(value));
            case NUMERIC -> text(value instanceof BigDecimal n ? n.toPlainString() : value.toString());
            default -> text(value.toString());
        };
    }

    private static Value array(Object[] elements, Type type) throws SQLException {
        ListValue.Builder list = ListValue.newBuilder();
        for (Object element : elements) {
            list.addValues(encode(element, type));
        }
        return Value.newBuilder().setListValue(list).build();
    }

    /** JSON numbers know neither NaN nor infinity: these travel as text. */
    private static Value number(Number number) {
        double value = number.doubleValue();
        return Double.isFinite(value) ? Value.newBuilder().setNumberValue(value).build() : text(Double.toString(value));
    }

    private static String instant(Object value) {
        return value instanceof Timestamp stamp
                ? stamp.toInstant().toString()
                : ((OffsetDateTime) value).toInstant().toString();
    }

    static Value text(String text) {
        return Value.newBuilder().setStringValue(text).build();
    }
}
