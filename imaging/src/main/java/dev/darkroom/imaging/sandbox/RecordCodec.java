package dev.darkroom.imaging.sandbox;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes a value between two processes of the same build and reads it back, by the type that it is declared with:
 * records and sealed families of records, and in them numbers, texts, enums, instants, offsets of time zones, bytes,
 * optionals, lists and maps. No record may hold one of its own type.
 *
 * <p>Reading trusts nothing. It makes no other types than the declared ones, through the constructors that check them,
 * and reserves no more memory than there are bytes left. It takes each byte once: whoever could change it meanwhile gains
 * nothing.
 */
final class RecordCodec {
    /** Looking a record's parts up takes a hundred times as long as writing them. */
    private static final Map<Type, Shape> SHAPES = new ConcurrentHashMap<>();

    private RecordCodec() {}

    /**
     * Puts {@code value} into {@code out}.
     *
     * @throws BufferOverflowException when it does not fit
     */
    static void write(Class<?> type, Object value, ByteBuffer out) {
        try {
            shape(type).put(value, out);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot write a " + type.getName(), e);
        }
    }

    /**
     * Takes a value of {@code type} from {@code in}.
     *
     * @throws IllegalArgumentException when the bytes are not one
     */
    static <T> T read(Class<T> type, ByteBuffer in) {
        try {
            return type.cast(shape(type).get(in));
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException("Not a valid " + type.getSimpleName() + ": " + e.getCause(), e);
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new IllegalArgumentException("Not a " + type.getSimpleName() + ": " + e, e);
        }
    }

    static Shape shape(Type type) throws NoSuchMethodException {
        Shape known = SHAPES.get(type);
        if (known == null) {
            known = find(type);
            SHAPES.put(type, known);
        }
        return known;
    }

    private static Shape find(Type type) throws NoSuchMethodException {
        if (type instanceof ParameterizedType generic) {
            return CollectionShapes.of(generic);
        }
        Class<?> single = (Class<?>) type;
        if (single.isSealed()) {
            return CollectionShapes.family(single);
        }
        return single.isRecord() ? new RecordShape(single) : ScalarShapes.of(single);
    }
}
