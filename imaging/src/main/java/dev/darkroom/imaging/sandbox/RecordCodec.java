package dev.darkroom.imaging.sandbox;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes a value between two processes of the same build and reads it back, by the type that it is declared with:
 * records and sealed families of records, and in them numbers, texts, enums, instants, offsets of time zones, bytes,
 * optionals, lists and maps.
 *
 * <p>Reading trusts nothing. It makes no other types than the declared ones, through the constructors that check them,
 * and reserves no more memory than there are bytes left.
 */
final class RecordCodec {
    private RecordCodec() {}

    /**
     * Puts {@code value} into {@code out}.
     *
     * @throws BufferOverflowException when it does not fit
     */
    static void write(Class<?> type, Object value, ByteBuffer out) {
        try {
            put(type, value, out);
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
            return type.cast(get(type, in));
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException("Not a valid " + type.getSimpleName() + ": " + e.getCause(), e);
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new IllegalArgumentException("Not a " + type.getSimpleName() + ": " + e, e);
        }
    }

    private static void put(Type type, Object value, ByteBuffer out) throws ReflectiveOperationException {
        if (value instanceof Optional<?> optional) {
            out.put((byte) (optional.isPresent() ? 1 : 0));
            if (optional.isPresent()) {
                put(argument(type, 0), optional.get(), out);
            }
        } else if (value instanceof List<?> list) {
            out.putInt(list.size());
            for (Object item : list) {
                put(argument(type, 0), item, out);
            }
        } else if (value instanceof Map<?, ?> map) {
            out.putInt(map.size());
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                put(argument(type, 0), entry.getKey(), out);
                put(argument(type, 1), entry.getValue(), out);
            }
        } else if (value instanceof Record record) {
            putRecord((Class<?>) type, record, out);
        } else {
            putScalar(value, out);
        }
    }

    private static void putRecord(Class<?> type, Record value, ByteBuffer out) throws ReflectiveOperationException {
        if (type.isSealed()) {
            out.put((byte) Arrays.asList(type.getPermittedSubclasses()).indexOf(value.getClass()));
        }
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            component.getAccessor().setAccessible(true);
            put(component.getGenericType(), component.getAccessor().invoke(value), out);
        }
    }

    private static void putScalar(Object value, ByteBuffer out) {
        if (value instanceof Integer number) {
            out.putInt(number);
        } else if (value instanceof Long number) {
            out.putLong(number);
        } else if (value instanceof Double number) {
            out.putDouble(number);
        } else if (value instanceof Boolean fact) {
            out.put((byte) (fact ? 1 : 0));
        } else if (value instanceof Enum<?> constant) {
            putText(constant.name(), out);
        } else if (value instanceof String text) {
            putText(text, out);
        } else if (value instanceof Instant instant) {
            out.putLong(instant.getEpochSecond()).putInt(instant.getNano());
        } else if (value instanceof ZoneOffset offset) {
            out.putInt(offset.getTotalSeconds());
        } else if (value instanceof byte[] bytes) {
            out.putInt(bytes.length).put(bytes);
        } else {
            throw new IllegalArgumentException("No value that travels: " + value.getClass());
        }
    }

    private static void putText(String text, ByteBuffer out) {
        out.putInt(text.length());
        text.chars().forEach(c -> out.putChar((char) c));
    }

    private static Object get(Type type, ByteBuffer in) throws ReflectiveOperationException {
        if (type instanceof ParameterizedType generic) {
            if (generic.getRawType() == Optional.class) {
                return flag(in) ? Optional.of(get(argument(type, 0), in)) : Optional.empty();
            }
            int size = length(in, 1);
            if (generic.getRawType() == Map.class) {
                Map<Object, Object> map = new HashMap<>();
                for (int i = 0; i < size; i++) {
                    map.put(get(argument(type, 0), in), get(argument(type, 1), in));
                }
                return map;
            }
            List<Object> list = new ArrayList<>(size);
            for (int i = 0; i < size; i++) {
                list.add(get(argument(type, 0), in));
            }
            return list;
        }
        Class<?> single = (Class<?>) type;
        if (single.isSealed()) {
            return getRecord(single.getPermittedSubclasses()[in.get()], in);
        }
        return single.isRecord() ? getRecord(single, in) : getScalar(single, in);
    }

    private static Object getRecord(Class<?> type, ByteBuffer in) throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            values[i] = get(components[i].getGenericType(), in);
        }
        Constructor<?> canonical = type.getDeclaredConstructor(types);
        canonical.setAccessible(true);
        return canonical.newInstance(values);
    }

    private static Object getScalar(Class<?> type, ByteBuffer in) {
        if (type == int.class || type == Integer.class) {
            return in.getInt();
        } else if (type == long.class || type == Long.class) {
            return in.getLong();
        } else if (type == double.class || type == Double.class) {
            return in.getDouble();
        } else if (type == boolean.class || type == Boolean.class) {
            return flag(in);
        } else if (type.isEnum()) {
            String name = getText(in);
            return Arrays.stream(type.getEnumConstants())
                    .filter(constant -> ((Enum<?>) constant).name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("No " + type.getSimpleName() + ": " + name));
        } else if (type == String.class) {
            return getText(in);
        } else if (type == Instant.class) {
            return Instant.ofEpochSecond(in.getLong(), in.getInt() % 1_000_000_000L);
        } else if (type == ZoneOffset.class) {
            return ZoneOffset.ofTotalSeconds(in.getInt());
        } else if (type == byte[].class) {
            byte[] bytes = new byte[length(in, 1)];
            in.get(bytes);
            return bytes;
        }
        throw new IllegalArgumentException("No type that travels: " + type);
    }

    private static String getText(ByteBuffer in) {
        char[] text = new char[length(in, Character.BYTES)];
        for (int i = 0; i < text.length; i++) {
            text[i] = in.getChar();
        }
        return new String(text);
    }

    private static boolean flag(ByteBuffer in) {
        return in.get() != 0;
    }

    /** A count of things that each take {@code bytes} or more of what is left. */
    private static int length(ByteBuffer in, int bytes) {
        int length = in.getInt();
        if (length < 0 || length > in.remaining() / bytes) {
            throw new IllegalArgumentException(length + " of something, " + in.remaining() + " bytes before the end");
        }
        return length;
    }

    private static Type argument(Type type, int index) {
        return ((ParameterizedType) type).getActualTypeArguments()[index];
    }
}
