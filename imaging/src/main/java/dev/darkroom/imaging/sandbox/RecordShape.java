package dev.darkroom.imaging.sandbox;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;

/** A record, one component after the other; it is made by the constructor that checks it. */
final class RecordShape implements Shape {
    private final Constructor<?> constructor;
    private final Method[] accessors;
    private final Shape[] shapes;

    RecordShape(Class<?> type) throws NoSuchMethodException {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        accessors = new Method[components.length];
        shapes = new Shape[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            accessors[i] = components[i].getAccessor();
            accessors[i].setAccessible(true);
            shapes[i] = RecordCodec.shape(components[i].getGenericType());
        }
        constructor = type.getDeclaredConstructor(types);
        constructor.setAccessible(true);
    }

    @Override
    public void put(Object value, ByteBuffer out) throws ReflectiveOperationException {
        for (int i = 0; i < shapes.length; i++) {
            shapes[i].put(accessors[i].invoke(value), out);
        }
    }

    @Override
    public Object get(ByteBuffer in) throws ReflectiveOperationException {
        Object[] values = new Object[shapes.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = shapes[i].get(in);
        }
        return constructor.newInstance(values);
    }
}
