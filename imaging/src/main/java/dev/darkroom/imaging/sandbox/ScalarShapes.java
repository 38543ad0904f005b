package dev.darkroom.imaging.sandbox;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What holds no other values. */
final class ScalarShapes {
    private static final Shape INT = shape(Integer.class, (value, out) -> out.putInt(value), ByteBuffer::getInt);
    private static final Shape LONG = shape(Long.class, (value, out) -> out.putLong(value), ByteBuffer::getLong);
    private static final Shape DOUBLE =
            shape(Double.class, (value, out) -> out.putDouble(value), ByteBuffer::getDouble);
    private static final Shape BOOLEAN =
            shape(Boolean.class, (value, out) -> out.put((byte) (value ? 1 : 0)), in -> in.get() != 0);

    private static final Map<Class<?>, Shape> SHAPES = Map.ofEntries(
            Map.entry(int.class, INT),
            Map.entry(Integer.class, INT),
            Map.entry(long.class, LONG),
            Map.entry(Long.class, LONG),
            Map.entry(double.class, DOUBLE),
            Map.entry(Double.class, DOUBLE),
            Map.entry(boolean.class, BOOLEAN),
            Map.entry(Boolean.class, BOOLEAN),
            Map.entry(String.class, shape(String.class, ScalarShapes::putText, ScalarShapes::getText)),
            Map.entry(byte[].class, shape(byte[].class, ScalarShapes::putBytes, ScalarShapes::getBytes)),
            Map.entry(
                    Instant.class,
                    shape(
                            Instant.class,
                            (value, out) -> out.putLong(value.getEpochSecond()).putInt(value.getNano()),
                            in -> Instant.ofEpochSecond(in.getLong(), in.getInt() % 1_000_000_000L))),
            Map.entry(
                    ZoneOffset.class,
                    shape(
                            ZoneOffset.class,
                            (value, out) -> out.putInt(value.getTotalSeconds()),
                            in -> ZoneOffset.ofTotalSeconds(in.getInt()))));

    private ScalarShapes() {}

    static Shape of(Class<?> type) {
        if (type.isEnum()) {
            return enumShape(type);
        }
        Shape shape = SHAPES.get(type);
        if (shape == null) {
            throw new IllegalArgumentException("No type that travels: " + type);
        }
        return shape;
    }

    private static Shape enumShape(Class<?> type) {
        Map<String, Object> constants = Arrays.stream(type.getEnumConstants())
                .collect(Collectors.toMap(constant -> ((Enum<?>) constant).name(), constant -> constant));
        return shape(Enum.class, (value, out) -> putText(value.name(), out), in -> {
            String name = getText(in);
            if (!constants.containsKey(name)) {
                throw new IllegalArgumentException("No " + type.getSimpleName() + ": " + name);
            }
            return constants.get(name);
        });
    }

    private static <T> Shape shape(Class<T> type, BiConsumer<T, ByteBuffer> put, Function<ByteBuffer, ?> get) {
        return new Shape() {
            @Override
            public void put(Object value, ByteBuffer out) {
                put.accept(type.cast(value), out);
            }

            @Override
            public Object get(ByteBuffer in) {
                return get.apply(in);
            }
        };
    }

    /** As it is, halves of characters included. */
    private static void putText(String text, ByteBuffer out) {
        out.putInt(text.length());
        out.asCharBuffer().put(text);
        out.position(out.position() + text.length() * Character.BYTES);
    }

    private static String getText(ByteBuffer in) {
        char[] text = new char[Shape.length(in, Character.BYTES)];
        in.asCharBuffer().get(text);
        in.position(in.position() + text.length * Character.BYTES);
        return new String(text);
    }

    private static void putBytes(byte[] bytes, ByteBuffer out) {
        out.putInt(bytes.length).put(bytes);
    }

    private static byte[] getBytes(ByteBuffer in) {
        byte[] bytes = new byte[Shape.length(in, 1)];
        in.get(bytes);
        return bytes;
    }
}
