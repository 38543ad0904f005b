package dev.darkroom.imaging.sandbox;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What holds values of other types: optionals, lists and maps, and families of records. */
final class CollectionShapes {
    private CollectionShapes() {}

    static Shape of(ParameterizedType type) throws NoSuchMethodException {
        Type[] arguments = type.getActualTypeArguments();
        Shape first = RecordCodec.shape(arguments[0]);
        if (type.getRawType() == Optional.class) {
            return new OptionalShape(first);
        } else if (type.getRawType() == List.class) {
            return new ListShape(first);
        } else if (type.getRawType() == Map.class) {
            return new MapShape(first, RecordCodec.shape(arguments[1]));
        }
        throw new IllegalArgumentException("No type that travels: " + type);
    }

    /** A sealed type: which of its records, and that. */
    static Shape family(Class<?> sealed) throws NoSuchMethodException {
        List<Class<?>> members = List.of(sealed.getPermittedSubclasses());
        List<Shape> shapes = new ArrayList<>();
        for (Class<?> member : members) {
            shapes.add(RecordCodec.shape(member));
        }
        return new FamilyShape(members, shapes);
    }

    private record OptionalShape(Shape item) implements Shape {
        @Override
        public void put(Object value, ByteBuffer out) throws ReflectiveOperationException {
            Optional<?> optional = (Optional<?>) value;
            out.put((byte) (optional.isPresent() ? 1 : 0));
            if (optional.isPresent()) {
                item.put(optional.get(), out);
            }
        }

        @Override
        public Object get(ByteBuffer in) throws ReflectiveOperationException {
            return in.get() != 0 ? Optional.of(item.get(in)) : Optional.empty();
        }
    }

    private record ListShape(Shape item) implements Shape {
        @Override
        public void put(Object value, ByteBuffer out) throws ReflectiveOperationException {
            List<?> list = (List<?>) value;
            out.putInt(list.size());
            for (Object it : list) {
                item.put(it, out);
            }
        }

        @Override
        public Object get(ByteBuffer in) throws ReflectiveOperationException {
            int size = Shape.length(in, 1);
            // Grows with what is really there.
            List<Object> list = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                list.add(item.get(in));
            }
            return list;
        }
    }

    private record MapShape(Shape key, Shape item) implements Shape {
        @Override
        public void put(Object value, ByteBuffer out) throws ReflectiveOperationException {
            Map<?, ?> map = (Map<?, ?>) value;
            out.putInt(map.size());
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                key.put(entry.getKey(), out);
                item.put(entry.getValue(), out);
            }
        }

        @Override
        public Object get(ByteBuffer in) throws ReflectiveOperationException {
            int size = Shape.length(in, 1);
            Map<Object, Object> map = new HashMap<>();
            for (int i = 0; i < size; i++) {
                map.put(key.get(in), item.get(in));
            }
            return map;
        }
    }

    private record FamilyShape(List<Class<?>> members, List<Shape> shapes) implements Shape {
        @Override
        public void put(Object value, ByteBuffer out) throws ReflectiveOperationException {
            int index = members.indexOf(value.getClass());
            out.put((byte) index);
            shapes.get(index).put(value, out);
        }

        @Override
        public Object get(ByteBuffer in) throws ReflectiveOperationException {
            return shapes.get(in.get()).get(in);
        }
    }
}
