package dev.darkroom.local.spanner;

import com.google.spanner.v1.Type;
import com.google.spanner.v1.TypeAnnotationCode;
import com.google.spanner.v1.TypeCode;

/** PostgreSQL's types and Spanner's, one beside the other. */
final class SpannerTypes {
    private static final Type STRING = of(TypeCode.STRING);

    private SpannerTypes() {}

    /** Spanner's type for PostgreSQL's short type name; {@code _name} is an array; what is unknown travels as text. */
    static Type ofPostgres(String name) {
        if (name.startsWith("_")) {
            return Type.newBuilder()
                    .setCode(TypeCode.ARRAY)
                    .setArrayElementType(ofPostgres(name.substring(1)))
                    .build();
        }
        return switch (name) {
            case "int8", "int4", "int2" -> of(TypeCode.INT64);
            case "oid" -> annotated(TypeCode.INT64, TypeAnnotationCode.PG_OID);
            case "bool" -> of(TypeCode.BOOL);
            case "float8" -> of(TypeCode.FLOAT64);
            case "float4" -> of(TypeCode.FLOAT32);
            case "bytea" -> of(TypeCode.BYTES);
            case "timestamptz", "timestamp", "commit_timestamp" -> of(TypeCode.TIMESTAMP);
            case "date" -> of(TypeCode.DATE);
            case "uuid" -> of(TypeCode.UUID);
            case "numeric" -> annotated(TypeCode.NUMERIC, TypeAnnotationCode.PG_NUMERIC);
            case "jsonb", "json" -> annotated(TypeCode.JSON, TypeAnnotationCode.PG_JSONB);
            default -> STRING;
        };
    }

    /** PostgreSQL's name for an element of an array of this type. */
    static String toPostgres(Type type) {
        return switch (type.getCode()) {
            case INT64 -> "int8";
            case BOOL -> "bool";
            case FLOAT64 -> "float8";
            case FLOAT32 -> "float4";
            case BYTES, PROTO -> "bytea";
            case NUMERIC -> "numeric";
            case TIMESTAMP -> "timestamptz";
            case DATE -> "date";
            case JSON -> "jsonb";
            case UUID -> "uuid";
            default -> "varchar";
        };
    }

    private static Type of(TypeCode code) {
        return Type.newBuilder().setCode(code).build();
    }

    private static Type annotated(TypeCode code, TypeAnnotationCode annotation) {
        return Type.newBuilder().setCode(code).setTypeAnnotation(annotation).build();
    }
}
